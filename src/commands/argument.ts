import type { Word } from './words.ts';

/** What was typed behind one keyword. */
export interface Segment {
  /** Lower case; `''` for what stands before the first keyword. */
  readonly keyword: string;
  readonly words: readonly Word[];
}

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** One argument of a command: the keywords that begin it and how what follows is read. */
export interface Argument<T> {
  readonly keywords: readonly string[];
  /** Keywords that continue this argument where it has begun (`from … to …`). */
  readonly inside?: readonly string[];
  /** Keywords of others that belong to it directly behind its own (`by app`). */
  readonly followedBy?: readonly string[];
  /** Whether its keyword means it where these words follow; absent: always (`from` begins a country or a range). */
  readonly begins?: (following: readonly Word[]) => boolean;
  /** True when words before the first keyword belong to it (`signins alice`). */
  readonly leading?: boolean;
  /** How help writes it, for example `for <person>`. */
  readonly usage: string;
  /** `undefined` segments: the argument was not given. */
  read(segments: readonly Segment[] | undefined): Reading<T>;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;
export type Values<A extends Arguments> = {
  readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never;
};

const ok = <T>(value: T): Reading<T> => ({ ok: true, value });
const no = (problem: string): Reading<never> => ({ ok: false, problem });
const said = (segments: readonly Segment[]) =>
  segments
    .flatMap((segment) => segment.words.map((word) => word.text))
    .join(' ')
    .trim();

const longestWords = 120;

/** Free words behind a keyword, which may be one of them: `app Microsoft App Access Panel`. */
export function words(
  keyword: string,
  usage: string,
  leading = false,
): Argument<string | undefined> {
  return {
    keywords: [keyword],
    inside: [keyword],
    leading,
    usage,
    read(segments) {
      if (!segments) return ok(undefined);
      const value = said(segments);
      if (value === '') return no(`“${keyword}” wants something behind it: ${usage}.`);
      if (value.length > longestWords) {
        return no(`What stands behind “${keyword}” is too long: ${longestWords} letters at most.`);
      }
      return ok(value);
    },
  };
}

/** One of some words, each its own keyword. */
export function oneOf<T extends string>(
  choices: readonly T[],
  usage: string,
): Argument<T | undefined> {
  return {
    keywords: choices,
    usage,
    read(segments) {
      if (!segments) return ok(undefined);
      const given = [...new Set(segments.map((segment) => segment.keyword))];
      const extra = said(segments);
      if (given.length > 1) return no(`Ask for one of ${given.join(' and ')} at a time.`);
      if (extra !== '') {
        return no(
          `I don’t understand “${extra}” behind “${given[0]}”. A name that holds such a word goes into quotes.`,
        );
      }
      return ok(choices.find((choice) => choice === given[0]));
    },
  };
}

/** A whole number behind a keyword. */
export function count(keyword: string, least: number, most: number): Argument<number | undefined> {
  const usage = `${keyword} <${least}-${most}>`;
  return {
    keywords: [keyword],
    usage,
    read(segments) {
      if (!segments) return ok(undefined);
      const value = Number(said(segments));
      const fits = Number.isInteger(value) && value >= least && value <= most;
      return fits ? ok(value) : no(`“${keyword}” wants a whole number from ${least} to ${most}.`);
    },
  };
}

/** A range of time, as typed; what it means depends on the clock and the asker's zone. */
export function range(): Argument<string | undefined> {
  return {
    keywords: ['last', 'since', 'from', 'today', 'yesterday'],
    inside: ['to', 'today', 'yesterday'],
    usage:
      'last 24h | last 7d | since yesterday | since 2026-11-20 | from 2026-11-01 to 2026-11-03',
    read(segments) {
      if (!segments) return ok(undefined);
      const typed = segments.map(({ keyword, words: rest }) =>
        [keyword, ...rest.map((word) => word.text.toLowerCase())].join(' '),
      );
      return ok(typed.join(' '));
    },
  };
}
