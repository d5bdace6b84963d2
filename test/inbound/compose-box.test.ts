import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '../../src/errors.ts';
import { type Find, searchNames } from '../../src/ports/chat.ts';
import { blockedRecord, minutesAfter, noon, policy, signInRecord } from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { buttonsOf } from '../commands/buttons.ts';
import { alice, asker, createWorld } from '../commands/world.ts';
import { finds, seen, sentence } from './offered.ts';

const alison = {
  id: 'a11ce000-0000-4000-8000-000000000002',
  name: 'Alison Example',
  userPrincipalName: 'alison@contoso.example',
};
const legacy = policy({
  id: 'ca000000-0000-4000-8000-000000000002',
  displayName: 'Block legacy authentication',
});
const records = [ago(1, blockedRecord), ago(2, signInRecord), ago(200, signInRecord)];

const press = (find: Find | undefined) => buttonsOf(find?.card);

describe('a search for sign-ins', () => {
  it('offers the list first, then each sign-in with verdict, person, app and the asker’s time', async () => {
    const [list, first, ...others] = finds(
      await createWorld({ records }).search('signins', 'alice'),
    );
    expect(list?.title).toContain('Alice Example');
    expect(list?.pick).toBeUndefined();
    expect(seen(list)).toContain('Philadelphia');
    expect(first?.title).toContain('Blocked');
    expect(first?.text).toContain('Alice Example');
    expect(first?.text).toContain('22 Nov, 12:59');
    expect(others).toHaveLength(2);
  });

  it('takes every filter that a typed question takes', async () => {
    const world = createWorld({ records });
    const blocked = finds(await world.search('signins', 'alice blocked last 2h'));
    expect(blocked).toHaveLength(2);
    expect(finds(await world.search('signins', 'signins for alice last 2h'))).toHaveLength(3);
    expect(finds(await world.search('signins', 'alice by app'))).toHaveLength(1);
  });

  it('offers each of the people that a name may mean, and her list when she is picked', async () => {
    const world = createWorld({ records, people: [alice, alison] });
    const people = finds(await world.search('signins', 'ali blocked'));
    expect(people.map(({ title }) => title)).toEqual(['Alice Example', 'Alison Example']);
    const [picked] = finds(await world.pick(people[0]?.pick ?? {}));
    expect(seen(picked)).toContain('Blocked');
    expect(world.signIns.asked).toHaveLength(1);
  });

  it.each([
    ['', /Type a person/],
    ['nobody-here', /Nobody is called “nobody-here”/],
    ['alice last 5 moons', /moons/],
    ['alice failed', /failed/],
  ])('answers %j with a sentence', async (typed, said) => {
    expect(sentence(await createWorld({ records }).search('signins', typed))).toMatch(said);
  });

  it('finds a sign-in by its request id', async () => {
    const [find, ...others] = finds(await createWorld({ records }).search('signins', idOf(1)));
    expect(others).toEqual([]);
    expect(seen(find)).toContain('Block legacy authentication');
    expect(sentence(await createWorld({ records }).search('signins', idOf(9)))).toMatch(
      /no sign-in with the request id/,
    );
  });

  it('reads nothing from the logs while nothing is typed', async () => {
    const world = createWorld({ records });
    await world.search('signins', '');
    expect(world.graphQuestions()).toBe(0);
  });

  it('gives one page after the other without reading again', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ago(at + 1, signInRecord));
    const world = createWorld({ records: many });
    const first = finds(await world.search('signins', 'alice'));
    const second = finds(await world.search('signins', 'alice', { skip: 25 }));
    const third = finds(await world.search('signins', 'alice', { skip: 50 }));
    expect([first.length, second.length, third.length]).toEqual([25, 6, 0]);
    expect(new Set([...first, ...second].map(({ pick }) => pick?.ask)).size).toBe(31);
    expect(world.signIns.asked).toHaveLength(1);
  });

  it('is no question of the conversation: neither changed by its last one nor kept as it', async () => {
    const world = createWorld({ records, people: [alice, alison] });
    await world.ask('signins for alice');
    await world.search('signins', 'alison');
    const followUp = await world.ask('blocked');
    expect(followUp.text).toContain('Alice Example');
  });
});

