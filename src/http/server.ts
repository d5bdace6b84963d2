import type { AddressInfo } from 'node:net';
import restify, { type Request, type Response, type Server } from 'restify';
import { AppError } from '../errors.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Log } from '../ports/log.ts';
import { type ConnectionLimits, guardConnections, usualLimits } from './guard-connections.ts';
import { readBody } from './read-body.ts';

const maxBodyBytes = 1024 * 1024;
const closeGraceMs = 15_000;
const tidyEveryMs = 100;

/** One POST to /api/messages: its headers that matter, and its body unparsed. */
export interface ReceivedRequest {
  readonly contentType?: string;
  readonly authorization?: string;
  readonly body: string;
  readonly remoteAddress?: string;
}

export interface ServerOptions {
  readonly receive: (
    request: ReceivedRequest,
  ) => Promise<{ readonly status: number; readonly body?: unknown }>;
  /** Whether the bot can do its work, and why not; `troubles` are what is wrong beside. */
  readonly ready: () => Promise<{
    readonly ok: boolean;
    readonly reasons: readonly string[];
    readonly troubles?: readonly string[];
  }>;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Default: all interfaces. */
  readonly host?: string;
  readonly port: number;
  readonly log: Log;
  /** Default: what suits Teams. Tests shorten them; nothing else does. */
  readonly limits?: ConnectionLimits;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no more requests, lets those that came be answered, then closes. */
  close(): Promise<void>;
}

function answer(response: Response, status: number, body?: unknown): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.sendRaw(status, text, {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    'X-Content-Type-Options': 'nosniff',
  });
}

async function receiveMessage(
  request: Request,
  response: Response,
  { receive }: ServerOptions,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (body === 'too-long') {
    response.setHeader('Connection', 'close');
    answer(response, 413);
    return;
  }
  const result = await receive({
    contentType: request.headers['content-type'],
    authorization: request.headers.authorization,
    body: body.text,
    remoteAddress: request.socket.remoteAddress,
  });
  answer(response, result.status, result.body);
}

function addRoutes(server: Server, options: ServerOptions): void {
  const guarded =
    (act: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response) => {
      try {
        await act(request, response);
      } catch (err) {
        options.log.warn({ err, path: request.path() }, 'request failed');
        if (!response.headersSent) answer(response, 500);
      }
    };
  server.post(
    '/api/messages',
    guarded((request, response) => receiveMessage(request, response, options)),
  );
  server.get(
    '/healthz',
    guarded(async (_request, response) => answer(response, 200, { ok: true })),
  );
  server.get(
    '/readyz',
    guarded(async (_request, response) => {
      const { ok, reasons, troubles } = await options.ready();
      answer(response, ok ? 200 : 503, { ok, reasons, troubles });
    }),
  );
  server.get(
    '/metrics',
    guarded(async (_request, response) => {
      const text = await options.metrics.text();
      response.sendRaw(200, text, { 'Content-Type': options.metrics.contentType });
    }),
  );
  // Nothing else answers (404, 405), and what does not answer says nothing about itself.
  server.on('restifyError', (_request, response: Response, error: unknown, done: () => void) => {
    answer(
      response,
      error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500,
    );
    done();
  });
}

function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(toStartError(error, port));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function toStartError(cause: NodeJS.ErrnoException, port: number): AppError {
  if (cause.code === 'EADDRINUSE') {
    return new AppError('unavailable', `Port ${port} is taken by another program.`, {
      hint: 'Set PORT to a free port (for example PORT=3980), or stop the other program.',
      cause,
    });
  }
  if (cause.code === 'EACCES') {
    return new AppError('unavailable', `Port ${port} may not be opened by this user.`, {
      hint: 'Set PORT to a number above 1023.',
      cause,
    });
  }
  return new AppError('unavailable', `The HTTP server could not start (${cause.code}).`, {
    hint: 'Check PORT and the address it listens on.',
    cause,
  });
}

/** The bot's HTTP side. Throws an `AppError` with the way out when the port can't be had. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const server = restify.createServer({ name: '' });
  guardConnections(server.server, options.limits ?? usualLimits);
  let inFlight = 0;
  server.server.on('request', (_request, response) => {
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
    });
  });
  addRoutes(server, options);
  const port = await listen(server, options);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        const hurry = setTimeout(() => server.server.closeAllConnections(), closeGraceMs);
        // What clients and load balancers only keep open would hold up the end.
        const tidy = setInterval(() => {
          if (inFlight === 0) server.server.closeAllConnections();
          else server.server.closeIdleConnections();
        }, tidyEveryMs);
        server.close(() => {
          clearTimeout(hurry);
          clearInterval(tidy);
          resolve();
        });
        server.server.closeIdleConnections();
      }),
  };
}
