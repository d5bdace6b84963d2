import { countryCode, countryName } from './country.ts';
import { rehearsed } from './report-only.ts';
import { type SignIn, whoSignedIn } from './sign-in.ts';
import type { Attempt, Outcome } from './verdict.ts';
import { dayOf, startOfDay, startOfHour } from './zoned-time.ts';

export const summaryWords = ['hour', 'day', 'verdict', 'app', 'country', 'user', 'policy'] as const;
export type SummaryWord = (typeof summaryWords)[number];

/** Attempts that have something in common. */
export interface Bucket {
  readonly key: string;
  /** Undefined where the records do not say: no country, no policy that decided. */
  readonly name?: string;
  /** Of an hour or a day: its first instant. */
  readonly start?: Date;
  /** The newest attempt in it. */
  readonly newest: Attempt;
  readonly count: number;
  readonly byOutcome: Readonly<Record<Outcome, number>>;
}

export interface Summary {
  readonly by: SummaryWord;
  /** Attempts in all buckets together. */
  readonly total: number;
  /** Hours and days in the order of time, all else the fullest first. */
  readonly buckets: readonly Bucket[];
}

interface Kind {
  readonly key: string;
  readonly name?: string;
  readonly start?: Date;
}

type KindOf = (attempt: Attempt) => Kind;

const named = (key: string | undefined, name = key): Kind =>
  key === undefined ? { key: '' } : { key: key.toLowerCase(), name };

function countryOf(row: SignIn): Kind {
  const code = row.country && (countryCode(row.country) ?? row.country);
  return named(code || undefined, code && countryName(code));
}

function policyOf({ verdict, final }: Attempt, isRehearsal: boolean): Kind {
  const policy = isRehearsal ? rehearsed(final)[0]?.policy : verdict.policy;
  return named(policy && (policy.id ?? policy.name), policy?.name);
}

const quarterMs = 15 * 60_000;

/** Starts of hours or days in a zone. Clocks change on a quarter of an hour: each is worked out once. */
function startsIn(startOf: (at: Date) => Date): KindOf {
  const known = new Map<number, Date>();
  return ({ rows: [newest] }) => {
    const quarter = Math.floor(newest.at.getTime() / quarterMs) * quarterMs;
    const start = known.get(quarter) ?? startOf(new Date(quarter));
    known.set(quarter, start);
    return { key: start.toISOString(), start };
  };
}

function kinds(by: SummaryWord, zone: string, isRehearsal: boolean): KindOf {
  switch (by) {
    case 'hour':
      return startsIn((at) => startOfHour(at, zone));
    case 'day':
      return startsIn((at) => startOfDay(dayOf(at, zone), zone));
    case 'verdict':
      return ({ verdict }) => named(verdict.outcome);
    case 'app':
      return ({ final }) => named(final.appName ?? final.appId);
    case 'country':
      return ({ final }) => countryOf(final);
    case 'user':
      return ({ final }) => named(final.userId ?? whoSignedIn(final), whoSignedIn(final));
    case 'policy':
      return (attempt) => policyOf(attempt, isRehearsal);
  }
}

type Counting = { -readonly [K in keyof Bucket]: Bucket[K] } & {
  byOutcome: Record<Outcome, number>;
};

function put(buckets: Map<string, Counting>, attempt: Attempt, kind: Kind): void {
  const bucket = buckets.get(kind.key) ?? {
    ...kind,
    newest: attempt,
    count: 0,
    byOutcome: { succeeded: 0, blocked: 0, interrupted: 0, failed: 0 },
  };
  bucket.count += 1;
  bucket.byOutcome[attempt.verdict.outcome] += 1;
  buckets.set(kind.key, bucket);
}

/**
 * Counts attempts (newest first) by what they have in common, each in one bucket. An attempt counts when its
 * newest record happened, in the IANA `zone`. By policy: the one that decided; in a rehearsal the report-only
 * one that would have.
 */
export function summarise(
  attempts: readonly Attempt[],
  by: SummaryWord,
  zone: string,
  { isRehearsal = false } = {},
): Summary {
  const kindOf = kinds(by, zone, isRehearsal);
  const buckets = new Map<string, Counting>();
  for (const attempt of attempts) put(buckets, attempt, kindOf(attempt));
  const isTime = by === 'hour' || by === 'day';
  const ordered = [...buckets.values()].sort((a, b) =>
    isTime ? a.key.localeCompare(b.key) : b.count - a.count || a.key.localeCompare(b.key),
  );
  return { by, total: attempts.length, buckets: ordered };
}
