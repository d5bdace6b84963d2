import { rehearsed } from './report-only.ts';
import { type SignIn, whoSignedIn } from './sign-in.ts';

/** What a report-only policy would have done on one day. */
export interface RehearsalDay {
  /** In UTC: `2026-11-22`. */
  readonly day: string;
  readonly policyId: string;
  readonly policyName: string;
  /** Sign-ins. */
  readonly blocked: number;
  readonly blockedPeople: number;
  /** Sign-ins. */
  readonly prompted: number;
  readonly promptedPeople: number;
}

interface Effect {
  /** Ids of records: what is read twice counts once. */
  readonly records: Set<string>;
  readonly people: Set<string>;
}

interface Sums {
  readonly name: string;
  readonly blocked: Effect;
  readonly prompted: Effect;
}

const nothing = (): Effect => ({ records: new Set(), people: new Set() });

/** Adds a day up, sign-in by sign-in, in any order. */
export interface DayTally {
  add(signIn: SignIn): void;
  /** Also of `known` policies that would have done nothing. */
  rows(
    day: string,
    known: readonly { readonly id: string; readonly name: string }[],
  ): RehearsalDay[];
}

export function createDayTally(): DayTally {
  const byPolicy = new Map<string, Sums>();

  function sumsOf(id: string, name: string): Sums {
    const sums = byPolicy.get(id) ?? { name, blocked: nothing(), prompted: nothing() };
    byPolicy.set(id, sums);
    return sums;
  }

  return {
    add(signIn) {
      for (const { policy, effect } of rehearsed(signIn)) {
        if (policy.id === undefined) continue;
        const sums = sumsOf(policy.id, policy.name);
        const { records, people } = effect === 'would block' ? sums.blocked : sums.prompted;
        records.add(signIn.id);
        people.add(signIn.userId ?? whoSignedIn(signIn));
      }
    },

    rows(day, known) {
      for (const { id, name } of known) sumsOf(id, name);
      return [...byPolicy].map(([policyId, { name, blocked, prompted }]) => ({
        day,
        policyId,
        policyName: name,
        blocked: blocked.records.size,
        blockedPeople: blocked.people.size,
        prompted: prompted.records.size,
        promptedPeople: prompted.people.size,
      }));
    },
  };
}