describe('a search for policies', () => {
  it('offers those whose name fits, and reads what one did when it is picked', async () => {
    const world = createWorld({ records, policies: [policy(), legacy] });
    const [find, ...others] = finds(await world.search('policy', 'legacy'));
    expect(others).toEqual([]);
    expect(find).toMatchObject({ title: 'Block legacy authentication' });
    expect(find?.text).toMatch(/policy, on/);
    expect(world.signIns.asked).toEqual([]);
    const [picked] = finds(await world.pick(find?.pick ?? {}));
    expect(seen(picked)).toContain('Block legacy authentication');
    expect(sentence(await world.search('policy', 'no such'))).toMatch(/Nothing of that name/);
  });
});

describe('a search for directory audits', () => {
  const change = {
    id: 'Directory_c1_ABCDE_1',
    activityDateTime: minutesAfter(noon, -10).toISOString(),
    activityDisplayName: 'Update user',
    category: 'UserManagement',
    result: 'success',
    initiatedBy: { user: { id: asker.id, displayName: asker.name, userPrincipalName: 'olga@x' } },
    targetResources: [{ id: alice.id, displayName: alice.name, type: 'User' }],
  };

  it('offers the list first, then each entry with who did what, and its own card when picked', async () => {
    const world = createWorld({ audits: [change] });
    const [list, entry, ...others] = finds(await world.search('audits', 'on alice last 7d'));
    expect(others).toEqual([]);
    expect(list?.title).toContain('Alice Example');
    expect(entry?.title).toMatch(/Olga Operator.*Alice Example/);
    expect(entry?.text).toBe('Update user · Olga Operator · 22 Nov, 12:50');
    const [picked] = finds(await world.pick(entry?.pick ?? {}));
    expect(seen(picked)).toContain('Directory_c1_ABCDE_1');
    expect(sentence(await world.search('audits', 'by alice'))).toMatch(/Nothing of the kind/);
  });
});

describe('a search for people', () => {
  it('offers who may be meant, and reads her account when she is picked', async () => {
    const world = createWorld({ records, people: [alice, alison] });
    expect(finds(await world.search('user', 'ali'))).toHaveLength(2);
    const [find, ...others] = finds(await world.search('user', 'alison'));
    expect(others).toEqual([]);
    expect(find).toMatchObject({ title: 'Alison Example', text: 'alison@contoso.example' });
    expect(world.signIns.asked).toEqual([]);
    const [picked] = finds(await world.pick(find?.pick ?? {}));
    expect(seen(picked)).toContain('alison@contoso.example');
    expect(sentence(await world.search('user', 'zz'))).toMatch(/Nobody is called “zz”/);
  });
});

describe('a find that was picked', () => {
  it('is the sign-in’s own card, with its buttons', async () => {
    const world = createWorld({ records });
    const [, first] = finds(await world.search('signins', 'alice'));
    const [picked] = finds(await world.pick(first?.pick ?? {}));
    expect(seen(picked)).toContain('Blocked');
    expect(press(picked).length).toBeGreaterThan(0);
  });

  it('can be opened from its own small card, where Teams does not ask for the whole one', async () => {
    const world = createWorld({ records });
    const [, first] = finds(await world.search('signins', 'alice'));
    const [button] = press(first);
    expect(button).toMatchObject({ data: { do: 'ask', ask: first?.pick?.ask } });
    expect((await world.send(button?.data ?? {})).text).toContain('Blocked');
  });

  it.each([
    {},
    { ask: 'alerts here' },
    { ask: 'forget morning' },
    { ask: 7 },
    { ask: ['signin x'] },
    { ask: 'signins-x' },
  ])('is nothing when no find carries it: %j', async (data) => {
    const world = createWorld({ level: 'admin', records });
    expect(sentence(await world.pick(data as never))).toMatch(/Search for it again/);
    expect(world.graphQuestions()).toBe(0);
  });

  it('is judged by the level its picker has now', async () => {
    const world = createWorld({ records });
    const [, first] = finds(await world.search('signins', 'alice'));
    world.standing.level = 'none';
    const asked = world.graphQuestions();
    const [picked] = finds(await world.pick(first?.pick ?? {}));
    expect(seen(picked)).toContain('not for you yet');
    expect(world.graphQuestions()).toBe(asked);
  });
});

