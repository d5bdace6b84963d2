import { performance } from 'node:perf_hooks';

/** What a drain is asked for. */
export interface DrainOrder {
  /** Graph's root without version. */
  readonly endpoint: string;
  readonly rows: number;
}

/** What a drain cost its process. */
export interface Drained {
  readonly rowsPerSecond: number;
  /** Highest resident memory of the whole process, Node itself included. */
  readonly peakMb: number;
}

/** Runs a drain in this process and measures it. */
export async function measureDrain(
  { rows }: DrainOrder,
  drain: () => Promise<number>,
): Promise<Drained> {
  const started = performance.now();
  const read = await drain();
  const seconds = (performance.now() - started) / 1000;
  if (read !== rows) throw new Error(`read ${read} of ${rows} rows`);
  return { rowsPerSecond: rows / seconds, peakMb: process.resourceUsage().maxRSS / 1024 };
}
