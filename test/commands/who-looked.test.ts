import { describe, expect, it } from '@jest/globals';
import type { Table } from '../../src/commands/command.ts';
import { createDispatcher } from '../../src/commands/dispatch.ts';
import type { Look } from '../../src/domain/look.ts';
import { minutesAfter, noon } from '../builders.ts';
import { chat } from '../exports/world.ts';
import { aLook } from '../look-builders.ts';
import { buttonsOf } from './buttons.ts';
import { alice, asker, createWorld, tenantId } from './world.ts';

const bob = {
  id: 'b0b00000-0000-4000-8000-000000000001',
  name: 'Bob Builder',
  userPrincipalName: 'bob@contoso.example',
};

/** A bot whose record holds these looks. */
async function worldWith(looks: readonly Look[], more: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld({ level: 'admin', people: [alice, bob], ...more });
  for (const look of looks) await world.looks.record.append(tenantId, look);
  return world;
}

const about = (minute: number, change: Partial<Look> = {}) =>
  aLook(minute, { line: `signins for ${alice.id} last 7d`, people: [alice.id], ...change });
const asAlice = { ...asker, id: alice.id, name: alice.name };

describe('who looked at a person', () => {
  it('tells who, at which level, when, what, where and how many rows, newest first', async () => {
    const world = await worldWith([
      about(-60, { rows: 3 }),
      aLook(-30, { line: 'signins', people: [] }),
      about(-10, {
        command: 'case claim',
        line: 'case claim case-1',
        door: 'button',
        where: { kind: 'channel', conversationId: '19:x' },
        reason: 'ticket 4711',
        rows: undefined,
      }),
    ]);
    const { text } = await world.ask('who looked at alice');
    expect(text).toContain('Who looked at Alice Example');
    expect(text).toContain('2 questions');
    expect(text).toContain('Olga Operator (operator)');
    expect(text).toContain('signins for Alice Example last 7d');
    expect(text).toContain('3 rows shown');
    expect(text).toContain('in a channel · by a button · because ticket 4711');
    expect(text.indexOf('case claim')).toBeLessThan(text.indexOf('3 rows'));
    expect(text).toContain('Lists of the whole tenant count only where');
  });

  it('tells refusals and failures as such', async () => {
    const world = await worldWith([
      about(-3, { outcome: 'refused', why: 'for operators', rows: undefined }),
      about(-2, { outcome: 'failed', why: 'throttled', rows: undefined }),
    ]);
    const { text } = await world.ask('who looked at alice');
    expect(text).toContain('refused: for operators');
    expect(text).toContain('not answered: throttled');
  });

  it('takes a range of as many days as the record is kept', async () => {
    const world = await worldWith([about(-100 * 1_440), about(-10)]);
    expect((await world.ask('who looked at alice')).text).toContain('1 question');
    expect((await world.ask('who looked at alice last 200d')).text).toContain('2026-08-14');
    expect((await world.ask('who looked at alice last 5000d')).text).toContain('400 days');
  });

  it('turns pages that stay the same while others ask on', async () => {
    const looks = Array.from({ length: 9 }, (_, at) => about(-at - 1, { reason: `number ${at}` }));
    const world = await worldWith(looks.reverse());
    world.time.now = new Date(world.time.now.getTime() + 1);
    const first = await world.ask('who looked at alice');
    expect(first.text).toContain('Page 1 of 2');
    await world.looks.record.append(tenantId, about(30, { reason: 'late' }));
    world.time.now = minutesAfter(noon, 60);
    const second = await world.press(first, 'Older');
    expect(second.text).toContain('number 8');
    expect(second.text).not.toContain('number 5');
    expect((await world.press(second, 'Newer')).text).not.toContain('late');
  });

  it('asks who is meant, and goes on with the one that is chosen', async () => {
    const alison = { ...bob, id: 'a11ce000-0000-4000-8000-000000000002', name: 'Alison Example' };
    const world = await worldWith([about(-1)], { people: [alice, alison] });
    const chooser = await world.ask('who looked at example');
    expect(buttonsOf(chooser.card).map(({ data }) => data.ask)).toContain(
      `who looked at ${alison.id}`,
    );
    expect((await world.press(chooser, 'Alison')).text).toContain(
      'Nobody asked the bot about Alison Example',
    );
  });

  it('counts a look into the record as a look at her', async () => {
    const world = await worldWith([]);
    await world.ask('who looked at alice');
    expect((await world.ask('who looked at alice')).text).toContain('who looked at Alice Example');
  });
});

describe('who looked', () => {
  it('tells everything that was asked, with names in place of ids, also in other places', async () => {
    const world = await worldWith([
      about(-2),
      aLook(-1, { line: 'signin 66ea54eb', command: 'signin', people: [bob.id] }),
    ]);
    const { text } = await world.ask('who looked');
    expect(text).toContain('signins for Alice Example');
    expect(text).toContain('about Bob Builder');
  });

  it('gives all columns of all looks as rows', async () => {
    const many = Array.from({ length: 620 }, (_, at) => about(-at - 1));
    const world = await worldWith([...many, about(-1, { why: 'x', rows: undefined })]);
    const { signal } = new AbortController();
    const found = await createDispatcher(world.deps).table({
      ...{ text: 'who looked at alice', mentions: [], asker, level: 'admin', signal },
      ...{ conversation: chat, timeZone: 'UTC' },
    });
    const { columns, pages } = found as Table;
    const rows: (readonly string[])[] = [];
    for await (const page of pages) rows.push(...page);
    expect(rows).toHaveLength(621);
    const latest = Object.fromEntries(columns.map((name, at) => [name, rows[0]?.[at]]));
    expect(latest).toMatchObject({
      row: '621',
      'by id': asker.id,
      'people ids': alice.id,
      'rows shown': '',
      why: 'x',
    });
  });
});

describe('who may ask who looked', () => {
  it.each(['none', 'reader', 'operator'] as const)(
    'is no %s, and that is recorded',
    async (level) => {
      const world = await worldWith([about(-1)], { level });
      const { text } = await world.ask('who looked at alice');
      expect(text).not.toContain('Olga Operator (operator)');
      expect(text).toContain('holders of admin');
      expect(world.looks.all().at(-1)).toMatchObject({ command: 'who looked', outcome: 'refused' });
    },
  );

  it('is the person herself where the setting allows it, whatever her level', async () => {
    const world = await worldWith([about(-1)], { level: 'none', looksSelf: true });
    for (const line of ['who looked at me', `who looked at ${alice.id}`]) {
      expect((await world.ask(line, { asker: asAlice })).text).toContain('Who looked at Alice');
    }
    const mentions = [{ text: 'Alice', id: alice.id }];
    const mentioned = await world.ask('who looked at @Alice', { asker: asAlice, mentions });
    expect(mentioned.text).toContain('Who looked at Alice');
    expect((await world.ask('who looked at bob', { asker: asAlice })).text).toContain(
      'not for you',
    );
    expect((await world.ask('who looked', { asker: asAlice })).text).toContain('not for you');
  });

  it('is not the person herself where the setting does not say so', async () => {
    const world = await worldWith([about(-1)], { level: 'reader' });
    const { text } = await world.ask('who looked at me', { asker: asAlice });
    expect(text).toContain('“who looked” is for admins; you are a reader.');
  });
});
