import { maintenanceUntil } from '../domain/maintenance.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import { isWorse, type Severity } from '../domain/severity.ts';
import type { Quieting } from './hold-back.ts';
import type { ActiveRule } from './rule.ts';

/** Quiet hours and announced work may follow on each other; more turns than a file can hold are none. */
const mostTurns = 100;

/**
 * When the quiet hours and the announced work that hold cards of such a severity back at `now` are over; undefined:
 * none does. Nobody sleeps through what is high, and critical cards wait for no work either.
 */
export function heldUntil(
  { quietHours, maintenance = [] }: Pick<ActiveRule, 'quietHours' | 'maintenance'>,
  severity: Severity,
  now: Date,
): Date | undefined {
  if (severity === 'critical') return undefined;
  const hours = isWorse(severity, 'medium') ? undefined : quietHours;
  let until: Date | undefined;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const from = until ?? now;
    const ends = [hours && quietUntil(hours, from), maintenanceUntil(maintenance, from)];
    const [end] = ends.filter((one) => one !== undefined).sort((a, b) => +b - +a);
    if (end === undefined) return until;
    until = end;
  }
  return until;
}

/** When cards of a rule may be posted, by rule. */
export function quietUntilOf(rules: readonly ActiveRule[]): Quieting['quietUntil'] {
  return ({ rule, severity }, now) => {
    const active = rules.find((one) => one.rule.id === rule);
    return active && heldUntil(active, severity, now);
  };
}
