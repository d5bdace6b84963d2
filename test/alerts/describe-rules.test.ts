import { describe, expect, it } from '@jest/globals';
import { describeRules } from '../../src/alerts/describe-rules.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRulesText } from '../../src/rules.ts';

function told(text: string, namesEmergency = true) {
  const read = readRulesText(text);
  if (!read.ok) throw new Error('rules that cannot be read');
  const book = { current: () => read, fileReadAt: () => undefined, refused: () => undefined };
  return describeRules(builtInRules, book, namesEmergency).rules;
}

function emergencyRule(namesEmergency: boolean, text = '') {
  return told(text, namesEmergency).find(({ id }) => id === 'break-glass-used');
}

describe('what is told of the rule about emergency accounts', () => {
  it('is that it is quiet as long as BREAK_GLASS names nobody', () => {
    const words = 'quiet as long as BREAK_GLASS names nobody';
    expect(emergencyRule(false)?.settings).toContain(words);
    expect(emergencyRule(true)?.settings).not.toContain(words);
    const off = 'rules: { break-glass-used: { enabled: false } }';
    expect(emergencyRule(false, off)).toMatchObject({ isOn: false, settings: [] });
  });
});

describe('what is told of a rule that takes several findings to begin a case', () => {
  it('is how many, and within what time', () => {
    const text = 'rules: { role-assigned: { times: 5, withinMinutes: 10 } }';
    const words = 'a case begins with 5 findings within 10 min';
    expect(told(text).filter(({ settings }) => settings.includes(words))).toMatchObject([
      { id: 'role-assigned' },
    ]);
  });
});
