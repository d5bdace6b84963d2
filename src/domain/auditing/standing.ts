import type { LogEvidence } from './log-evidence.ts';

/** How a switch stands, as far as anybody could tell. */
export type OnOff = 'on' | 'off' | 'unknown';

/** How the unified audit log stands, from what Exchange says and what the log shows of itself. */
export interface LogStanding {
  readonly state: OnOff;
  /** Where it comes from: the switch itself, or a conclusion. */
  readonly source: 'exchange' | 'inference' | 'none';
  /** The two do not agree. */
  readonly disagrees?: 'says-off-but-answers' | 'says-on-but-refuses';
}

/** Evidence of longer ago may be from before a switch was set. */
const sameTimeMs = 60_000;

function isOfNow(evidence: LogEvidence, now: Date): boolean {
  return evidence.kind !== 'none' && now.getTime() - evidence.searchedAt.getTime() <= sameTimeMs;
}

const answers = (evidence: LogEvidence) => evidence.kind === 'records' || evidence.kind === 'taken';

/**
 * Exchange's own word counts; where it was not asked, a search that was taken says on, for a tenant whose log is off
 * refuses it. False of Exchange beside a log that answers at the same time is no answer: the compliance endpoint says
 * False of every tenant.
 */
export function logStanding(
  said: boolean | undefined,
  evidence: LogEvidence,
  now: Date,
): LogStanding {
  if (said === undefined) {
    if (answers(evidence)) return { state: 'on', source: 'inference' };
    if (evidence.kind === 'disabled') return { state: 'off', source: 'inference' };
    return { state: 'unknown', source: 'none' };
  }
  if (!said && answers(evidence) && isOfNow(evidence, now)) {
    return { state: 'unknown', source: 'exchange', disagrees: 'says-off-but-answers' };
  }
  if (said && evidence.kind === 'disabled' && isOfNow(evidence, now)) {
    return { state: 'on', source: 'exchange', disagrees: 'says-on-but-refuses' };
  }
  return { state: said ? 'on' : 'off', source: 'exchange' };
}
