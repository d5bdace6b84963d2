import { describe, expect, it } from '@jest/globals';
import { rulesAPage, rulesView } from '../../src/commands/alerts-rules/view.ts';
import type { WatchedRules } from '../../src/ports/watched-rules.ts';
import { aSubscription } from '../alerts/builders.ts';
import { watchedBy } from '../alerts/watched-by.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld } from './world.ts';

const withFile = (text: string, refused?: WatchedRules['refused']) =>
  createWorld({
    deps: { watched: () => watchedBy({ text, readAt: noon, ...(refused && { refused }) }) },
  });
const say = async (text: string) => (await withFile(text).ask('alerts rules')).text;

describe('alerts rules', () => {
  it('says what is watched, with the numbers and what of them was changed', async () => {
    const text = await say('rules: { ca-prompt-unmet: { times: 4, severity: high } }');
    expect(text).toContain('ca-block — sign-ins blocked by conditional access');
    expect(text).toContain('times 4 (default 3) · withinMinutes 60 · severity high (default low)');
    expect(text).toContain(
      `${watchedBy().rules.length} of ${watchedBy().rules.length} rules are on`,
    );
  });

  it('shows a rule that is switched off as such, without its settings', async () => {
    const text = await say('rules: { ca-prompt-unmet: { enabled: false, times: 4 } }');
    expect(text).toContain('several times in a row (switched off)');
    expect(text).not.toContain('times 4');
  });

  it('says when nothing is watched at all', async () => {
    const off = watchedBy().rules.map(({ id }) => `${id}: { enabled: false }`);
    expect(await say(`rules: { ${off.join(', ')} }`)).toContain('Nothing is watched');
  });

  it('says to whom cards go, and where nobody would get them', async () => {
    const text =
      'rules: { ca-block: { routes: [SOC, Nowhere, 19:soc], unclaimedAfterMinutes: 30, repeatAfterMinutes: 60, escalateTo: On call } }';
    const world = withFile(text);
    const told = { tenantId: world.deps.tenantId, name: 'SOC' };
    await world.deps.subscriptions.subscribe({ ...aSubscription('19:soc'), ...told });
    const { text: said } = await world.ask('alerts rules');
    expect(said).toContain(
      'severity medium · to SOC, Nowhere, 19:soc · reminds after 30 min and every 60 min after',
    );
    expect(said).toContain('tells On call after 60 min');
    expect(said).toContain('No conversation named Nowhere, On call receives alerts.');
  });

  it('says of a person to whom a rule escalates whether the bot has a chat with her', async () => {
    const text =
      'rules: { ca-block: { unclaimedAfterMinutes: 30, escalateTo: alice@contoso.example } }';
    const said = 'The bot has no chat with alice@contoso.example';
    const world = withFile(text);
    expect((await world.ask('alerts rules')).text).toContain(said);
    expect((await world.ask('alerts rules')).text).not.toContain('No conversation named');
    const target = { ...aSubscription('a:alice').target, kind: 'personal' as const };
    const of = async (_tenant: string, id: string) => ({ target, owner: { id, name: 'Alice' } });
    const reached = createWorld({
      deps: { watched: () => watchedBy({ text, readAt: noon }), ownChats: { of } },
    });
    expect((await reached.ask('alerts rules')).text).not.toContain(said);
  });

  it('says of the rule over the unified audit log why it sees nothing', async () => {
    const reason = 'The bot’s application lacks AuditLogsQuery.Read.All. Grant it in Entra.';
    const failure = {
      task: 'poll' as const,
      window: { from: noon, to: noon },
      since: noon,
      lastAt: noon,
      times: 1,
      code: 'permission-missing',
      reason,
    };
    const world = createWorld({ coverage: { unified: { failures: [failure] } } });
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(watchedBy().rules.length / rulesAPage) }, (_, at) =>
        world.send({ do: 'ask', ask: 'alerts rules', page: at + 1 }),
      ),
    );
    const told = pages.filter(({ text }) => text.includes(`Sees nothing for now: ${reason}`));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('auditing-off');
  });

  it('shows the benign codes, quiet hours and maintenance, as the file has them', async () => {
    const text = await say(`
benign: { add: [50072], remove: [50058] }
quietHours: { from: "22:00", to: "6:05", zone: Europe/Oslo, except: [ca-block] }
maintenance:
  - { from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z, reason: long ago }
  - { from: 2099-01-01T00:00Z, to: 2099-01-02T00:00Z, reason: new firewall, rules: [ca-block] }
`);
    expect(text).toMatch(/50140.*\(added by the file: 50072; taken out by the file: 50058\)/);
    expect(text).toContain('22:00 to 06:05 (Europe/Oslo), but not for ca-block');
    expect(text).toContain('ca-block: new firewall');
    expect(text).not.toContain('long ago');
  });

  it('says when the file was read, or that there is none', async () => {
    expect(await say('')).toContain('in force was read 2026-');
    const { text } = await createWorld().ask('alerts rules');
    expect(text).toContain('There is no rules file');
  });

  it('says which new content was refused and why, line by line', async () => {
    const problems = Array.from({ length: 8 }, (_, at) => `Line ${at + 1}, column 3: wrong.`);
    const world = withFile('', { at: minutesAfter(noon, 5), problems });
    const { text } = await world.ask('alerts rules');
    expect(text).toContain('the rules from before stay in force');
    expect(text).toContain('Line 6, column 3: wrong.');
    expect(text).toContain('And 2 more');
    expect(text).not.toContain('Line 7');
  });

  it('shows many rules page by page, each once', () => {
    const [rule] = watchedBy().rules;
    const rules = Array.from({ length: 2 * rulesAPage + 1 }, (_, at) => ({
      ...rule,
      id: `rule-${at}`,
    }));
    const watched = { ...watchedBy(), rules } as WatchedRules;
    const facts = { watched, subscriptions: [], now: noon, timeZone: 'UTC', mayTest: true };
    const pages = [1, 2, 3].map((page) => rulesView({ ...facts, page }));
    expect(pages.flatMap((page) => page.rules.map(({ name }) => name))).toEqual(
      rules.map(({ id }) => id),
    );
    expect(pages.map(({ before, more }) => [before?.page, more?.page])).toEqual([
      [undefined, 2],
      [1, 3],
      [2, undefined],
    ]);
    expect(rulesView({ ...facts, page: 99 }).count).toContain(
      `Shown are ${rules.length} to ${rules.length}`,
    );
  });
});
