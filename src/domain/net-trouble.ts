import { isRecord, text } from './record.ts';

/** What keeps a service from a good answer; `refused`: it answered, and said no. */
export type NetTrouble = 'unreachable' | 'untrusted' | 'silent' | 'not-json' | 'refused';

const untrusted =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL|certificate|wrong version number/i;
const unreachable =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR|socket hang up|network_error|endpoints_resolution_error|openid_config_error|fetch failed/i;
const silent = /TimeoutError|AbortError|timed out/i;
const unreadable = /SyntaxError|no JSON|something else|names no list|publishes no key/i;

const deepest = 6;

/** An error and what caused it, outermost first. */
function chainOf(thrown: unknown): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  let next: unknown = thrown;
  while (typeof next === 'object' && next !== null && chain.length < deepest) {
    const { name, message, code, cause } = next as Record<string, unknown>;
    chain.push({ name, message, code });
    next = cause;
  }
  return chain;
}

/** Names, codes and messages of an error and its causes; for patterns, not for people. */
export function wordsOf(thrown: unknown): string {
  if (!isRecord(thrown)) return String(thrown);
  return chainOf(thrown)
    .flatMap(({ name, message, code }) => [text(name), text(code), text(message)])
    .filter((one) => one !== undefined)
    .join(' ');
}

/** The number in `AADSTS…`, the first of them. */
export function entraCodeIn(words: string): number | undefined {
  const [, digits] = /AADSTS(\d{4,9})/.exec(words) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The innermost code such as `ECONNREFUSED`, which tells most. */
function codeIn(thrown: unknown): string | undefined {
  return chainOf(thrown)
    .map(({ code }) => code)
    .findLast((code): code is string => typeof code === 'string' && /^[A-Z0-9_]{3,64}$/.test(code));
}

/** What a failed request came to, with a code that is fit to be shown; undefined: none of these. */
export function readNetTrouble(
  thrown: unknown,
): { readonly trouble: NetTrouble; readonly detail: string } | undefined {
  const words = wordsOf(thrown);
  const detail = codeIn(thrown);
  if (untrusted.test(words)) {
    return { trouble: 'untrusted', detail: detail ?? 'its certificate is not trusted' };
  }
  if (unreachable.test(words)) return { trouble: 'unreachable', detail: detail ?? 'no connection' };
  if (silent.test(words)) return { trouble: 'silent', detail: 'no answer in time' };
  if (unreadable.test(words)) return { trouble: 'not-json', detail: 'an answer that is not JSON' };
  return undefined;
}
