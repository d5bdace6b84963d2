import { median } from './quantile.ts';

/** Two sides measured in turns, one value a round each. */
export interface InTurns {
  readonly ours: number;
  readonly baseline: number;
  /** Of neighbours in time, so that what slowed both down cancels out. */
  readonly ratio: number;
}

/** The medians of both sides and of their ratios round by round. */
export function inTurns(ours: readonly number[], baseline: readonly number[]): InTurns {
  const ratios = ours.map((value, round) => value / (baseline[round] ?? Number.NaN));
  return { ours: median(ours), baseline: median(baseline), ratio: median(ratios) };
}
