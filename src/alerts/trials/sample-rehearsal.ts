import type { RehearsalDay } from '../../domain/rehearsal-day.ts';
import type { Finding } from '../../ports/finding.ts';
import { dayAfter, rehearsalFinding } from '../rehearsals/file-day.ts';
import type { ActiveRule, RehearsalRule } from '../rule.ts';

/** A report-only policy of nobody that has begun to block as many people as the rule's number of now asks for. */
export function sampleRehearsal(active: ActiveRule<RehearsalRule>, now: Date): Finding[] {
  const { rule } = active;
  const { people, times } = rule.numbers;
  const numbers = { people: people.usual, times: times.usual, ...active.numbers };
  const policy = { policyId: 'sample-policy', policyName: 'Require a compliant device' };
  const nothing = { blocked: 0, blockedPeople: 0, prompted: 0, promptedPeople: 0 };
  const day = dayAfter(now.toISOString().slice(0, 10), -1);
  const today: RehearsalDay = {
    ...policy,
    ...nothing,
    day,
    blocked: 3 * numbers.people,
    blockedPeople: numbers.people,
  };
  const dayBefore: RehearsalDay = { ...policy, ...nothing, day: dayAfter(day, -1) };
  const match = rule.judge(
    { today, dayBefore, before: [dayBefore], daysBefore: 7 },
    numbers,
    false,
  );
  return match === undefined ? [] : [rehearsalFinding(active, today, match, now)];
}
