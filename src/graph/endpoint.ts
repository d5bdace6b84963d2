import { tokenAddress } from '../domain/token-address.ts';
import { AppError } from '../errors.ts';
import { unreadable } from './errors.ts';

export type GraphVersion = 'v1.0' | 'beta';

/** Hosts of Microsoft's own Graph, one a cloud: a token's audience is one of them. */
const microsoftGraphs = new Set([
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
]);

/** Graph's root; a token travels there, so plain http is accepted on loopback only. */
export function checkEndpoint(endpoint: string): URL {
  const url = tokenAddress(endpoint);
  if (url === undefined) {
    throw new AppError('credentials-refused', 'No token is sent to this Graph address.', {
      hint: 'Set GRAPH_ENDPOINT to an https address (plain http on loopback only).',
    });
  }
  return url;
}

/** The scope of a token for Graph there. A gateway in front of Graph takes the public cloud's tokens. */
export function scopeOf(endpoint: string): string {
  const { hostname } = new URL(endpoint);
  return `https://${microsoftGraphs.has(hostname) ? hostname : 'graph.microsoft.com'}/.default`;
}

const linkShape = /^https?:\/\/[^/?#]+(?:\/[^?#]*?)?\/(v1\.0|beta)(\/[^#]+)$/;

/**
 * An `@odata.nextLink` as version, path and query, untouched otherwise. Its host is left out: the token
 * goes to our own endpoint only, and behind a gateway Graph's links name a host we do not ask.
 */
export function readNextLink(link: string): { version: GraphVersion; path: string } {
  const [, version, path] = linkShape.exec(link) ?? [];
  if (path === undefined)
    throw unreadable(new Error('the link to the next page is none of Graph’s'));
  return { version: version === 'beta' ? 'beta' : 'v1.0', path };
}
