import type { Finding, Health } from '../ports/doctor.ts';

const marks: Readonly<Record<Health, string>> = { ok: '✓', warn: '!', fail: '✗', skip: '–' };

const counted = (count: number, one: string) => (count === 1 ? `one ${one}` : `${count} ${one}s`);

/** The worst of all; what was skipped counts for nothing. */
export function verdictOf(findings: readonly Finding[]): 'ok' | 'warn' | 'fail' {
  const has = (wanted: Health) => findings.some(({ state }) => state === wanted);
  if (has('fail')) return 'fail';
  return has('warn') ? 'warn' : 'ok';
}

/** The verdict in a sentence or two. */
export function verdictWords(findings: readonly Finding[]): string {
  const count = (wanted: Health) => findings.filter(({ state }) => state === wanted).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const warnings = counted(warned, 'warning');
  if (failed > 0) {
    const rest = warned === 0 ? '' : `, ${warnings}`;
    const order = failed === 1 ? 'Mend it' : 'Mend them from the top';
    return `The bot can’t do its work yet: ${counted(failed, 'failure')}${rest}. ${order}, then ask again.`;
  }
  if (warned > 0) return `The bot can do its work, with ${warnings}.`;
  return 'All is well.';
}

/** One finding for a terminal; `width`: of the longest title. */
export function linesOf({ title, state, evidence, fix }: Finding, width: number): string[] {
  const indent = ' '.repeat(width + 4);
  const steps = fix === undefined ? [] : fix.split('\n').map((step) => `${indent}→ ${step}`);
  const [first = '', ...rest] = evidence.split('\n');
  const shown = `${marks[state]} ${title.padEnd(width)}  ${first}`;
  return [shown, ...rest.map((line) => `${indent}${line}`), ...steps];
}

/** For scripts: docs/doctor-report.schema.json. */
export interface Report {
  readonly version: 1;
  /** ISO, UTC. */
  readonly at: string;
  readonly verdict: 'ok' | 'warn' | 'fail';
  readonly checks: readonly Finding[];
}

export function reportOf(findings: readonly Finding[], at: Date): Report {
  const checks = findings.map(({ id, title, state, evidence, fix }) => ({
    id,
    title,
    state,
    evidence,
    fix,
  }));
  return { version: 1, at: at.toISOString(), verdict: verdictOf(findings), checks };
}
