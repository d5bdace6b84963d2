import { maintenanceUntil } from '../domain/maintenance.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import type { Quieting } from './hold-back.ts';
import type { ActiveRule } from './rule.ts';

/** Quiet hours and announced work may follow on each other; more turns than a file can hold are none. */
const mostTurns = 100;

/** When the quiet hours and the announced work that hold a rule's cards back at `now` are over; undefined: none does. */
export function heldUntil(
  { quietHours, maintenance = [] }: Pick<ActiveRule, 'quietHours' | 'maintenance'>,
  now: Date,
): Date | undefined {
  let until: Date | undefined;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const from = until ?? now;
    const ends = [quietHours && quietUntil(quietHours, from), maintenanceUntil(maintenance, from)];
    const [end] = ends.filter((one) => one !== undefined).sort((a, b) => +b - +a);
    if (end === undefined) return until;
    until = end;
  }
  return until;
}

/** When cards of a rule may be posted, by rule. */
export function quietUntilOf(rules: readonly ActiveRule[]): Quieting['quietUntil'] {
  return (rule, now) => {
    const active = rules.find((one) => one.rule.id === rule);
    return active && heldUntil(active, now);
  };
}
