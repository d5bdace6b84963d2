import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { type CryptoKey, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Connector } from '../fakes/connector.ts';
import { appId } from '../teams/harness.ts';

type Claims = JWTPayload & { aud?: string; serviceurl?: string };
type Channel = Pick<Connector, 'signer' | 'serviceUrl'>;
type Named = readonly [what: string, authorization: string | undefined];

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const secondsNow = () => Math.floor(Date.now() / 1000);

/** Tokens that our own keys signed, with claims that must not be believed. */
function wrongClaims(issuer: string): [string, JWTPayload][] {
  return [
    ['the issuer of Entra', { iss: 'https://sts.windows.net/evil/' }],
    [
      'the issuer of the emulator',
      { iss: 'https://login.microsoftonline.com/botframework.com/v2.0' },
    ],
    ['the issuer in capitals', { iss: issuer.toUpperCase() }],
    ['the issuer with a slash', { iss: `${issuer}/` }],
    ['no issuer', { iss: undefined }],
    ['another bot as audience', { aud: 'c0ffee00-0000-4000-8000-000000000001' }],
    ['this bot among the audiences', { aud: [appId, 'other'] }],
    ['no audience', { aud: undefined }],
    ['an end an hour ago', { exp: secondsNow() - 3600 }],
    ['an end that is text', { exp: '9999999999' as unknown as number }],
    ['no end', { exp: undefined }],
    ['a start in an hour', { nbf: secondsNow() + 3600 }],
    ['a start that is text', { nbf: 'now' as unknown as number }],
    ['another service URL', { serviceurl: 'https://smba.trafficmanager.net/emea/' }],
    ['a service URL in a list', { serviceurl: ['http://127.0.0.1/'] }],
    ['no service URL', { serviceurl: undefined }],
    ['a tenant, as the emulator’s have', { tid: 'evil' }],
    ['a caller, as skills have', { ver: '2.0', azp: 'evil' }],
    ['an anonymous skill', { appid: 'AnonymousSkill' }],
  ];
}

async function signedWrongly(connector: Channel, claims: Claims): Promise<Named[]> {
  const { signer } = connector;
  const payload = {
    iss: signer.issuer,
    nbf: secondsNow() - 60,
    exp: secondsNow() + 600,
    ...claims,
  };
  const own = await generateKeyPair('RS256');
  const probabilistic = await generateKeyPair('PS256');
  const curve = await generateKeyPair('ES256');
  const [published] = signer.keySet.keys;
  const publicPem = createPublicKey({ key: { ...published } as JsonWebKey, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
  const sign = async (header: { alg: string; [more: string]: unknown }, key: CryptoKey | Buffer) =>
    `Bearer ${await new SignJWT(payload).setProtectedHeader(header).sign(key)}`;
  const mine = own.privateKey;
  const jwk = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
  return [
    [
      'an HMAC with the public key',
      await sign({ alg: 'HS256', kid: 'endorsed' }, Buffer.from(publicPem)),
    ],
    ['an HMAC', await sign({ alg: 'HS512', kid: 'endorsed' }, Buffer.alloc(64, 7))],
    ['PS256', await sign({ alg: 'PS256', kid: 'endorsed' }, probabilistic.privateKey)],
    ['ES256', await sign({ alg: 'ES256', kid: 'endorsed' }, curve.privateKey)],
    ['a stranger’s key', await sign({ alg: 'RS256', kid: 'endorsed' }, mine)],
    ['an unknown key', await sign({ alg: 'RS256', kid: 'mine' }, mine)],
    ['no key id', await sign({ alg: 'RS256' }, mine)],
    ['a path for a key id', await sign({ alg: 'RS256', kid: '../../etc/passwd' }, mine)],
    ['SQL for a key id', await sign({ alg: 'RS256', kid: "' or 1=1 --" }, mine)],
    ['a prototype for a key id', await sign({ alg: 'RS256', kid: '__proto__' }, mine)],
    [
      'an address of keys',
      await sign({ alg: 'RS256', kid: 'x', jku: 'http://127.0.0.1:9/' }, mine),
    ],
    ['a certificate’s address', await sign({ alg: 'RS256', x5u: 'http://127.0.0.1:9/' }, mine)],
    ['a key of its own', await sign({ alg: 'RS256', kid: 'x', jwk }, mine)],
    ['a key for another channel', await signer.authorize(claims, 'unendorsed')],
    ['a key for no channel', await signer.authorize(claims, 'bare')],
  ];
}

/** Every way to come with a token that Teams did not send, or that it sent to somebody else. */
export async function forgedTokens(connector: Channel): Promise<Named[]> {
  const { signer, serviceUrl } = connector;
  const claims = { aud: appId, serviceurl: serviceUrl };
  const good = await signer.authorize(claims);
  const other = await signer.authorize({ ...claims, iat: 1 });
  const [head = '', body = '', signature = ''] = good.replace('Bearer ', '').split('.');
  const changed = encode({ iss: signer.issuer, ...claims, exp: secondsNow() + 9_000 });
  const wrong = await Promise.all(
    wrongClaims(signer.issuer).map(
      async ([what, more]): Promise<Named> => [
        `a token with ${what}`,
        await signer.authorize({ ...claims, ...more } as Claims),
      ],
    ),
  );
  const signed = await signedWrongly(connector, claims);
  return [
    ['no token', undefined],
    ['an empty token', 'Bearer '],
    ['another scheme', good.replace('Bearer', 'Basic')],
    ['a scheme in small letters', good.replace('Bearer', 'bearer')],
    ['no scheme', good.replace('Bearer ', '')],
    ['two tokens', `${good} ${good}`],
    ['no algorithm', `Bearer ${encode({ alg: 'none' })}.${body}.`],
    [
      'no algorithm, but a signature',
      `Bearer ${encode({ alg: 'none', kid: 'endorsed' })}.${body}.${signature}`,
    ],
    ['no algorithm in other letters', `Bearer ${encode({ alg: 'nOnE' })}.${body}.${signature}`],
    [
      'algorithms in a list',
      `Bearer ${encode({ alg: ['RS256'], kid: 'endorsed' })}.${body}.${signature}`,
    ],
    ['claims changed after signing', `Bearer ${head}.${changed}.${signature}`],
    ['the signature of another token', `Bearer ${head}.${body}.${other.split('.')[2]}`],
    ['a signature cut short', good.slice(0, -20)],
    ['no signature', `Bearer ${head}.${body}`],
    ['five parts', `Bearer ${head}.${body}.${signature}.${head}.${body}`],
    ['claims that are no JSON', `Bearer ${head}.bm90IGpzb24.${signature}`],
    ['claims that are null', `Bearer ${head}.${encode(null)}.${signature}`],
    ['claims in a list', `Bearer ${head}.${encode([claims])}.${signature}`],
    ['a token of 9 KB', `Bearer ${'a'.repeat(9_000)}.b.c`],
    ['rubbish', 'Bearer !!!.???.###'],
    ...wrong,
    ...signed.map(([what, token]): Named => [`a token with ${what}`, token]),
  ];
}
