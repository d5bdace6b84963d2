import type { Finding } from '../ports/doctor.ts';
import type { Probes } from '../ports/probes.ts';

/** What a check found, without its name. */
export type Outcome = Omit<Finding, 'id' | 'title'>;

/** One thing to look at. */
export interface Check {
  /** Stable: the machine-readable report names it so. */
  readonly id: string;
  readonly title: string;
  /** Checks that must not have failed: else this one says nothing new, and is skipped. */
  readonly needs: readonly string[] | ((probes: Probes) => readonly string[]);
  /** Checks that it waits for, however they end. */
  readonly after?: readonly string[];
  /** What it means that there was no answer in time; absent: a failure. */
  readonly silence?: Outcome;
  /** May throw; what is thrown is told as a failure. */
  run(probes: Probes, signal: AbortSignal): Promise<Outcome>;
}

export const ok = (evidence: string): Outcome => ({ state: 'ok', evidence });
export const skip = (evidence: string): Outcome => ({ state: 'skip', evidence });
export const warn = (evidence: string, fix: string): Outcome => ({ state: 'warn', evidence, fix });
export const fail = (evidence: string, fix: string): Outcome => ({ state: 'fail', evidence, fix });
