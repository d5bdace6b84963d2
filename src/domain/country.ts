/** Languages whose names for countries are understood; English ones are shown. */
const languages = ['en', 'de', 'fr', 'es'];

/** What people say, where it is not the name that the standard has. */
const otherNames: readonly (readonly [string, string])[] = [
  ['usa', 'US'],
  ['america', 'US'],
  ['united states of america', 'US'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['holland', 'NL'],
  ['the netherlands', 'NL'],
  ['czech republic', 'CZ'],
  ['turkey', 'TR'],
  ['ivory coast', 'CI'],
  ['hong kong', 'HK'],
  ['macau', 'MO'],
  ['macao', 'MO'],
  ['uae', 'AE'],
  ['palestine', 'PS'],
  ['korea', 'KR'],
  ['swaziland', 'SZ'],
  ['macedonia', 'MK'],
  ['congo', 'CG'],
];

const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

/** ISO codes that have a name; former ones (`DD`) and other spellings (`UK`) give the code of today. */
const codes: ReadonlyMap<string, string> = new Map(
  letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => english.of(code) !== undefined && !['EU', 'EZ', 'UN', 'ZZ'].includes(code))
    .map((code) => [code, new Intl.Locale(`und-${code}`).region ?? code]),
);

/** A name without case, accents and what people leave out of it. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** “Myanmar (Burma)” is said as either. */
function spokenNames(name: string): string[] {
  const [outer = '', inner] = name.split(/[()]/);
  return [name, outer, ...(inner ? [inner] : [])].map(plain);
}

function namesIn(language: string): (readonly [string, string])[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return [...new Set(codes.values())].flatMap((code) =>
    spokenNames(names.of(code) ?? '').map((name) => [name, code] as const),
  );
}

/** English last: where languages differ about a name, it wins. */
const byName: ReadonlyMap<string, string> = new Map(
  [...languages.toReversed().flatMap(namesIn), ...otherNames].filter(([name]) => name !== ''),
);

/** The ISO code of a country by code or name (`de`, `Germany`, `Deutschland`); undefined when there is none. */
export function countryCode(words: string): string | undefined {
  return codes.get(words.trim().toUpperCase()) ?? byName.get(plain(words));
}

/** The English name of an ISO code; a code that is none stays as it is. */
export function countryName(code: string): string {
  return codes.has(code.toUpperCase()) ? (english.of(code.toUpperCase()) ?? code) : code;
}

/** English names of all countries. */
export const countryNames: readonly string[] = [...new Set(codes.values())].map(countryName);
