import { type Case, stateAt } from '../domain/case.ts';
import type { Evidence } from '../ports/observations.ts';
import { type Crowding, crowdsIn } from './crowds.ts';
import { quietMs } from './join-case.ts';

/** The case that findings of the key join, as far as it decides who does. */
export type OpenCase = Pick<Case, 'firstAt' | 'lastAt' | 'state' | 'snoozedUntil'>;

interface Circumstances {
  readonly crowding: Crowding;
  /** Unresolved; undefined: there is none. */
  readonly open: OpenCase | undefined;
  readonly now: Date;
}

/**
 * Ids of what belongs to a case and has not alerted: all of a crowd, and what happened after a case had begun, until
 * it has been quiet for a day. Pure, and the same in whatever order the evidence came. `oldestFirst`: of one key.
 */
export function ripeAmong(
  oldestFirst: readonly Evidence[],
  { crowding, open, now }: Circumstances,
): Set<string> {
  const crowded = new Set(crowdsIn(oldestFirst, crowding).flat());
  const isAsleep = open !== undefined && stateAt(open, now) === 'snoozed';
  let begunAt = open?.firstAt;
  let lastAt = open?.lastAt;
  const joins = ({ at }: Evidence): boolean => {
    if (begunAt === undefined || lastAt === undefined || at < begunAt) return false;
    return isAsleep || at.getTime() - lastAt.getTime() <= quietMs;
  };
  const ripe = new Set<string>();
  for (const one of oldestFirst) {
    // What has alerted counts in crowds; the case that it is in may be resolved, and takes nothing then.
    if (one.hasAlerted || !(crowded.has(one) || joins(one))) continue;
    ripe.add(one.id);
    if (begunAt === undefined || one.at < begunAt) begunAt = one.at;
    if (lastAt === undefined || one.at > lastAt) lastAt = one.at;
  }
  return ripe;
}
