import { type Case, stateAt } from '../domain/case.ts';
import { isSilenced } from '../domain/case-transitions.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import type { ActiveRule } from './rule.ts';

/** An open case with the time since when people could have seen it. */
export interface Unclaimed {
  readonly case: Case;
  /** When the watch first saw one of its sign-ins. */
  readonly seenAt: Date;
}

export interface DueReminder {
  readonly case: Case;
  readonly step: 'reminded' | 'escalated';
  /** How long nobody has been on it. */
  readonly waitedMs: number;
  /** Of an escalation: the name of the conversation to tell. */
  readonly to?: string;
}

/** Since when the case is open: its first sight, or the last time it came back. */
function openSince({ case: alert, seenAt }: Unclaimed): Date {
  const back = alert.history.findLast(({ what }) => what === 'reopened' || what === 'unsilenced');
  return back !== undefined && back.at > seenAt ? back.at : seenAt;
}

type Patience = NonNullable<ActiveRule['unclaimed']>;

interface NextStep {
  readonly step: DueReminder['step'];
  readonly since: Date;
  readonly at: Date;
  readonly to?: string | undefined;
}

/** What is to be said next of a case on which nobody will be; nothing when all is said. */
function nextStep(unclaimed: Unclaimed, { afterMs, escalateTo }: Patience): NextStep | undefined {
  const since = openSince(unclaimed);
  const after = (times: number) => new Date(since.getTime() + times * afterMs);
  const told = unclaimed.case.history.filter(({ at }) => at >= since).map(({ what }) => what);
  if (!told.includes('reminded')) return { step: 'reminded', since, at: after(1) };
  if (escalateTo === undefined || told.includes('escalated')) return undefined;
  return { step: 'escalated', since, at: after(2), to: escalateTo };
}

const patienceFor = ({ case: { rule } }: Unclaimed, rules: readonly ActiveRule[]) =>
  rules.find((one) => one.rule.id === rule)?.unclaimed;

function ahead(
  unclaimed: Unclaimed,
  rules: readonly ActiveRule[],
  now: Date,
): NextStep | undefined {
  const { case: alert } = unclaimed;
  const patience = patienceFor(unclaimed, rules);
  if (stateAt(alert, now) !== 'open' || isSilenced(alert, now)) return undefined;
  return patience && nextStep(unclaimed, patience);
}

function dueFor(unclaimed: Unclaimed, rules: readonly ActiveRule[], now: Date) {
  const { case: alert } = unclaimed;
  const next = ahead(unclaimed, rules, now);
  if (next === undefined || next.at > now) return [];
  const hours = rules.find((one) => one.rule.id === alert.rule)?.quietHours;
  if (hours !== undefined && quietUntil(hours, now) !== undefined) return [];
  const { step, since, to } = next;
  return [{ case: alert, step, waitedMs: now.getTime() - since.getTime(), to }];
}

/**
 * What nobody has claimed for too long: once after the rule's time, then to a second conversation after
 * twice that time where the rule names one. Nothing for snoozed, silenced or claimed cases, nor in quiet hours.
 */
export function dueReminders(
  cases: readonly Unclaimed[],
  rules: readonly ActiveRule[],
  now: Date,
): DueReminder[] {
  return cases.flatMap((unclaimed) => dueFor(unclaimed, rules, now));
}

const lookAgainMs = 60_000;

/**
 * When the case is to be looked at again, if nothing happens to it before: when its next step is due, or
 * in a minute where that waits for something else. Undefined: nothing is ahead.
 */
export function lookAgainAt(
  unclaimed: Unclaimed,
  rules: readonly ActiveRule[],
  now: Date,
): Date | undefined {
  const next = ahead(unclaimed, rules, now);
  return next && new Date(Math.max(next.at.getTime(), now.getTime() + lookAgainMs));
}
