import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { smallerAlerts } from '../../src/alerts/smaller-alert.ts';
import type { AlertView } from '../../src/alerts/view.ts';
import { loadTemplates } from '../../src/cards/load-templates.ts';
import { createRenderer } from '../../src/cards/render.ts';
import { beginScan, noMailboxes } from '../../src/domain/auditing/audit-scan.ts';
import { blockedRecord, noon, policy, signInRecord } from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { createWorld, tenantId } from '../commands/world.ts';
import { auditNamed, expectHarmless, named, renamed } from './hostile-data.ts';

const hostileNames = [
  `**Bob** \${x} <b>[click](http://evil.example)</b> <at>all</at> {{DATE(2026-11-22T00:00:00Z)}}`,
  '\u202e\u2066 محمد בן \u200f# 1. - > `rm` & &lt;b&gt;',
  'Very long name '.repeat(20),
  '_*[]<>'.repeat(60),
  '🦉👩‍💻'.repeat(60),
];

const templates = await loadTemplates('cards');
const render = createRenderer(templates);
/** These hold dozens of texts, all our own or fewer when they are long: they are drawn from records and questions below. */
const names = [...templates.keys()]
  .filter(
    (name) =>
      !/^(signins?(-summary)?|audits?|audit-status|activity(-detail)?|policies|help|alert-replay|doctor)$/.test(
        name,
      ),
  )
  .sort();

const tabs = [
  ...['basic', 'location', 'device', 'authentication'],
  ...['conditional-access', 'report-only', 'additional'],
];

