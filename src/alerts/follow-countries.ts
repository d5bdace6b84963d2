import type { UserCountry } from '../ports/user-countries.ts';

/** A sign-in that got in. */
export interface CountrySighting {
  readonly id: string;
  readonly at: Date;
  readonly who: string;
  readonly country: string;
}

/** A sign-in from where its user was not seen lately. */
export interface NewCountry {
  readonly id: string;
  readonly who: string;
  readonly country: string;
  /** Where she was seen lately, the latest first. */
  readonly usual: readonly string[];
}

export interface CountryLimits {
  /** Who was not seen in a country for longer is new there. */
  readonly absentMs: number;
  /** Nothing is said of a user whom the watch has not known for so long. */
  readonly learnMs: number;
}

/** A sign-in later by less is not worth a write: the countries of whoever works all day change once an hour. */
const worthMs = 60 * 60_000;

type Places = Map<string, UserCountry>;

function seenLately(places: Places, at: Date, absentMs: number): string[] {
  return [...places.values()]
    .filter(({ lastAt }) => +at - +lastAt <= absentMs)
    .sort((one, other) => +other.lastAt - +one.lastAt || (one.country < other.country ? -1 : 1))
    .map(({ country }) => country);
}

function isKnown(places: Places, at: Date, learnMs: number): boolean {
  return [...places.values()].some(({ firstAt }) => +at - +firstAt >= learnMs);
}

function widened(known: UserCountry, { id, at }: CountrySighting): UserCountry {
  if (at < known.firstAt) return { ...known, firstAt: at, firstRecord: id };
  return at > known.lastAt ? { ...known, lastAt: at } : known;
}

function isWorthKeeping(before: UserCountry | undefined, after: UserCountry): boolean {
  if (before === undefined || +before.firstAt !== +after.firstAt) return true;
  return +after.lastAt - +before.lastAt >= worthMs;
}

/** Of one user. */
function followUser(
  known: readonly UserCountry[],
  sightings: readonly CountrySighting[],
  { absentMs, learnMs }: CountryLimits,
): { changed: UserCountry[]; found: NewCountry[] } {
  const before: Places = new Map(known.map((one) => [one.country, one]));
  const places: Places = new Map(before);
  const found: NewCountry[] = [];
  const oldestFirst = sightings.toSorted((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1));
  for (const sighting of oldestFirst) {
    const { id, at, who, country } = sighting;
    const here = places.get(country);
    const isNew = here === undefined || +at - +here.lastAt > absentMs;
    if (isNew && isKnown(places, at, learnMs)) {
      found.push({ id, who, country, usual: seenLately(places, at, absentMs) });
    }
    const first = { who, country, firstAt: at, firstRecord: id, lastAt: at };
    places.set(country, here === undefined ? first : widened(here, sighting));
  }
  const changed = [...places.values()].filter((one) =>
    isWorthKeeping(before.get(one.country), one),
  );
  return { changed, found };
}

/**
 * Sign-ins from countries where their users were not seen lately, and what is known of where they were seen then.
 * The same sign-in again says nothing, and one that comes late finds its country known by those that came before.
 */
export function followCountries(
  known: readonly UserCountry[],
  sightings: readonly CountrySighting[],
  limits: CountryLimits,
): { readonly changed: readonly UserCountry[]; readonly found: readonly NewCountry[] } {
  const knownOf = Map.groupBy(known, ({ who }) => who);
  const users = [...Map.groupBy(sightings, ({ who }) => who)].map(([who, own]) =>
    followUser(knownOf.get(who) ?? [], own, limits),
  );
  return {
    changed: users.flatMap(({ changed }) => changed),
    found: users.flatMap(({ found }) => found),
  };
}
