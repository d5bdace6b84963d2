import { describe, expect, it } from '@jest/globals';
import { alertView } from '../../src/alerts/view.ts';
import { atMinute, theCase } from './builders.ts';
import { links } from './world.ts';

const ada = { id: 'ada', name: 'Ada' };
const view = (change: Parameters<typeof theCase>[0], minute = 5) =>
  alertView(theCase(change), links, atMinute(minute));

describe('what an alert card binds', () => {
  it('states several sign-ins as a number', () => {
    expect(view({ count: 14 }).countText).toBe('14 sign-ins');
    expect(view({ count: 1 }).countText).toBe('1 sign-in');
  });

  it('has a value for everything that a record may leave out', () => {
    const bare = view({
      user: { name: 'Ada' },
      policy: undefined,
      app: { name: 'Payroll' },
      latest: { id: 's', at: atMinute(1), seenAt: atMinute(1), errorCode: 53003 },
    });
    expect(Object.values(bare)).not.toContain(undefined);
    expect(bare).toMatchObject({ from: 'unknown', device: 'unknown', policyId: '', userId: '' });
  });

  it.each([
    [0.5, 'seen less than a minute after it happened'],
    [4, 'seen 4 min after it happened'],
    [119, 'seen 119 min after it happened'],
    [185, 'seen 3 h after it happened'],
    [-2, 'seen less than a minute after it happened'],
  ])('tells a lateness of %d minutes', (minutes, words) => {
    const latest = { id: 's', at: atMinute(0), seenAt: atMinute(minutes), errorCode: 0 };
    expect(view({ latest }).arrival).toBe(words);
  });

  it('offers the buttons that make sense in each state', () => {
    const offered = (change: Parameters<typeof theCase>[0]) =>
      Object.entries(view(change).may).flatMap(([name, may]) => (may ? [name] : []));
    expect(offered({ state: 'open' })).toEqual(['claim', 'assign', 'snooze', 'silence', 'resolve']);
    expect(offered({ state: 'claimed', owner: ada })).toEqual([
      'assign',
      'snooze',
      'silence',
      'resolve',
      'reopen',
    ]);
    expect(offered({ state: 'snoozed', snoozedUntil: atMinute(60) })).toEqual([
      'claim',
      'assign',
      'snooze',
      'silence',
      'resolve',
      'reopen',
    ]);
    const silence = { id: 's', until: atMinute(60), by: 'Ada', reason: 'VPN' };
    expect(offered({ silence })).not.toContain('silence');
    expect(offered({ state: 'resolved' })).toEqual(['reopen']);
  });

  it('shows a snooze that is over as open, before anybody has written it down', () => {
    const snoozed = { state: 'snoozed', snoozedUntil: atMinute(60) } as const;
    expect(view(snoozed, 59)).toMatchObject({
      state: 'snoozed',
      snoozedUntil: '2026-11-22T10:00:00Z',
    });
    expect(view(snoozed, 60)).toMatchObject({ state: 'open', snoozedUntil: '' });
  });

  it('says by whom, until when and why it is silenced, and nothing once that is over', () => {
    const silence = { id: 's', until: atMinute(60), by: 'Ada', reason: 'our VPN' };
    expect(view({ silence }, 59)).toMatchObject({
      state: 'open',
      silenceLine: 'Silenced by Ada until 2026-11-22 10:00 UTC: our VPN',
    });
    expect(view({ silence }, 60).silenceLine).toBe('');
  });

  it('keeps the card small however long the history is, and counts the rest', () => {
    const history = Array.from({ length: 40 }, (_, n) => ({
      at: atMinute(n),
      by: ada,
      what: 'claimed' as const,
    }));
    const { history: lines, earlier } = view({ history });
    expect(lines).toHaveLength(5);
    expect(earlier).toBe('35 earlier steps');
    expect(view({ history: history.slice(0, 6) }).earlier).toBe('One earlier step');
    expect(view({ history: history.slice(0, 5) }).earlier).toBe('');
    expect(lines.at(-1)).toEqual({ at: '2026-11-22T09:39:00Z', text: 'Ada claimed it' });
  });
});
