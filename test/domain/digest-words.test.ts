import { describe, expect, it } from '@jest/globals';
import { busiestHour, byHour, type Digest, unread } from '../../src/domain/digest.ts';
import { changeWords, comparedWords, daysWords, verdictOf } from '../../src/domain/digest-words.ts';

const at = (iso: string) => new Date(iso);
const figures: Digest['figures'] = {
  signIns: 0,
  entries: 0,
  people: 0,
  gotIn: 0,
  cases: 0,
  rules: [],
  resolved: [],
  topPeople: [],
  topPolicies: [],
  topApps: [],
  quarters: [],
};
const open: Digest['open'] = { total: 0, unclaimed: 0, silenced: 0, rules: [], cases: [] };
const window = { from: at('2026-11-23T00:00Z'), to: at('2026-11-23T23:59:59.999Z') };
const digest: Digest = { window, zone: 'UTC', isSoFar: false, figures, open, missed: [] };

interface Change {
  readonly figures?: Partial<Digest['figures']>;
  readonly open?: Partial<Digest['open']>;
  readonly missed?: Digest['missed'];
}

const changed = (change: Change): Digest => ({
  ...digest,
  ...change,
  figures: { ...figures, ...change.figures },
  open: { ...open, ...change.open },
});

describe('the verdict of a digest', () => {
  it.each<[string, Change]>([
    ['A quiet Monday: nothing was found, and no case is open.', {}],
    ['A quiet Monday: 3 cases, all resolved.', { figures: { people: 2, cases: 3 } }],
    ['A quiet Monday: 1 case, resolved.', { figures: { cases: 1 } }],
    [
      '14 people were stopped, 2 cases wait for somebody.',
      { figures: { people: 14, signIns: 99, cases: 3 }, open: { total: 3, unclaimed: 2 } },
    ],
    [
      '1 person was stopped, 1 case waits for somebody.',
      { figures: { people: 1 }, open: { total: 1, unclaimed: 1 } },
    ],
    [
      '1 new case, 1 case is open, none waits for somebody.',
      { figures: { entries: 1, cases: 1 }, open: { total: 1 } },
    ],
    [
      '1 person got in, 2 people were stopped, 1 case waits for somebody.',
      { figures: { gotIn: 1, people: 2 }, open: { total: 1, unclaimed: 1 } },
    ],
    ['2 people got in, and no case is open.', { figures: { gotIn: 2, cases: 2 } }],
    ['Nothing new, 2 cases are open, silenced.', { open: { total: 2, silenced: 2 } }],
    ['2 people were stopped, and no case is open.', { figures: { people: 2, signIns: 2 } }],
  ])('is “%s”', (words, change) => {
    expect(verdictOf(changed(change))).toBe(words);
  });

  it('does not call a day quiet of which something was missed', () => {
    const missed = [{ source: 'sign-ins', window }];
    expect(verdictOf(changed({ missed }))).not.toContain('quiet');
    expect(verdictOf(changed({ missed, figures: { cases: 1 } }))).not.toContain('quiet');
    expect(verdictOf(changed({ missed }))).toBe(
      'Nothing of this Monday was read, and no case is open.',
    );
    const half = [{ source: 'sign-ins', window: { ...window, to: at('2026-11-23T12:00Z') } }];
    expect(verdictOf(changed({ missed: half }))).toBe(
      'Nothing new in what was read, and no case is open.',
    );
  });
});

describe('the words of a digest', () => {
  it('name its days', () => {
    expect(daysWords(digest)).toBe('Monday 23 Nov');
    const weekend = { from: at('2026-11-20T00:00Z'), to: window.to };
    expect(daysWords({ window: weekend, zone: 'UTC' })).toBe('Fri 20 Nov to Mon 23 Nov');
  });

  it('compare with the week before, where there is one', () => {
    expect(comparedWords(12, 17, 'the Monday before')).toBe('5 fewer than the Monday before');
    expect(comparedWords(1_017, 12, 'it')).toBe('1,005 more than it');
    expect(comparedWords(3, 3, 'it')).toBe('as many as it');
    expect([comparedWords(3, undefined, 'it'), changeWords(3, undefined)]).toEqual(['', '']);
  });
});

describe('the hours of a digest', () => {
  const quarters = [
    { at: at('2026-11-23T03:15Z'), count: 2 },
    { at: at('2026-11-23T03:30Z'), count: 3 },
    { at: at('2026-11-23T04:15Z'), count: 4 },
  ];

  it('are those of the zone, half an hour off or not', () => {
    const counted = changed({ figures: { quarters } }).figures;
    expect(byHour(counted, 'UTC').map(({ count }) => count)).toEqual([5, 4]);
    expect(busiestHour(counted, 'UTC')?.at).toEqual(at('2026-11-23T03:00Z'));
    expect(byHour(counted, 'Asia/Kolkata')).toEqual([
      { at: at('2026-11-23T02:30Z'), count: 2 },
      { at: at('2026-11-23T03:30Z'), count: 7 },
    ]);
  });
});

describe('what a time was not read of', () => {
  const span = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) });

  it.each([
    ['all of it', [], [span(10, 20)]],
    ['all of it, read before and after', [span(0, 9), span(21, 30)], [span(10, 20)]],
    ['nothing', [span(5, 25)], []],
    ['its ends', [span(12, 18)], [span(10, 12), span(18, 20)]],
    ['its middle', [span(0, 12), span(18, 30)], [span(12, 18)]],
  ])('is %s', (_, spans, gaps) => {
    expect(unread(span(10, 20), spans)).toEqual(gaps);
  });
});
