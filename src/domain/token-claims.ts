import { isRecord, type JsonRecord } from './record.ts';

/** The claims that stand in a JSON Web Token, unverified: for being told, never for trust. Undefined: it is none. */
export function readClaims(token: string): JsonRecord | undefined {
  const [, body] = token.split('.');
  if (body === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(
      atob(body.replaceAll('-', '+').replaceAll('_', '/')),
      (letter) => letter.codePointAt(0) ?? 0,
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
