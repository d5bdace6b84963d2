import type { Identity } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import type { ActivityDraft } from './activity-log.ts';

/** What a story needs: the time it ends at, who is in it and where it is written. */
export interface Story {
  readonly nowMs: number;
  person(identity: Identity): Person;
  /** Writes a record so many minutes before the end; fractions are fine. */
  at(minutesAgo: number, raw: JsonObject): void;
}

/** A story over people whose records are put into a list. */
export function storyInto(
  drafts: ActivityDraft[],
  nowMs: number,
  people: readonly Person[],
): Story {
  return {
    nowMs,
    person(identity) {
      const found = people.find((one) => one.id === identity.id);
      if (found === undefined) throw new Error(`no person ${identity.displayName}`);
      return found;
    },
    at(minutesAgo, raw) {
      drafts.push({ atMs: nowMs - Math.round(minutesAgo * 60_000), raw });
    },
  };
}

/** Minutes in so many days and hours. */
export function ago(days: number, hours = 0, minutes = 0): number {
  return (days * 24 + hours) * 60 + minutes;
}
