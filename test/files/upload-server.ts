import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to an upload session. */
export interface UploadCall {
  readonly method: string;
  readonly range?: string;
  readonly authorization?: string;
  readonly bytes: number;
}

type Fault = { readonly status: number; readonly retryAfter?: string } | 'reset' | 'lose answer';

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** An upload session on loopback, as strict as OneDrive's: pieces in order, by whole 320 KiB, nothing twice. */
export async function startUploadServer() {
  const calls: UploadCall[] = [];
  const faults: Fault[] = [];
  let file = Buffer.alloc(0);

  function answer(response: ServerResponse, status: number, body: object, headers = {}) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  }

  function take(piece: Buffer, range: string): { status: number; total: number } {
    const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range) ?? [];
    const [start, end, size] = [Number(from), Number(to), Number(total)];
    if (start !== file.length) return { status: 416, total: size };
    const isLast = end === size - 1;
    const isWhole = isLast || piece.length % (320 * 1024) === 0;
    if (end - start + 1 !== piece.length || !isWhole) return { status: 400, total: size };
    file = Buffer.concat([file, piece]);
    return { status: isLast ? 201 : 202, total: size };
  }

  function refuse(response: ServerResponse, fault: Extract<Fault, object>) {
    const wait = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
    const elsewhere = fault.status === 302 ? { location: '/elsewhere' } : {};
    answer(response, fault.status, {}, { ...wait, ...elsewhere });
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const body = await readBody(request);
    const { method = '' } = request;
    const range = request.headers['content-range'];
    const { authorization } = request.headers;
    calls.push({ method, range, authorization, bytes: body.length });
    const next = { nextExpectedRanges: [`${file.length}-`] };
    if (method === 'GET') return answer(response, 200, next);
    const fault = faults.shift();
    if (fault === 'reset') return response.destroy();
    if (typeof fault === 'object') return refuse(response, fault);
    const { status } = take(body, range ?? '');
    if (fault === 'lose answer') return response.destroy();
    return answer(response, status, { nextExpectedRanges: [`${file.length}-`] });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/session`,
    calls,
    /** What arrived so far. */
    file: () => file,
    /** The next pieces are answered so. */
    fail: (...next: Fault[]) => faults.push(...next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
