import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';

const read = (content: unknown) => readRules(content, builtInRules);
const active = (content: unknown) => {
  const result = read(content);
  return result.ok ? result.rules.map(({ rule, threshold }) => [rule.id, threshold]) : result;
};
const usual = { times: 3, withinMs: 3_600_000 };

describe('the rules file', () => {
  it.each([[undefined], [null], [{}], [{ rules: null }], [{ rules: { 'ca-block': null } }]])(
    'keeps every default where it says nothing: %j',
    (content) => {
      expect(active(content)).toEqual([
        ['ca-block', undefined],
        ['ca-prompt-unmet', usual],
      ]);
    },
  );

  it('switches a rule off and sets its numbers', () => {
    expect(active({ rules: { 'ca-prompt-unmet': { enabled: false } } })).toEqual([
      ['ca-block', undefined],
    ]);
    expect(
      active({ rules: { 'ca-block': { enabled: false }, 'ca-prompt-unmet': { times: 5 } } }),
    ).toEqual([['ca-prompt-unmet', { ...usual, times: 5 }]]);
  });

  it('tells every problem at once, with the place and what would be right', () => {
    const content = {
      rule: {},
      rules: {
        'ca-blocks': {},
        'ca-block': { enabled: 'yes' },
        'ca-prompt-unmet': { times: 1, withinMinutes: '60', every: 3 },
      },
    };
    expect(read(content)).toEqual({
      ok: false,
      problems: [
        'rule is not known here: use rules, quietHours.',
        'rules.ca-blocks is not known here: use ca-block, ca-prompt-unmet.',
        'rules.ca-block.enabled must be true or false.',
        'rules.ca-prompt-unmet.every is not known here: use enabled, times, withinMinutes, unclaimedAfterMinutes, escalateTo.',
        'rules.ca-prompt-unmet.times must be a whole number from 2 to 50.',
        'rules.ca-prompt-unmet.withinMinutes must be a whole number from 5 to 1440.',
      ],
    });
  });

  it.each([['ca-block'], [[1]], [{ rules: ['ca-block'] }], [{ rules: { 'ca-block': true } }]])(
    'refuses another shape: %j',
    (content) => {
      expect(read(content)).toMatchObject({ ok: false, problems: [expect.any(String)] });
    },
  );
});
