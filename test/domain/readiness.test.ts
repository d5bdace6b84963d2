import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AtRisk,
  accountKind,
  decideReadiness,
  type RehearsalFacts,
} from '../../src/domain/readiness.ts';

const quiet: RehearsalFacts = {
  days: 14,
  applied: 200,
  stopped: 0,
  prompted: 0,
  stoppedUsers: 0,
  promptedUsers: 0,
  atRisk: [],
  whole: true,
};
const hit = (more: Partial<AtRisk> = {}): AtRisk => ({
  name: 'Alice Example',
  stopped: 1,
  prompted: 0,
  admin: false,
  kind: 'person',
  ...more,
});

describe('a rehearsal', () => {
  it('is a go when nobody would be stopped over enough days and attempts', () => {
    expect(decideReadiness(quiet)).toEqual({
      answer: 'go',
      reason: 'Nobody would have been stopped in 200 attempts over 14 days.',
    });
  });

  it('is a go with a warning when people would only be prompted', () => {
    const facts = { ...quiet, prompted: 40, promptedUsers: 12, atRisk: [hit({ stopped: 0 })] };
    const { answer, reason } = decideReadiness(facts);
    expect(answer).toBe('go');
    expect(reason).toContain('prompted 12 accounts in 40 attempts: tell them first');
  });

  it('is not yet when people would be stopped, and names the first of them', () => {
    const names = ['Ann', 'Ben', 'Cid', 'Dee', 'Eve', 'Fay'];
    const atRisk = names.map((name) => hit({ name }));
    const facts = { ...quiet, stopped: 9, stoppedUsers: 6, atRisk };
    expect(decideReadiness(facts)).toEqual({
      answer: 'not yet',
      reason: 'It would have stopped 6 accounts in 9 attempts: Ann, Ben, Cid, Dee and 2 more.',
    });
  });

  it('is not yet when an administrator would be stopped, a break-glass or a service account hit', () => {
    const facts = { ...quiet, stopped: 2, stoppedUsers: 2 };
    const reasonFor = (one: Partial<AtRisk>) => {
      const { answer, reason } = decideReadiness({ ...facts, atRisk: [hit(one)] });
      expect(answer).toBe('not yet');
      return reason;
    };
    expect(reasonFor({ admin: true })).toContain('stop administrators (Alice Example)');
    expect(reasonFor({ kind: 'break-glass' })).toContain('break-glass account (Alice Example)');
    expect(reasonFor({ kind: 'service', stopped: 0, prompted: 3 })).toContain('service account');
  });

  it('lets an administrator be prompted', () => {
    const facts = { ...quiet, prompted: 1, promptedUsers: 1 };
    const atRisk = [hit({ admin: true, stopped: 0, prompted: 1 })];
    expect(decideReadiness({ ...facts, atRisk }).answer).toBe('go');
  });

  it('wants a week and thirty attempts before it trusts that nothing happens', () => {
    const short = decideReadiness({ ...quiet, days: 2.5, applied: 12 });
    expect(short.answer).toBe('not yet');
    expect(short.reason).toContain('2 days');
    expect(short.reason).toContain('12 attempts');
    expect(decideReadiness({ ...quiet, days: 7, applied: 30 }).answer).toBe('go');
  });

  it('cannot say that nobody is stopped when not all was read, but can say who is', () => {
    expect(decideReadiness({ ...quiet, whole: false }).answer).toBe('cannot say');
    const seen = { ...quiet, whole: false, stopped: 1, stoppedUsers: 1, atRisk: [hit()] };
    expect(decideReadiness(seen).answer).toBe('not yet');
  });

  it('is never a go when somebody would be stopped or something was not read', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.nat(1_000),
        fc.nat(50),
        fc.boolean(),
        (days, applied, stopped, whole) => {
          const facts = { ...quiet, days, applied, stopped, stoppedUsers: stopped, whole };
          const { answer, reason } = decideReadiness(facts);
          expect(reason).toMatch(/\.$/);
          const mayGo = whole && stopped === 0 && days >= 7 && applied >= 30;
          expect(answer === 'go').toBe(mayGo);
        },
      ),
    );
  });
});

describe('an account', () => {
  it.each([
    ['Break Glass 01', 'breakglass01@contoso.example', 'break-glass'],
    ['Olga', 'emergency-access@contoso.example', 'break-glass'],
    ['svc-scanner', 'svc-scanner@contoso.example', 'service'],
    ['Backup 2', 'nightly@contoso.example', 'service'],
    ['Sync', 'Sync_DC01_ab12@contoso.example', 'service'],
    ['Alice Servicio', 'alice.servicio@contoso.example', 'person'],
    ['Robin Glass', 'robin.glass@contoso.example', 'person'],
  ])('“%s”, %s is taken for a %s account', (name, userPrincipalName, kind) => {
    expect(accountKind(name, userPrincipalName)).toBe(kind);
  });
});
