import type { ActiveRule, Rule } from './rule.ts';

/** One rule as people read it. */
export interface WatchedRule {
  readonly name: string;
  readonly summary: string;
  /** How often it must match before it alerts; '' where every match does. */
  readonly threshold: string;
  readonly isOn: boolean;
}

/** Every known rule in words, those that are switched off too. */
export function describeRules(
  known: readonly Rule[],
  active: readonly ActiveRule[],
): readonly WatchedRule[] {
  return known.map((rule) => {
    const on = active.find((one) => one.rule === rule);
    const threshold = on?.threshold;
    return {
      name: rule.id,
      summary: rule.summary,
      threshold: threshold
        ? `After ${threshold.times} attempts of one user within ${threshold.withinMs / 60_000} minutes.`
        : '',
      isOn: on !== undefined,
    };
  });
}
