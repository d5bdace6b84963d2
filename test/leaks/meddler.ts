import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** An answer that repeats whatever it was asked with, the token and the secret first: a status, or a page of a proxy. */
export type Trouble = number | 'page';

/** A server between the bot and the tenant that sees everything and, when told to, tells it. */
export interface Meddler {
  readonly url: string;
  /** Set by tests; undefined: all goes through. */
  trouble: Trouble | undefined;
  /** How many requests got trouble in place of an answer. */
  troubled(): number;
  /** Every token that went through, in either direction. */
  readonly tokens: Set<string>;
  close(): Promise<void>;
}

interface MeddlerOptions {
  readonly target: string;
  /** A certificate and its key, for a server over TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Changes what is passed on. */
  readonly rewrite?: (body: string) => string;
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function forward(target: string, from: IncomingMessage, body: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { ...from.headers, 'content-length': String(Buffer.byteLength(body)) };
  // The host stays the one asked: links to next pages are made of it.
  const passed = send(`${target}${from.url}`, { method: from.method, headers }, resolve);
  passed.on('error', reject);
  passed.end(body);
  return promise;
}

function echo(trouble: Trouble, request: IncomingMessage, body: string, response: ServerResponse) {
  const { authorization = '' } = request.headers;
  const bare = authorization.replace(/^Bearer /, '');
  const said = `no good: ${authorization}; the token “${bare}”; ${body}; the secret ${new URLSearchParams(body).get('client_secret')}`;
  if (trouble === 'page') {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end(`<html><title>Proxy</title><body>${said}</body></html>`);
    return;
  }
  const error = { code: 'InvalidAuthenticationToken', message: said };
  response.writeHead(trouble, {
    'content-type': 'application/json',
    'retry-after': '0',
    'x-said': encodeURIComponent(said).slice(0, 2000),
  });
  response.end(JSON.stringify({ error, error_description: `AADSTS7000215: ${said}` }));
}

/** Starts one on loopback. */
export async function startMeddler(options: MeddlerOptions): Promise<Meddler> {
  const { target, tls, rewrite = (body) => body } = options;
  const tokens = new Set<string>();
  let troubled = 0;
  const serve: RequestListener = async (request, response) => {
    const body = await textOf(request);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) tokens.add(bearer);
    // A login service that does not even say where its tokens are is never shown a secret.
    const isAsked = tls === undefined || request.method === 'POST';
    if (meddler.trouble !== undefined && isAsked) {
      troubled += 1;
      echo(meddler.trouble, request, body, response);
      return;
    }
    const answer = await forward(target, request, rewrite(body));
    const plain = await textOf(answer);
    // The tenant itself speaks plain HTTP, and names its addresses so.
    const text = tls ? plain.replaceAll('http://localhost', 'https://localhost') : plain;
    for (const [, token = ''] of text.matchAll(/"access_token":"([^"]+)"/g)) tokens.add(token);
    const { 'transfer-encoding': _, 'content-length': __, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, headers);
    response.end(text);
  };
  const listen: RequestListener = (...call) => {
    Promise.resolve(serve(...call)).catch(() => call[1].destroy());
  };
  const server: Server = tls ? createTlsServer(tls, listen) : createServer(listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const meddler: Meddler = {
    url: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    trouble: undefined,
    troubled: () => troubled,
    tokens,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return meddler;
}
