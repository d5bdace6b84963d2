import { healthMarks, verdictOf } from '../domain/health.ts';
import type { Finding } from '../ports/doctor.ts';

/** One finding for a terminal; `width`: of the longest title. */
export function linesOf({ title, state, evidence, fix }: Finding, width: number): string[] {
  const indent = ' '.repeat(width + 4);
  const steps = fix === undefined ? [] : fix.split('\n').map((step) => `${indent}→ ${step}`);
  return [`${healthMarks[state]} ${title.padEnd(width)}  ${evidence}`, ...steps];
}

/** For scripts: docs/doctor-report.schema.json. */
export interface Report {
  readonly version: 1;
  /** ISO, UTC. */
  readonly at: string;
  readonly verdict: 'ok' | 'warn' | 'fail';
  readonly checks: readonly Finding[];
}

export function reportOf(checks: readonly Finding[], at: Date): Report {
  return { version: 1, at: at.toISOString(), verdict: verdictOf(checks), checks };
}
