import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Json } from '../json.ts';
import type { GraphResponse } from './graph-message.ts';

const maxBody = 4 * 1024 * 1024;

/** Reads a whole request body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBody) throw new Error('the request body is larger than 4 MB');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** JSON, or undefined when the text is none. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Scheme, host and port by which the caller reached the server. */
export function rootOf(request: IncomingMessage): string {
  const scheme = request.socket instanceof TLSSocket ? 'https' : 'http';
  return `${scheme}://${request.headers.host ?? '127.0.0.1'}`;
}

/** Headers as single texts. */
export function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
}

/** Writes an answer as JSON; cut short in the middle when asked to. */
export function send(response: ServerResponse, answer: GraphResponse, cutShort = false): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const shown = cutShort ? text.slice(0, Math.ceil(text.length / 2)) : text;
  response.writeHead(answer.status, {
    'content-type': 'application/json;odata.metadata=minimal;charset=utf-8',
    'content-length': Buffer.byteLength(shown),
    'request-id': randomUUID(),
    ...answer.headers,
  });
  response.end(shown);
}
