import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { trialOf } from '../../src/alerts/trials/create-trials.ts';
import { sampleOf } from '../../src/alerts/trials/sample.ts';
import { sampleFindings } from '../../src/alerts/trials/sample-findings.ts';
import type { AlertView } from '../../src/alerts/view.ts';
import { readRulesText } from '../../src/rules.ts';
import { aSubscription, atMinute, tenantId } from './builders.ts';
import { watchedBy } from './watched-by.ts';
import { links } from './world.ts';

const now = atMinute(0);
const ids = builtInRules.map(({ id }) => id);

function trial(id: string, text = '') {
  const read = readRulesText(text);
  if (!read.ok) throw new Error('these rules are wrong');
  const found = trialOf(id, builtInRules, read.rules);
  const told = watchedBy({ text, readAt: now }).rules.find((rule) => rule.id === id);
  if (found === undefined || told === undefined) throw new Error(`no rule ${id}`);
  return { ...found, told };
}

async function sample(id: string, text = '', names: readonly string[] = []) {
  const all = names.map((name) => ({ ...aSubscription(name), name }));
  const subscriptions = { list: async () => all };
  const timeZone = 'Europe/Oslo';
  const made = await sampleOf(trial(id, text), { tenantId, subscriptions, links, now, timeZone });
  return { ...made, view: made.view as AlertView };
}

describe('the sample of a rule', () => {
  it.each(ids)('is found by the rule itself: %s has one', (id) => {
    const read = readRules(undefined, builtInRules);
    const active = read.ok && read.rules.find(({ rule }) => rule.id === id);
    const findings = active ? sampleFindings(active, now) : [];
    expect(findings.length).toBeGreaterThan(0);
    for (const { rule, headline, why, nextStep } of findings) {
      expect(rule).toBe(id);
      for (const words of [headline, why, nextStep]) expect(words).toMatch(/^\S(?!.*undefined)/);
    }
  });

  it.each(ids)('is one case, minutes old or of the last day, of nobody: %s', async (id) => {
    const { view } = await sample(id);
    expect(view).toMatchObject({ rule: id, state: 'open' });
    expect(view.latestSignInId).toMatch(/^sample-/);
    const isOfDay = view.record === 'day';
    const midnight = new Date(new Date(now).setUTCHours(0, 0, 0, 0));
    expect(new Date(view.lastAt)).toEqual(isOfDay ? midnight : atMinute(-4));
    const isOfNobody = view.isMany || isOfDay;
    expect(view.userPrincipalName).toMatch(isOfNobody ? /^$/ : /@example\.com$/);
  });

  it('has as many records as the rule’s number of now asks for, within its time', async () => {
    const text = 'rules: { ca-prompt-unmet: { times: 7, withinMinutes: 5 } }';
    const { view, facts } = await sample('ca-prompt-unmet', text);
    expect(view.count).toBe(7);
    expect(+new Date(view.lastAt) - +new Date(view.firstAt)).toBeLessThan(5 * 60_000);
    expect(facts).toContain('Set now: times 7 · withinMinutes 5 · severity low.');
  });

  it('is shown even when the settings leave such people out, which it tells', async () => {
    const text = 'rules: { ca-block: { match: { countries: [JP] } } }';
    const { view, facts } = await sample('ca-block', text);
    expect(view.count).toBe(1);
    expect(facts[0]).toContain('from JP');
  });

  it('says that a rule is switched off', async () => {
    const { facts } = await sample('ca-block', 'rules: { ca-block: { enabled: false } }');
    expect(facts.join()).toMatch(/switched off/);
  });

  it('says until when quiet hours or announced work would hold such a card back', async () => {
    const quiet = (more: string) =>
      `quietHours: { from: "8:00", to: "12:00", zone: Europe/Oslo${more} }`;
    const work = 'maintenance: [{ from: 2026-11-22T08:00Z, to: 2026-11-22T12:30Z, reason: x }]';
    const said = async (text: string) => (await sample('ca-block', text)).facts.join(' ');
    expect(await said(quiet(''))).toContain(
      'held back until 2026-11-22 12:00 (Europe/Oslo) by quiet hours.',
    );
    expect(await said(quiet(', except: [ca-block]'))).toContain('posted at once');
    expect(await said(`${quiet('')}\n${work}`)).toContain(
      '2026-11-22 13:30 (Europe/Oslo) by quiet hours and announced work.',
    );
  });

  it('says which conversations get such a card', async () => {
    const { facts } = await sample('ca-block', '', ['Security', 'On call']);
    expect(facts).toContain('It would go to 2 conversations: Security, On call.');
    expect((await sample('ca-block')).facts.join()).toMatch(/reach nobody/);
  });
});