describe.each(hostileNames)('with everything called “%s”', (name) => {
  it.each(names)('the card “%s” is drawn, fits and brings nothing of it to life', async (card) => {
    const samples: unknown = JSON.parse(await readFile(`cards/samples/${card}.json`, 'utf8'));
    for (const data of Array.isArray(samples) ? samples : []) {
      const shown = renamed(data, name) as object;
      const smaller = card === 'alert' ? smallerAlerts(shown as AlertView) : [];
      expectHarmless(render(card, shown, smaller));
    }
  });

  it('the words of help are its own: what was typed is harmless in it', async () => {
    expectHarmless((await createWorld({ level: 'admin' }).ask(`help ${name}`)).card);
  });

  it('how auditing stands is drawn, whatever mailboxes and products are called', async () => {
    const world = createWorld({ level: 'admin' });
    const { auditing, tenantFacts } = world.deps;
    const mailboxes = { ...noMailboxes, mailboxes: 99, outdated: 9, leftOut: 9 };
    const scan = { ...beginScan(tenantId, 'scan', noon), mailboxes, bypassed: 9 };
    Object.assign(auditing, {
      scan: async () => ({ ...scan, state: 'finished', endedAt: noon }),
      findings: async (_: unknown, kind: string) =>
        Array.from({ length: 4 }, () => ({ kind, subject: { id: 'a', name } })),
    });
    Object.assign(tenantFacts, {
      name: async () => name,
      licences: async () => ({ products: [name, name], entra: 'P2', audit: 'premium' }),
    });
    const { card, text } = await world.ask('audit status');
    expect(text).toContain('off for 9 mailboxes');
    expectHarmless(card);
  });

  it('what the doctor finds is drawn', async () => {
    const findings = Array.from({ length: 25 }, (_, at) => {
      const state = at < 20 ? ('fail' as const) : ('ok' as const);
      return { id: `channels-${at}`, title: 'Channels', state, evidence: name, fix: name };
    });
    const { card, text } = await createWorld({ level: 'admin', findings }).ask('doctor');
    expect(text).toMatch(/And 14 more: “npm run doctor”|\d+ failures/);
    expectHarmless(card);
  });

  it('a list of policies is drawn', async () => {
    const policies = Array.from({ length: 9 }, (_, at) =>
      policy({ id: idOf(at), displayName: name }),
    );
    expectHarmless((await createWorld({ policies }).ask('policies')).card);
  });

  it('a replay of a rule is drawn', async () => {
    const records = Array.from({ length: 9 }, (_, at) =>
      ago(at + 1, (more) => ({ ...named(name, blockedRecord, at + 1), ...more, userId: idOf(at) })),
    );
    const { card, text } = await createWorld({ records }).ask('alerts replay ca-block');
    expect(text).toContain('would have raised');
    expectHarmless(card);
  });

  it('help is drawn, whatever it was asked about', async () => {
    const { card, text } = await createWorld({ level: 'admin' }).ask(
      `help ${[...name].slice(0, 50).join('')}`,
    );
    expect(text).toContain('signins');
    expectHarmless(card);
  });

  it('a snooze is asked about, begun and listed, whoever it is about and whatever the reason', async () => {
    const person = { id: idOf(1), name, userPrincipalName: name };
    const policy = { id: idOf(2), name, state: 'enabled', raw: {} };
    const world = createWorld({ level: 'operator', people: [person], policies: [policy] });
    const because = name.slice(0, 150);
    for (let at = 0; at < 6; at += 1) {
      await world.ask(`snooze user ${person.id} policy ${policy.id} for 2d because ${because}`);
    }
    const list = await world.ask('snoozes');
    expect(list.text).toContain('6 snoozes');
    expectHarmless(list.card);
    const sure = await world.ask(`snooze policy ${policy.id} for 2d because ${because}`);
    expectHarmless(sure.card);
  });

  it('a list of sign-ins is drawn, with as many lines as ever', async () => {
    const records = Array.from({ length: 12 }, (_, at) => named(name, blockedRecord, at + 1));
    const { card, text } = await createWorld({ records }).ask('signins');
    expect(text).toContain('12 blocked');
    expect(text).toContain('Records usually come within 15 minutes.');
    expectHarmless(card);
  });

  it('a list of a person and an app is drawn', async () => {
    const person = { id: idOf(1), name, userPrincipalName: name };
    const records = Array.from({ length: 12 }, (_, at) => ({
      ...named(name, signInRecord, at + 1),
      userId: person.id,
    }));
    const world = createWorld({ records, people: [person] });
    const app = name.replaceAll('"', '').slice(0, 100);
    const { card, text } = await world.ask(`signins for ${person.id} app "${app}"`);
    expect(text).not.toContain('Reference');
    expectHarmless(card);
  });

  it('a list of directory audits is drawn, with as many lines as ever', async () => {
    const word = name.replaceAll('"', '').slice(0, 100);
    const audits = Array.from({ length: 12 }, (_, at) => auditNamed(name, word, at + 1));
    const line = `audits on "${word}" activity "${word}" last 1h`;
    const { card, text } = await createWorld({ audits }).ask(line);
    expect(text).toContain('12 entries');
    expect(text.match(/→ audit Directory/g)).toHaveLength(6);
    expect(text).toContain('Entries usually come within 15 minutes');
    expectHarmless(card);
  });

  it('a directory audit is drawn', async () => {
    const world = createWorld({ audits: [auditNamed(name, name, 1)] });
    const back = { ask: `audits on "${name.slice(0, 100)}"`, page: 3 };
    const { card, text } = await world.send({ ask: 'audit Directory_1_A_1', back });
    expect(text).toContain('Record id (to copy): Directory_1_A_1');
    expect(text).toContain('Property');
    expectHarmless(card);
  });

  it.each(['hour', 'app', 'country', 'user', 'policy'])('a summary by %s is drawn', async (by) => {
    const records = Array.from({ length: 60 }, (_, at) => ({
      ...named(`${at} ${name}`, blockedRecord, at * 40 + 1),
      userId: idOf(at),
    }));
    const { card, text } = await createWorld({ records }).ask(`signins by ${by} last 48h`);
    expect(text).toContain('60 attempts');
    expectHarmless(card);
  });

  it.each(tabs)('the tab “%s” of a sign-in is drawn', async (tab) => {
    const world = createWorld({ records: [named(name, blockedRecord, 1)] });
    const back = { ask: `signins app "${name.slice(0, 100)}"`, page: 3 };
    const { card, text } = await world.send({ ask: `signin ${idOf(1)}`, tab, back });
    expect(text).toContain('Next: ');
    expectHarmless(card);
  });
});
