import { createHmac, timingSafeEqual } from 'node:crypto';
import { tenantId } from '../identities.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** How long a token is good for, in seconds. */
export const tokenLifeSeconds = 3599;

/** What is inside a good token. */
export interface TokenClaims {
  readonly appId: string;
  readonly audience: string;
  /** Whose rights it carries besides the application's; absent: the application's alone. */
  readonly person?: Delegate;
}

/** Somebody who lets an application act for her. */
export interface Delegate {
  /** Object id. */
  readonly id: string;
  readonly scopes: readonly string[];
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
    return this.#seal(appId, audience, { idtyp: 'app', roles: [...roles] }, now);
  }

  /** A token that carries a person's rights. */
  issueFor(person: Delegate, appId: string, audience: string, now: Date): string {
    const more = { idtyp: 'user', oid: person.id, scp: person.scopes.join(' ') };
    return this.#seal(appId, audience, more, now);
  }

  #seal(appId: string, audience: string, more: JsonObject, now: Date): string {
    const issued = Math.floor(now.getTime() / 1000);
    const head = encode({ typ: 'JWT', alg: 'HS256' });
    const claims = encode({
      ...more,
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: issued,
      nbf: issued,
      exp: issued + tokenLifeSeconds,
      appid: appId,
      tid: tenantId,
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
    const { appid, aud, oid, scp } = parsed;
    const person =
      typeof oid === 'string' ? { id: oid, scopes: String(scp).split(' ') } : undefined;
    return { appId: String(appid), audience: String(aud), person };
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
