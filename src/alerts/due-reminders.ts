import { type Case, stateAt } from '../domain/case.ts';
import { isSilenced } from '../domain/case-transitions.ts';
import { heldUntil } from './quiet-until.ts';
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

/** Who did not hear so often will not hear the next one; the case stays open and in `alerts`. */
const mostReminders = 10;

/** Since when the case is open: its first sight, or the last time it came back. */
function openSince({ case: alert, seenAt }: Unclaimed): Date {
  const back = alert.history.findLast(({ what }) => what === 'reopened' || what === 'unsilenced');
  return back !== undefined && back.at > seenAt ? back.at : seenAt;
}

function dueFor(unclaimed: Unclaimed, rule: ActiveRule, now: Date): DueReminder | undefined {
  const { case: alert } = unclaimed;
  const { unclaimed: patience } = rule;
  if (patience === undefined || stateAt(alert, now) !== 'open' || isSilenced(alert, now)) {
    return undefined;
  }
  if (heldUntil(rule, now) !== undefined) return undefined;
  const since = openSince(unclaimed);
  const waitedMs = now.getTime() - since.getTime();
  const told = alert.history.filter(({ at }) => at >= since);
  const last = told.findLast(({ what }) => what === 'reminded');
  const reminder: DueReminder = { case: alert, step: 'reminded', waitedMs };
  if (last === undefined) return waitedMs >= patience.afterMs ? reminder : undefined;
  const mayEscalate =
    patience.escalateTo !== undefined && told.every(({ what }) => what !== 'escalated');
  if (mayEscalate && waitedMs >= 2 * patience.afterMs) {
    return { case: alert, step: 'escalated', waitedMs, to: patience.escalateTo };
  }
  const isAgainDue =
    patience.repeatMs !== undefined && now.getTime() - last.at.getTime() >= patience.repeatMs;
  const reminders = told.filter(({ what }) => what === 'reminded').length;
  return isAgainDue && reminders < mostReminders ? reminder : undefined;
}

/**
 * What nobody has claimed for too long: after the rule's time, and again where the rule repeats it; to a second
 * conversation after twice that time where the rule names one. Nothing for snoozed, silenced or claimed cases,
 * nor in quiet hours or announced work.
 */
export function dueReminders(
  cases: readonly Unclaimed[],
  rules: readonly ActiveRule[],
  now: Date,
): DueReminder[] {
  return cases.flatMap((unclaimed) => {
    const rule = rules.find((one) => one.rule.id === unclaimed.case.rule);
    return (rule && dueFor(unclaimed, rule, now)) ?? [];
  });
}
