import { describe, expect, it } from '@jest/globals';
import type { ShownContext } from '../../src/alerts/enrich.ts';
import { alertView } from '../../src/alerts/view.ts';
import { atMinute, theCase } from './builders.ts';
import { links } from './world.ts';

const nothing: ShownContext = { others: { cases: [], total: 0 }, comesLater: false };
const view = (context: Partial<ShownContext> = {}, change: Parameters<typeof theCase>[0] = {}) =>
  alertView(theCase(change), links, atMinute(5), { ...nothing, ...context });
const read = { readAt: atMinute(4), upTo: atMinute(1), partial: false };

describe('what an alert card says around its case', () => {
  it('is nothing where nothing is known', () => {
    const bare = alertView(theCase(), links, atMinute(5));
    expect(bare).toMatchObject({
      network: '',
      riskText: '',
      otherCases: '',
      readAt: '',
      lastSignIns: [],
      otherTitles: [],
    });
    expect(view()).toEqual(bare);
  });

  it('puts the names that the tenant gave a network before its owner', () => {
    const origin = { networks: ['trusted network Offices'], deviceState: 'compliant' };
    const latest = { ...theCase().latest, device: 'LAPTOP-7', origin };
    const network = { asNumber: 3320, owner: 'Deutsche Telekom' };
    const seen = view({ network }, { latest });
    expect(seen.network).toBe('trusted network Offices · Deutsche Telekom (AS3320)');
    expect(seen.device).toBe('LAPTOP-7: compliant');
    expect(view({}, { latest: { ...latest, device: undefined } }).device).toBe('compliant');
  });

  it.each([
    [{ level: 'high', state: 'atRisk' }, 'high, at risk'],
    [{ level: 'none', state: 'none' }, 'none known'],
    [{ level: 'hidden', state: 'confirmedCompromised' }, 'confirmed compromised'],
    [{ level: 'none', state: 'remediated' }, 'remediated'],
  ])('tells the risk %j', (risk, words) => {
    expect(view({ read: { ...read, risk } }).riskText).toBe(words);
  });

  it('lists the last sign-ins with what became of them, and when they were read', () => {
    const signIns = [
      {
        id: 's',
        at: atMinute(1),
        outcome: 'blocked' as const,
        headline: 'blocked by Require MFA',
        app: 'Payroll',
        place: 'Oslo, NO',
      },
      { id: 't', at: atMinute(0), outcome: 'succeeded' as const, headline: 'succeeded' },
    ];
    expect(view({ read: { ...read, signIns } })).toMatchObject({
      readAt: '2026-11-22T09:04:00Z',
      lastSignIns: [
        {
          at: '2026-11-22T09:01:00Z',
          outcome: 'blocked',
          text: 'blocked by Require MFA · Payroll · Oslo, NO',
        },
        { at: '2026-11-22T09:00:00Z', outcome: 'succeeded', text: 'succeeded' },
      ],
    });
  });

  it('counts the other open cases and names those that it was given', () => {
    const others = { total: 7, cases: [theCase({ id: 'o', headline: 'blocked by B' })] };
    expect(view({ others })).toMatchObject({
      otherCases: '7 more are open',
      otherTitles: [{ text: 'blocked by B: Payroll' }],
    });
    expect(view({ others: { ...others, total: 1 } }).otherCases).toBe('one more is open');
  });
});
