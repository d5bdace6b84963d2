import { isRecord, type JsonRecord } from '../domain/record.ts';
import type { TeamsSettings } from './settings.ts';

const maxTokenLength = 8 * 1024;
const maxSkewSeconds = 300;
const algorithms: readonly unknown[] = ['RS256', 'RS384', 'RS512'];

function decodePart(part: string | undefined): JsonRecord | undefined {
  if (part === undefined || !/^[\w-]+$/.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * botframework-connector judges a token by its unverified claims first: one with a tenant id goes
 * down the emulator's path (and adds issuers to a list of the whole process), one with a version and
 * an app id of its own down the skill's. A channel's token has neither.
 */
function isForOtherPaths(claims: JsonRecord): boolean {
  const isSkill = 'ver' in claims && ('appid' in claims || 'azp' in claims);
  return 'tid' in claims || isSkill || claims.appid === 'AnonymousSkill';
}

function isExpired(claims: JsonRecord, now: Date): boolean {
  const expires = claims.exp;
  return typeof expires !== 'number' || expires + maxSkewSeconds < now.getTime() / 1000;
}

/**
 * The cheap look at a bearer token before its signature is checked: why it can't be the channel's,
 * or undefined when it may be. Decodes and compares only; nothing here is proof.
 */
export function distrustToken(
  authorization: string | undefined,
  settings: Pick<TeamsSettings, 'appId' | 'toBotFromChannelTokenIssuer'>,
  now: Date,
): string | undefined {
  const [scheme, token, ...rest] = (authorization ?? '').split(' ');
  if (scheme !== 'Bearer' || !token || rest.length > 0) return 'token-missing';
  if (token.length > maxTokenLength) return 'token-too-long';
  const parts = token.split('.');
  const header = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  if (parts.length !== 3 || !header || !claims) return 'token-malformed';
  if (!algorithms.includes(header.alg)) return 'token-algorithm';
  if (claims.iss !== settings.toBotFromChannelTokenIssuer) return 'token-issuer';
  if (claims.aud !== settings.appId) return 'token-audience';
  if (isForOtherPaths(claims)) return 'token-not-from-a-channel';
  return isExpired(claims, now) ? 'token-expired' : undefined;
}
