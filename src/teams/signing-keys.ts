import { createPublicKey } from 'node:crypto';
import { at, isRecord, type JsonRecord, recordsAt, text } from '../domain/record.ts';
import type { Clock } from '../ports/clock.ts';

/** Nobody could be asked for the keys, so nothing can be said about a token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** As botframework-connector takes it. */
export interface SigningKey {
  /** PEM. */
  readonly key: string;
  /** Ids of the channels whose tokens it may sign; absent: the key server endorses none of its keys. */
  readonly endorsements?: readonly string[];
}

export interface SigningKeys {
  /** Null: the key server publishes no key of this id. Throws `KeysUnavailable`. */
  getKey(keyId: string): Promise<SigningKey | null>;
}

/** Bot Framework asks bots to read the list anew every day. */
const freshMs = 24 * 60 * 60_000;
/** While the key server is away, known keys hold for so long after they were read. */
const lifeMs = 72 * 60 * 60_000;
/** Forged key ids make the bot read the list once in this time. */
const unknownEveryMs = 10_000;
const retryAfterMs = 5_000;
const timeoutMs = 8_000;
/** A key that names no channel, where others do, is endorsed for none. */
const nobody = ['-'];

async function readJson(url: string): Promise<JsonRecord> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`the key server answered ${response.status}`);
  const body: unknown = await response.json();
  if (!isRecord(body)) throw new Error('the key server answered with something else');
  return body;
}

/** RSA keys alone: the channel signs with no others. */
function toPem(jwk: JsonRecord): string | undefined {
  if (jwk.kty !== 'RSA') return undefined;
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return undefined;
  }
}

function endorsementsOf(jwk: JsonRecord): string[] {
  const named = jwk.endorsements;
  return Array.isArray(named) ? named.flatMap((one) => text(one) ?? []) : [];
}

/** The keys that the metadata leads to. Rejects with what `fetch` says, or a sentence. */
export async function readKeys(metadataUrl: string): Promise<Map<string, SigningKey>> {
  const address = text(at(await readJson(metadataUrl), 'jwks_uri'));
  if (address === undefined) throw new Error('the key server names no list of keys');
  const list = recordsAt(await readJson(address), 'keys');
  const isEndorsing = list.some((jwk) => endorsementsOf(jwk).length > 0);
  const keys = list.flatMap((jwk): [string, SigningKey][] => {
    const [id, key, named] = [text(jwk.kid), toPem(jwk), endorsementsOf(jwk)];
    if (id === undefined || key === undefined) return [];
    const endorsements = isEndorsing && named.length === 0 ? nobody : named;
    return [[id, isEndorsing ? { key, endorsements } : { key }]];
  });
  if (keys.length === 0) throw new Error('the key server publishes no key');
  return new Map(keys);
}

/**
 * The keys that sign what Teams sends. An unknown id has the list read anew, so that a new key counts at once;
 * while the key server is away the known ones go on for three days, which botframework-connector's own cache
 * does not do.
 */
export function createSigningKeys(metadataUrl: string, clock: Clock): SigningKeys {
  let keys = new Map<string, SigningKey>();
  let readAt = -Infinity;
  let failedAt = -Infinity;
  let soughtAt = -Infinity;
  let reading: Promise<void> | undefined;
  const now = () => clock.now().getTime();

  async function readOnce(): Promise<void> {
    try {
      keys = await readKeys(metadataUrl);
      readAt = now();
      failedAt = -Infinity;
    } catch (cause) {
      failedAt = now();
      throw new KeysUnavailable('The signing keys of the channel could not be read.', { cause });
    }
  }

  async function read(): Promise<void> {
    if (now() - failedAt < retryAfterMs) {
      throw new KeysUnavailable('The signing keys of the channel could not be read a moment ago.');
    }
    reading ??= readOnce().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function seek(keyId: string): Promise<SigningKey | null> {
    const isKnownList = now() - readAt < freshMs;
    if (isKnownList && now() - soughtAt < unknownEveryMs) return null;
    if (isKnownList) soughtAt = now();
    await read();
    return keys.get(keyId) ?? null;
  }

  return {
    async getKey(keyId) {
      const age = now() - readAt;
      const known = age < lifeMs ? keys.get(keyId) : undefined;
      if (known === undefined) return seek(keyId);
      if (age < freshMs) return known;
      await read().catch(() => undefined);
      return keys.get(keyId) ?? null;
    },
  };
}
