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

type Patience = NonNullable<ActiveRule['unclaimed']>;

interface NextStep {
  readonly step: DueReminder['step'];
  readonly at: Date;
  readonly to?: string | undefined;
}

const later = (time: Date, ms: number): Date => new Date(time.getTime() + ms);

/** What may be said next of a case on which nobody is, the first to come first; none when all is said. */
function nextSteps(alert: Case, since: Date, patience: Patience): NextStep[] {
  const { afterMs, escalateTo, repeatMs } = patience;
  const told = alert.history.filter(({ at }) => at >= since);
  const reminders = told.filter(({ what }) => what === 'reminded');
  const last = reminders.at(-1);
  if (last === undefined) return [{ step: 'reminded', at: later(since, afterMs) }];
  const steps: NextStep[] = [];
  if (escalateTo !== undefined && told.every(({ what }) => what !== 'escalated')) {
    steps.push({ step: 'escalated', at: later(since, 2 * afterMs), to: escalateTo });
  }
  if (repeatMs !== undefined && reminders.length < mostReminders) {
    steps.push({ step: 'reminded', at: later(last.at, repeatMs) });
  }
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const ruleOf = ({ case: alert }: Unclaimed, rules: readonly ActiveRule[]) =>
  rules.find(({ rule }) => rule.id === alert.rule);

function nextStep(
  unclaimed: Unclaimed,
  rules: readonly ActiveRule[],
  now: Date,
): NextStep | undefined {
  const { case: alert } = unclaimed;
  const patience = ruleOf(unclaimed, rules)?.unclaimed;
  if (patience === undefined || stateAt(alert, now) !== 'open' || isSilenced(alert, now)) {
    return undefined;
  }
  return nextSteps(alert, openSince(unclaimed), patience)[0];
}

function dueFor(
  unclaimed: Unclaimed,
  rules: readonly ActiveRule[],
  now: Date,
): DueReminder | undefined {
  const next = nextStep(unclaimed, rules, now);
  const rule = ruleOf(unclaimed, rules);
  if (next === undefined || rule === undefined || next.at > now) return undefined;
  if (heldUntil(rule, unclaimed.case.severity, now) !== undefined) return undefined;
  const waitedMs = now.getTime() - openSince(unclaimed).getTime();
  return { case: unclaimed.case, step: next.step, waitedMs, to: next.to };
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
  return cases.flatMap((unclaimed) => dueFor(unclaimed, rules, now) ?? []);
}

const shortestWaitMs = 60_000;
/** The rules may be changed meanwhile. */
const longestWaitMs = 60 * 60_000;

/**
 * When the case is to be looked at again, if nothing happens to it before: when its next step is due, within
 * the hour, and not before a minute where that waits for something else. Undefined: nothing is ahead.
 */
export function lookAgainAt(
  unclaimed: Unclaimed,
  rules: readonly ActiveRule[],
  now: Date,
): Date | undefined {
  const next = nextStep(unclaimed, rules, now);
  if (next === undefined) return undefined;
  const waitMs = next.at.getTime() - now.getTime();
  return later(now, Math.min(Math.max(waitMs, shortestWaitMs), longestWaitMs));
}
