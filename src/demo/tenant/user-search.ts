import type { JsonObject } from './json.ts';

/** A search that the directory does not accept. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
}

const searchable = [
  'displayName',
  'mail',
  'userPrincipalName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'mailNickname',
  'description',
];
const tokenised = ['displayName', 'description'];

type Test = (object: JsonObject) => boolean;

/** Words of a name: cut at spaces, symbols, digits and where lower case turns to upper. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

function clause(text: string): Test {
  const colon = text.indexOf(':');
  const property = text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (colon < 1 || !searchable.includes(property)) {
    throw new SearchError(`Property '${property || text}' is not searchable`);
  }
  if (!tokenised.includes(property)) {
    const start = value.toLowerCase();
    return (object) =>
      String(object[property] ?? '')
        .toLowerCase()
        .startsWith(start);
  }
  const wanted = wordsOf(value);
  return (object) => {
    const words = wordsOf(String(object[property] ?? ''));
    return wanted.length > 0 && wanted.every((word) => words.some((one) => one.startsWith(word)));
  };
}

/** Parses `"property:value" OR "property:value"` (also AND) into a test on directory objects. */
export function parseSearch(text: string): Test {
  const parts = text.trim().split(/\s+(AND|OR)\s+(?=")/);
  const tests = parts
    .filter((_, index) => index % 2 === 0)
    .map((part) => {
      const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(part.trim());
      if (quoted?.[1] === undefined)
        throw new SearchError(`Syntax error: '${part}' must be in double quotes`);
      return clause(quoted[1].replace(/\\(.)/g, '$1'));
    });
  const words = parts.filter((_, index) => index % 2 === 1);
  return tests.reduce((left, right, index) => {
    if (words[index - 1] === 'AND') return (object) => left(object) && right(object);
    return (object) => left(object) || right(object);
  });
}
