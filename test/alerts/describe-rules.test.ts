import { describe, expect, it } from '@jest/globals';
import { describeRules } from '../../src/alerts/describe-rules.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRulesText } from '../../src/rules.ts';

function emergencyRule(namesEmergency: boolean, text = '') {
  const read = readRulesText(text);
  if (!read.ok) throw new Error('rules that cannot be read');
  const told = { current: () => read, fileReadAt: () => undefined, refused: () => undefined };
  const { rules } = describeRules(builtInRules, told, namesEmergency);
  return rules.find(({ id }) => id === 'break-glass-used');
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
