import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. */
export type Reply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'reset'
  | 'cut'
  | 'hang';

/** One request as it came. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedServer {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A loopback server that answers as `script` says; `turn` counts from 0. */
export async function startScriptedServer(
  script: (request: Received, turn: number, url: string) => Reply,
): Promise<ScriptedServer> {
  const received: Received[] = [];
  let url = '';
  const server = createServer((request, response) => {
    textOf(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', url);
      const one = {
        method: request.method ?? '',
        path: decodeURIComponent(pathname),
        query: searchParams,
        headers: request.headers,
        body,
      };
      received.push(one);
      const reply = script(one, received.length - 1, url);
      if (reply === 'hang') return;
      if (reply === 'reset') return request.socket.destroy();
      const text = reply === 'cut' ? '{"value":[{"id":"1"' : JSON.stringify(reply.body ?? {});
      const { status = 200, headers = {} } = reply === 'cut' ? {} : reply;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(text);
    }, response.destroy);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An error as Graph writes it. */
export function refusal(status: number, code: string, message: string, retryAfter?: string): Reply {
  return {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    body: { error: { code, message, innerError: { 'request-id': 'r-1' } } },
  };
}
