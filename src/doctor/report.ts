import { healthMarks, joinSkipped, verdictOf } from '../domain/health.ts';
import type { Finding } from '../ports/doctor.ts';

function linesOf({ title, state, evidence, fix }: Finding, width: number): string[] {
  const indent = ' '.repeat(width + 4);
  const steps = fix === undefined ? [] : fix.split('\n').map((step) => `${indent}→ ${step}`);
  return [`${healthMarks[state]} ${title.padEnd(width)}  ${evidence}`, ...steps];
}

/** Findings as lines for a terminal, as soon as each is known; `width`: of the longest title. */
export async function* terminalLines(
  findings: AsyncIterable<Finding>,
  width: number,
): AsyncGenerator<string> {
  let waiting: readonly Finding[] = [];
  for await (const finding of findings) {
    const together = [...waiting, finding];
    if (joinSkipped(together).length === 1) {
      waiting = together;
      continue;
    }
    for (const one of joinSkipped(waiting)) yield* linesOf(one, width);
    waiting = [finding];
  }
  for (const one of joinSkipped(waiting)) yield* linesOf(one, width);
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
