/** What a figure must reach: the ratio to its baseline, or the figure itself where there is none. */
export interface Target {
  readonly sign: '≥' | '≤' | '=';
  readonly value: number;
}

/** One measured thing, beside what it is compared with in the same run. */
export interface Figure {
  readonly what: string;
  /** After the number: 'ms', 'MB', '/s', ''. */
  readonly unit: string;
  readonly ours: number;
  readonly baseline?: number;
  /** Where it is not simply ours / baseline. */
  readonly ratio?: number;
  readonly target?: Target;
}

export function ratioOf({ ours, baseline, ratio }: Figure): number | undefined {
  return ratio ?? (baseline === undefined ? undefined : ours / baseline);
}

/** Whether the target is reached; undefined where there is none. */
export function reaches(figure: Figure): boolean | undefined {
  const { target, ours } = figure;
  if (target === undefined) return undefined;
  const measured = ratioOf(figure) ?? ours;
  if (target.sign === '≥') return measured >= target.value;
  return target.sign === '≤' ? measured <= target.value : measured === target.value;
}
