import { counted } from '../domain/digest-words.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import type { QuietClaim } from '../ports/outbox.ts';
import type { ActiveRule } from './rule.ts';

const two = (number: number) => String(number).padStart(2, '0');
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** `22:00-07:00`, by the quiet hours that ended then; announced work, or hours that were changed since, have none. */
function hoursThatEnded(until: Date, rules: readonly ActiveRule[]): string | undefined {
  const hours = rules
    .flatMap(({ quietHours }) => quietHours ?? [])
    .find((one) => quietUntil(one, new Date(until.getTime() - 1))?.getTime() === until.getTime());
  return hours && `${clock(hours.fromMinute)}-${clock(hours.toMinute)}`;
}

/** “While it was quiet (22:00-07:00): 7 cases, 19 sign-ins; the cards follow.” */
export function quietWords(
  { until, cases, signIns, entries }: QuietClaim,
  rules: readonly ActiveRule[],
): string {
  const hours = hoursThatEnded(until, rules);
  const found = [
    counted(cases, 'case'),
    signIns > 0 ? counted(signIns, 'sign-in') : '',
    entries > 0 ? counted(entries, 'log entry', 'log entries') : '',
  ].filter(Boolean);
  const follow = cases === 1 ? 'the card follows' : 'the cards follow';
  return `While it was quiet${hours === undefined ? '' : ` (${hours})`}: ${found.join(', ')}; ${follow}.`;
}
