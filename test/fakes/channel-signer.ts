import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** Which of the channel's keys signs: the good one, one endorsed for another channel or for none, or one nobody published. */
type KeyName = 'endorsed' | 'unendorsed' | 'bare' | 'unpublished';

export interface ChannelSigner {
  readonly issuer: string;
  /** The JSON Web Key Set that is served. */
  readonly keySet: { readonly keys: readonly object[] };
  /** A bearer header as Teams sends it; `claims` replaces single claims, undefined leaves one out. */
  authorize(
    claims: JWTPayload & { aud?: string; serviceurl?: string },
    key?: KeyName,
  ): Promise<string>;
}

/** Signs activities as the Bot Framework channel does, with RSA keys of its own. */
export async function createChannelSigner(issuer: string): Promise<ChannelSigner> {
  const [endorsed, unendorsed, bare, unpublished] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
  ]);
  const pairs = { endorsed, unendorsed, bare, unpublished };
  const publish = async (kid: Exclude<KeyName, 'unpublished'>, endorsements?: string[]) => ({
    ...(await exportJWK(pairs[kid].publicKey)),
    kid,
    use: 'sig',
    endorsements,
  });
  const keys = await Promise.all([
    publish('endorsed', ['msteams', 'webchat']),
    publish('unendorsed', ['webchat']),
    publish('bare'),
  ]);
  return {
    issuer,
    keySet: { keys },
    async authorize(claims, key = 'endorsed') {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer, nbf: now - 60, exp: now + 600, ...claims };
      // A stranger's key comes under a known name: its signature must be what gives it away.
      const kid = key === 'unpublished' ? 'endorsed' : key;
      const token = await new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .sign(pairs[key].privateKey);
      return `Bearer ${token}`;
    },
  };
}
