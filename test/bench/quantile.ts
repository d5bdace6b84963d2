/** The value below which the share `of` (0..1) of the sorted values lies; NaN when there are none. */
export function quantile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return sorted[Math.min(last, Math.max(0, Math.ceil(of * sorted.length) - 1))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
