import { quietUntil } from '../domain/quiet-hours.ts';
import type { Quieting } from './hold-back.ts';
import type { ActiveRule } from './rule.ts';

/** Quiet hours by rule. */
export function quietUntilOf(rules: readonly ActiveRule[]): Quieting['quietUntil'] {
  return (rule, now) => {
    const hours = rules.find((one) => one.rule.id === rule)?.quietHours;
    return hours && quietUntil(hours, now);
  };
}
