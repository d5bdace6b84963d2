import type { RehearsalDay } from '../../domain/rehearsal-day.ts';
import { fitsRule } from '../../domain/rule-matcher.ts';
import { quoted } from '../../domain/sentence.ts';
import type { AlertWriter } from '../../ports/alert-store.ts';
import type { Finding } from '../../ports/finding.ts';
import {
  type ActiveRule,
  type ActivityMatch,
  type RehearsalRule,
  type Rehearsals,
  standingOf,
} from '../rule.ts';

const dayMs = 24 * 60 * 60_000;
const week = 7;

/** `2026-11-22`, so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function rehearsalsOf(
  today: RehearsalDay,
  earlier: readonly RehearsalDay[],
  daysBefore: number,
): Rehearsals {
  const before = earlier.filter(({ policyId }) => policyId === today.policyId);
  const dayBefore = before.find(({ day }) => day === dayAfter(today.day, -1));
  return { today, before, dayBefore, daysBefore };
}

const keyOf = (rule: string, policyId: string) => JSON.stringify([rule, policyId]);

/** What a rule says of a day of one policy. */
export function rehearsalFinding(
  active: ActiveRule<RehearsalRule>,
  { day, policyId, policyName }: RehearsalDay,
  match: ActivityMatch,
  seenAt: Date,
): Finding {
  const id = `${policyId} ${day}`;
  const { id: rule } = active.rule;
  return {
    rule,
    key: keyOf(rule, policyId),
    attempt: id,
    user: { name: `Report-only policy ${quoted(policyName)}` },
    policy: { id: policyId, name: policyName },
    app: { name: 'all sign-ins' },
    ...match,
    ...standingOf(active, match),
    signIn: { id, at: new Date(Date.parse(day) + dayMs), seenAt, record: 'day', errorCode: 0 },
  };
}

/** What a day says by the rules. `countedDays`: days before that were counted. */
export async function judgeDay(
  writer: AlertWriter,
  days: readonly RehearsalDay[],
  rules: readonly ActiveRule<RehearsalRule>[],
  { day, countedDays, seenAt }: { day: string; countedDays: readonly string[]; seenAt: Date },
): Promise<Finding[]> {
  const first = dayAfter(day, -week);
  const earlier = await writer.rehearsalDays(first, dayAfter(day, -1));
  const daysBefore = countedDays.filter((one) => one >= first && one < day).length;
  const keys = rules.flatMap(({ rule }) => days.map(({ policyId }) => keyOf(rule.id, policyId)));
  const followed = await writer.unresolvedCases([...new Set(keys)]);
  return rules.flatMap((active) =>
    days.flatMap((today) => {
      const { rule, match: matcher = {}, numbers } = active;
      const { people, times } = rule.numbers;
      const settled = { people: people.usual, times: times.usual, ...numbers };
      const isFollowed = followed.has(keyOf(rule.id, today.policyId));
      const match = rule.judge(rehearsalsOf(today, earlier, daysBefore), settled, isFollowed);
      const finding = match && rehearsalFinding(active, today, match, seenAt);
      return finding !== undefined && fitsRule(matcher, finding) ? [finding] : [];
    }),
  );
}
