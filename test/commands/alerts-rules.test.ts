import { describe, expect, it } from '@jest/globals';
import { describeRules } from '../../src/alerts/describe-rules.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { createWorld } from './world.ts';

function watchedWith(content: unknown) {
  const read = readRules(content, builtInRules);
  if (!read.ok) throw new Error(read.problems.join(' '));
  return describeRules(builtInRules, read.rules);
}

describe('alerts rules', () => {
  it('says what is watched, and from how many attempts on', async () => {
    const watched = watchedWith({ rules: { 'ca-prompt-unmet': { times: 4, withinMinutes: 30 } } });
    const { text } = await createWorld({ deps: { watched } }).ask('alerts rules');
    expect(text).toContain('ca-block — sign-ins blocked by conditional access');
    expect(text).toContain('After 4 attempts of one user within 30 minutes.');
    expect(text).toContain('ALERT_RULES_FILE');
  });

  it('shows a rule that is switched off as such', async () => {
    const watched = watchedWith({ rules: { 'ca-prompt-unmet': { enabled: false } } });
    const { text } = await createWorld({ deps: { watched } }).ask('alerts rules');
    expect(text).toContain('several times in a row (switched off)');
    expect(text).not.toContain('After 3 attempts');
  });

  it('says when nothing is watched at all', async () => {
    const off = { enabled: false };
    const watched = watchedWith({ rules: { 'ca-prompt-unmet': off, 'ca-block': off } });
    const { text } = await createWorld({ deps: { watched } }).ask('alerts rules');
    expect(text).toContain('Nothing is watched');
  });
});
