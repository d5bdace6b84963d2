import { describe, expect, it } from '@jest/globals';
import { detect } from '../../src/alerts/detect.ts';
import { type ActiveRule, type SignInRule, signInRulesOf } from '../../src/alerts/rule.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import { readRulesText } from '../../src/rules.ts';
import { atMinute } from './builders.ts';
import { blocked, prompted } from './records.ts';
import { inWorld } from './world.ts';

function rulesOf(text: string): readonly ActiveRule<SignInRule>[] {
  const read = readRulesText(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return signInRulesOf(read.rules);
}

describe('what the rules file says of a rule', () => {
  it('leaves out whom and what it does not match', () =>
    inWorld(
      async ({ signIns, at, teams }) => {
        signIns.put(blocked({ id: 'b1', minute: 1, user: 'ada' }));
        signIns.put(blocked({ id: 'b2', minute: 1, user: 'scanner' }));
        signIns.put(blocked({ id: 'b3', minute: 1, user: 'bob', ip: '198.51.100.7' }));
        await at(3);
        expect(teams.shown().map(({ title }) => title)).toEqual([expect.stringContaining('ada')]);
      },
      {
        change: {
          rules: rulesOf(
            'rules: { ca-block: { match: { excludeUsers: [scanner@contoso.example], ipRanges: [203.0.113.0/24] } } }',
          ),
        },
      },
    ));

  it('counts a block as one all the same, so that coverage holds against Graph’s own count', () => {
    const rules = rulesOf('rules: { ca-block: { match: { users: [bob] } } }');
    expect(detect(blocked({ id: 'b', minute: 1 }), rules, atMinute(2))).toEqual({
      id: 'b',
      at: atMinute(1),
      outcome: 'blocked',
      findings: [],
    });
  });

  it('says how bad its cases are, whatever was matched; without it the match or the rule does', () => {
    const [active] = rulesOf('');
    if (active === undefined) throw new Error('no rule');
    const rule = {
      ...active.rule,
      severity: undefined,
      detect: (signIn: SignIn) => {
        const match = active.rule.detect(signIn);
        return (
          match && { ...match, ...(signIn.ip === '198.51.100.7' && { severity: 'high' as const }) }
        );
      },
    };
    const standing = (ip: string, settings: Pick<ActiveRule, 'severity'> = {}) => {
      const record = blocked({ id: 'b', minute: 1, ip });
      const [finding] = detect(record, [{ rule, ...settings }], atMinute(2)).findings;
      return [finding?.severity, finding?.verdict];
    };
    expect(standing('203.0.113.7')).toEqual(['medium', 'Stopped']);
    expect(standing('198.51.100.7')).toEqual(['high', 'Stopped']);
    expect(standing('198.51.100.7', { severity: 'low' })).toEqual(['low', 'Stopped']);
    const prompts = detect(prompted({ id: 'p', minute: 1 }), rulesOf(''), atMinute(2)).findings;
    expect(prompts).toMatchObject([{ severity: 'low', verdict: 'Needs the user' }]);
  });

  it('says which codes are part of an ordinary day', () => {
    const prompt = prompted({ id: 'p', minute: 1 });
    const outcome = (text: string) => detect(prompt, rulesOf(text), atMinute(2)).outcome;
    expect(outcome('')).toBe('interrupted');
    expect(outcome(`benign: { add: [${prompt.errorCode}] }`)).toBe('other');
    const pause = { ...prompt, errorCode: 50058 };
    expect(detect(pause, rulesOf(''), atMinute(2)).outcome).toBe('other');
    expect(detect(pause, rulesOf('benign: { remove: [50058] }'), atMinute(2)).outcome).toBe(
      'interrupted',
    );
  });

  it('counts from the next poll on when it has changed', () => {
    let text = 'rules: { ca-block: { enabled: false } }';
    const change = {
      get rules() {
        return rulesOf(text);
      },
    };
    return inWorld(
      async ({ signIns, at, teams }) => {
        signIns.put(blocked({ id: 'b1', minute: 1, user: 'ada' }));
        await at(3);
        expect(teams.shown()).toEqual([]);
        text = '';
        signIns.put(blocked({ id: 'b2', minute: 4, user: 'bob' }));
        await at(6);
        expect(teams.shown().map(({ title }) => title)).toContainEqual(
          expect.stringContaining('bob'),
        );
      },
      { change },
    );
  });
});
