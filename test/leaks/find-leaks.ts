/** Something that was written, sent or kept, and where. */
export interface Output {
  readonly where: string;
  readonly text: string;
}

const shortest = 6;
/** What a signed token looks like; nobody but its sender and its receiver should hold one. */
const signedToken = /\bey[\w-]{8,}\.ey[\w-]{8,}\.[\w-]{16,}/g;

/** A secret in each dress it may go about in. The last part of a token is its signature: nothing stands behind the rest. */
function dressesOf(secret: string): string[] {
  const parts = secret.split('.');
  const signature = parts.length === 3 ? (parts[2] ?? '') : '';
  const plain = [secret, signature].filter((one) => one.length >= shortest);
  return plain.flatMap((one) => [
    one,
    encodeURIComponent(one),
    new URLSearchParams({ '': one }).toString().slice(1),
    JSON.stringify(one).slice(1, -1),
    Buffer.from(one).toString('base64').replace(/=+$/, ''),
    Buffer.from(one).toString('base64url'),
    Buffer.from(one).toString('hex'),
  ]);
}

/** Each place where one of the secrets, or anything that looks like a signed token, can be read. */
export function findLeaks(
  outputs: readonly Output[],
  secrets: Readonly<Record<string, readonly string[]>>,
): string[] {
  const wanted = Object.entries(secrets).flatMap(([name, values]) =>
    [...new Set(values.flatMap(dressesOf))].map((dress) => ({ name, dress })),
  );
  return outputs.flatMap(({ where, text }) => [
    ...wanted.filter(({ dress }) => text.includes(dress)).map(({ name }) => `${where}: ${name}`),
    ...[...text.matchAll(signedToken)].map(({ index }) => `${where}: a signed token at ${index}`),
  ]);
}
