import { describe, expect, it } from '@jest/globals';
import { type Health, joinSkipped, verdictOf, verdictWords } from '../../src/domain/health.ts';

const told = (...states: readonly Health[]) =>
  states.map((state) => ({ state, title: state, evidence: 'because' }));

describe('the verdict over all that was looked at', () => {
  it.each([
    [told('ok', 'skip'), 'ok', 'All is well.'],
    [told('ok', 'warn'), 'warn', 'The bot can do its work, with one warning.'],
    [told('warn', 'fail', 'warn'), 'fail', /one failure, 2 warnings\. Mend it, then/],
    [told('fail', 'fail'), 'fail', /2 failures\. Mend them from the top/],
  ])('is the worst of it (%#)', (findings, verdict, words) => {
    expect(verdictOf(findings)).toBe(verdict);
    expect(verdictWords(findings)).toMatch(words);
  });

  it('is not drowned in what was skipped for the same reason, and drops nothing else', () => {
    const other = { state: 'skip', title: 'other', evidence: 'not used' } as const;
    const shown = joinSkipped([
      ...told('fail', 'skip', 'skip', 'skip'),
      other,
      ...told('ok', 'ok'),
    ]);
    expect(shown.map(({ title }) => title)).toEqual(['fail', '3 checks', 'other', 'ok', 'ok']);
  });
});
