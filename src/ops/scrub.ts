const hidden = '[hidden]';
/** Shapes that are secrets wherever they stand: bearer tokens, JWTs, passwords in URLs, client secrets in forms. */
const secrets: readonly [RegExp, string][] = [
  [/\b(Bearer)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  [/(:\/\/[^\s:/@"]*):[^\s@/"',;]+@/g, `$1:${hidden}@`],
  [/\b(client_secret|client_assertion|access_token|password)=[^\s&"]+/gi, `$1=${hidden}`],
];

/** The text without what looks like a secret. */
export function scrub(text: string): string {
  return secrets.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text);
}

/** Shorter ones would hide half of the log, and are no secrets worth the name. */
const shortestSecret = 6;

/** Hides these very texts too, wherever they stand and as addresses, forms and JSON write them. */
export function createScrub(known: readonly string[]): (text: string) => string {
  const written = known
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ '': secret }).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
    ]);
  return (text) => written.reduce((clean, secret) => clean.replaceAll(secret, hidden), scrub(text));
}

const maxCauses = 4;

/**
 * An error as it may be logged: kind, message, stack, code, status and causes. Nothing else of it:
 * HTTP clients hang whole requests, with their tokens, on their errors.
 */
export function toLoggedError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return scrub(String(thrown));
  const { code, status, statusCode } = { code: undefined, status: undefined, ...thrown } as Record<
    string,
    unknown
  >;
  return {
    type: thrown.name,
    message: scrub(thrown.message),
    code,
    status: status ?? statusCode,
    stack: scrub(thrown.stack ?? ''),
    ...(thrown.cause !== undefined && depth < maxCauses
      ? { cause: toLoggedError(thrown.cause, depth + 1) }
      : {}),
  };
}
