import { type DayOfRange, dayFinder, daysIn } from '../../domain/days.ts';
import type { Policy } from '../../domain/policy.ts';
import { type PolicyTally, tallyPolicy } from '../../domain/policy-tally.ts';
import { decideReadiness, type Readiness } from '../../domain/readiness.ts';
import type { SignInType } from '../../domain/sign-in.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { CommandDeps } from '../deps.ts';
import type { PolicySignIns } from '../policy/read-policy-sign-ins.ts';
import { typesFor } from '../policy/workload.ts';
import { readAtRisk } from './read-at-risk.ts';

/** Two bursts of what the log takes in ten seconds, one request left for others. */
export const mostPages = 7;
const dayMs = 24 * 60 * 60_000;

/** What a rehearsal is judged by. */
export interface Rehearsal {
  readonly read: PolicySignIns;
  readonly tally: PolicyTally;
  readonly readiness: Readiness;
  readonly types: readonly SignInType[];
  readonly days: readonly DayOfRange[];
  /** True when only the time since the policy's last change counts. */
  readonly isCut: boolean;
  readonly problem: string;
}

/** The part of a range in which the policy was what it is now: results of an older form prove nothing. */
export function sinceLastChange(policy: Policy, { from, to }: TimeWindow): TimeWindow {
  const changed = policy.modifiedAt ?? policy.createdAt;
  return changed && changed > from && changed < to ? { from: changed, to } : { from, to };
}

/** Reads the sign-ins that a report-only policy was evaluated for, and judges it. */
export async function readRehearsal(
  policy: Policy,
  window: TimeWindow,
  timeZone: string,
  { deps, signal }: { readonly deps: CommandDeps; readonly signal: AbortSignal },
): Promise<Rehearsal> {
  const types = typesFor(policy);
  const watched = sinceLastChange(policy, window);
  const question = { window: watched, types, policyId: policy.id, mostPages };
  const read = await deps.readPolicySignIns(question, signal);
  const days = daysIn(watched, timeZone);
  const tally = tallyPolicy(read.attempts, policy.id, dayFinder(days));
  const { atRisk, problem } = await readAtRisk(tally.affectedUsers, deps.directory, signal);
  const readiness = read.policiesHidden
    ? ({ answer: 'cannot say', reason: 'Graph does not tell which policies applied.' } as const)
    : decideReadiness({
        days: (watched.to.getTime() - watched.from.getTime()) / dayMs,
        applied: tally.applied,
        stopped: tally.counts.stopped,
        prompted: tally.counts.prompted,
        stoppedUsers: tally.stoppedUsers,
        promptedUsers: tally.promptedUsers,
        atRisk,
        whole: read.whole,
      });
  return { read, tally, readiness, types, days, isCut: watched.from > window.from, problem };
}
