import { Agent, request } from 'node:http';

/** What came back; status 0 when nothing did. */
export interface Heard {
  readonly status: number;
  readonly bytes: number;
}

/** Whoever attacks has connections of his own: the bot cuts those that carry no whole request. */
export const createAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 64 });
const nothing: Heard = { status: 0, bytes: 0 };

interface Wrapping {
  readonly headers: Readonly<Record<string, string>>;
  readonly isAgain?: boolean;
}

const answerWithinMs = 20_000;

/** Posts to /api/messages. Never rejects: a cut connection is an answer too. */
export function post(
  agent: Agent,
  port: number,
  body: string | Uint8Array,
  { headers, isAgain = false }: Wrapping,
): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<Heard>();
  const length = String(Buffer.byteLength(body));
  const sent = request({
    agent,
    host: '127.0.0.1',
    port,
    path: '/api/messages',
    method: 'POST',
    signal: AbortSignal.timeout(answerWithinMs),
    headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
  });
  sent.once('response', (response) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    response.once('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
    response.once('error', () => resolve({ status: 0, bytes }));
  });
  sent.once('error', (error: NodeJS.ErrnoException) => {
    // An idle connection may be closed while a request sets out on it: HTTP clients send that once more.
    const isLeft = sent.reusedSocket && error.code === 'ECONNRESET' && !isAgain;
    resolve(isLeft ? post(agent, port, body, { headers, isAgain: true }) : nothing);
  });
  sent.end(body);
  return promise;
}