describe('somebody without a level', () => {
  it.each(searchNames)(
    'learns from a search for %s how to get one, and nothing else',
    async (search) => {
      const world = createWorld({ level: 'none', records, policies: [legacy] });
      for (const typed of ['', 'alice', 'legacy']) {
        expect(sentence(await world.search(search, typed))).toMatch(
          /not for you yet.*holders of reader/,
        );
      }
      expect(world.graphQuestions()).toBe(0);
    },
  );

  it('is told so when her level cannot be read', async () => {
    const unknown = new AppError('access-unknown', 'Your role could not be checked.');
    const access = { levelOf: () => Promise.reject(unknown) };
    const world = createWorld({ records, parts: { access } });
    expect(sentence(await world.search('signins', 'alice'))).toMatch(
      /not for you yet.*Your role could not be checked/,
    );
    expect(world.signIns.asked).toEqual([]);
  });

  it('loses what she found as a reader', async () => {
    const world = createWorld({ records });
    await world.search('signins', 'alice');
    world.standing.level = 'none';
    expect(sentence(await world.search('signins', 'alice'))).toMatch(/not for you yet/);
  });
});

describe('a search that fails', () => {
  it('says why, with a reference that is in the log, and is tried again with the next letter', async () => {
    const world = createWorld({ records });
    world.signIns.fails = new AppError('throttled', 'Graph is busy.', { hint: 'Try in 10 s.' });
    expect(sentence(await world.search('signins', 'alice'))).toBe(
      'Graph is busy. Try in 10 s. Reference: ref-0001',
    );
    expect(JSON.stringify(world.log.lines)).toContain('ref-0001');
    world.signIns.fails = undefined;
    expect(finds(await world.search('signins', 'alice'))).toHaveLength(4);
  });
});

describe('whatever is typed, chosen or pasted', () => {
  it('is answered without a failure, and nothing is asked of the logs beyond now', async () => {
    const world = createWorld({ records, people: [alice, alison], policies: [legacy] });
    const words = fc.constantFrom(
      'signins',
      'for',
      'last',
      '7d',
      '"',
      '/',
      'blocked',
      'run',
      'alerts here',
      '“',
      '\u0000',
    );
    const typed = fc
      .array(fc.oneof(words, fc.string()), { maxLength: 6 })
      .map((all) => all.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...searchNames), typed, async (search, text) => {
        const all = [
          await world.search(search, text),
          await world.pick({ ask: text }),
          await world.pick({ ask: `signin ${text}` }),
          await world.paste(text),
        ];
        expect(JSON.stringify(all)).not.toContain('Reference:');
      }),
      { numRuns: 60 },
    );
    const ends = world.signIns.asked.map(({ query }) => query.window.to.getTime());
    expect(ends.every((end) => end <= world.time.now.getTime())).toBe(true);
    expect(world.subscriptions.kept.size).toBe(0);
  });
});

describe('foreign text in finds', () => {
  it('comes to no life: neither markup nor a link nor a hidden turn of direction', async () => {
    const evil = '<img src=x onerror=alert(1)> [go](https://evil.example) \u202Eevil\nend';
    const world = createWorld({
      records: [ago(1, signInRecord, { appDisplayName: evil, userDisplayName: evil })],
      policies: [policy({ displayName: evil })],
    });
    const all = [
      ...finds(await world.search('signins', 'last 2h')),
      ...finds(await world.search('policy', 'img')),
    ];
    expect(all).toHaveLength(3);
    for (const { title, text, card } of all) {
      expect(`${title}${text}`).not.toMatch(/[<>\n\u202E]|:\/\/|\]\(/);
      expect(JSON.stringify(card.body)).not.toMatch(/[^\\]<|[^\\]\]\(|https:\/\/evil/);
    }
  });
});
