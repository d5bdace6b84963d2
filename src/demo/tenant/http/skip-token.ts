import { hashText } from '../random.ts';
import type { LogPosition } from '../time-log.ts';
import type { GraphRequest } from './graph-message.ts';
import { badRequest } from './query-options.ts';

function queryMark(request: GraphRequest): number {
  const options = [...request.query].filter(([name]) => name !== '$skiptoken').sort();
  return hashText(JSON.stringify([request.version, request.path, options]));
}

/** A token for the next page that fits this query alone. */
export function writeSkipToken(request: GraphRequest, position: LogPosition): string {
  const text = `${queryMark(request)}.${position.atMs}.${position.seq}`;
  return Buffer.from(text).toString('base64url').split('').reverse().join('');
}

/** The position in a request's skip token; a foreign or damaged token is refused. */
export function readSkipToken(request: GraphRequest): LogPosition | undefined {
  const token = request.query.get('$skiptoken');
  if (token === null) return undefined;
  const text = Buffer.from(token.split('').reverse().join(''), 'base64url').toString('utf8');
  const [mark, atMs, seq] = text.split('.').map(Number);
  if (mark !== queryMark(request) || !Number.isFinite(atMs) || !Number.isFinite(seq)) {
    throw badRequest(token === '' ? 'Skip token is null' : 'Skip token is invalid');
  }
  return { atMs: Number(atMs), seq: Number(seq) };
}

/** The address of the next page: the same query with the token. */
export function nextLink(request: GraphRequest, position: LogPosition): string {
  const options = [...request.query].filter(([name]) => name !== '$skiptoken');
  const written = [...options, ['$skiptoken', writeSkipToken(request, position)]]
    .map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${request.root}/${request.version}/${request.path.map(encodeURIComponent).join('/')}?${written}`;
}
