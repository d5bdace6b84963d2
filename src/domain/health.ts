/** How one thing stands: `warn` loses something, `fail` keeps the bot from its work, `skip` was not looked at. */
export type Health = 'ok' | 'warn' | 'fail' | 'skip';

export const healthMarks: Readonly<Record<Health, string>> = {
  ok: '✓',
  warn: '!',
  fail: '✗',
  skip: '–',
};

interface Told {
  readonly state: Health;
}

const counted = (count: number, one: string) => (count === 1 ? `one ${one}` : `${count} ${one}s`);

/** The worst of all; what was skipped counts for nothing. */
export function verdictOf(findings: readonly Told[]): 'ok' | 'warn' | 'fail' {
  const has = (wanted: Health) => findings.some(({ state }) => state === wanted);
  if (has('fail')) return 'fail';
  return has('warn') ? 'warn' : 'ok';
}

/** The same in a sentence or two. */
export function verdictWords(findings: readonly Told[]): string {
  const count = (wanted: Health) => findings.filter(({ state }) => state === wanted).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const warnings = counted(warned, 'warning');
  if (failed > 0) {
    const rest = warned === 0 ? '' : `, ${warnings}`;
    const order = failed === 1 ? 'Mend it' : 'Mend them from the top';
    return `Something keeps the bot from its work: ${counted(failed, 'failure')}${rest}. ${order}, then ask again.`;
  }
  if (warned > 0) return `The bot can do its work, with ${warnings}.`;
  return 'All is well.';
}

interface Named extends Told {
  readonly title: string;
  readonly evidence: string;
}

/** Those in a row that were skipped for the same reason as one, so that what is to be mended does not drown in them. */
export function joinSkipped<T extends Named>(findings: readonly T[]): T[] {
  const rows: T[][] = [];
  for (const finding of findings) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    const isSame = first?.state === 'skip' && finding.state === 'skip';
    if (row && isSame && first.evidence === finding.evidence) row.push(finding);
    else rows.push([finding]);
  }
  return rows.flatMap(([first, ...more]) => {
    if (first === undefined || more.length === 0) return first ?? [];
    return { ...first, title: `${more.length + 1} checks` };
  });
}
