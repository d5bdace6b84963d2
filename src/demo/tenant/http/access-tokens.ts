import { createHmac, timingSafeEqual } from 'node:crypto';
import { tenantId } from '../identities.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** How long a token is good for, in seconds. */
export const tokenLifeSeconds = 3599;

/** What is inside a good token. */
export interface TokenClaims {
  readonly appId: string;
  readonly audience: string;
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Issues and checks tokens with a key of its own; tokens of another tenant are worth nothing. */
export class AccessTokens {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  issue(appId: string, audience: string, roles: readonly string[], now: Date): string {
    const issued = Math.floor(now.getTime() / 1000);
    const head = encode({ typ: 'JWT', alg: 'HS256' });
    const claims = encode({
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: issued,
      nbf: issued,
      exp: issued + tokenLifeSeconds,
      appid: appId,
      idtyp: 'app',
      tid: tenantId,
      roles: [...roles],
    });
    return `${head}.${claims}.${this.#sign(`${head}.${claims}`)}`;
  }

  /** The claims of a token that is genuine and not expired; otherwise undefined. */
  read(token: string, now: Date): TokenClaims | undefined {
    const [head, claims, signature] = token.split('.');
    if (!head || !claims || !signature) return undefined;
    const wanted = Buffer.from(this.#sign(`${head}.${claims}`));
    const given = Buffer.from(signature);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
    const parsed: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
    if (!isJsonObject(parsed) || Number(parsed.exp) * 1000 <= now.getTime()) return undefined;
    return { appId: String(parsed.appid), audience: String(parsed.aud) };
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
