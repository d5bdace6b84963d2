import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { bob, olga } from '../audit-builders.ts';
import { idOf } from '../commands/ago.ts';
import { alice, asker, channel, createWorld } from '../commands/world.ts';
import { claim, data, entry, given, openWorld, profileUrl } from './looks-given.ts';

type World = ReturnType<typeof createWorld>;

/** What was asked, and what the record says of it: exactly one row each. */
const asked: readonly (readonly [string, (world: World) => Promise<unknown>, object])[] = [
  [
    'a list of a person',
    (world) => world.ask(`signins for ${alice.id} last 24h`),
    {
      door: 'message',
      command: 'signins',
      line: `signins for ${alice.id} last 24h`,
      people: [alice.id],
      rows: 2,
    },
  ],
  [
    'a name, as the id it was found to be',
    (world) => world.ask('signins for alice'),
    { line: `signins for ${alice.id}`, people: [alice.id] },
  ],
  ['a list of the tenant', (world) => world.ask('signins'), { people: [], rows: 2 }],
  [
    'a sign-in opened from a list of the tenant',
    (world) => world.send({ do: 'ask', ask: `signin ${idOf(1)}` }),
    { door: 'button', command: 'signin', people: [alice.id], records: [idOf(1)], rows: 1 },
  ],
  [
    'an entry of the directory audit log',
    (world) => world.ask(`audit ${entry.id}`),
    { command: 'audit', people: [bob.id, olga.id], records: [String(entry.id).toLowerCase()] },
  ],
  ['an account', (world) => world.ask('user alice'), { command: 'user', people: [alice.id] }],
  [
    'a policy',
    (world) => world.ask('policy require mfa'),
    { command: 'policy', policies: ['ca000000-0000-4000-8000-000000000001'] },
  ],
  ['open cases', (world) => world.ask('alerts'), { command: 'alerts', rows: 1, people: [] }],
  [
    'the button of a case',
    (world) => world.send({ ...claim, reason: 'ticket 4711' }),
    {
      door: 'button',
      command: 'case claim',
      line: 'case claim case-1',
      people: [alice.id],
      records: ['case-1'],
      reason: 'ticket 4711',
    },
  ],
  [
    'the button of a case in a list',
    (world) => world.send({ ...claim, from: 'list' }),
    { command: 'case claim', people: [alice.id], rows: 1 },
  ],
  [
    'a snooze, with its reason',
    (world) => world.ask('snooze alice for 2d because travelling'),
    { command: 'snooze', people: [alice.id], reason: 'travelling' },
  ],
  [
    'a search in the compose box',
    (world) => world.search('signins', 'alice'),
    { door: 'search', command: 'signins', line: `signins for ${alice.id}`, rows: 2 },
  ],
  [
    'a chosen find',
    (world) => world.pick({ do: 'ask', ask: `signin ${idOf(2)}` }),
    { door: 'pick', command: 'signin', people: [alice.id] },
  ],
  [
    'an unfolded link',
    (world) => world.paste(profileUrl(alice.id)),
    { door: 'link', command: 'user', people: [alice.id] },
  ],
  ['help', (world) => world.ask('help'), { command: 'help', rows: undefined }],
];

const refused: readonly (readonly [string, (world: World) => Promise<unknown>, object])[] = [
  [
    'a question',
    (world) => world.ask(`signins for ${alice.id}`),
    { command: 'signins', people: [alice.id], why: expect.stringContaining('not for you yet') },
  ],
  [
    'a button',
    (world) => world.send({ do: 'ask', ask: `user ${alice.id}` }),
    { door: 'button', command: 'user', people: [alice.id] },
  ],
  [
    'the button of a case',
    (world) => world.send(claim),
    { command: 'case claim', people: [alice.id], why: expect.stringContaining('for operators') },
  ],
  ['a search', (world) => world.search('signins', 'alice'), { door: 'search', command: 'signins' }],
  ['a find', (world) => world.pick({ do: 'ask', ask: 'user alice' }), { door: 'pick' }],
  ['a link', (world) => world.paste(profileUrl(alice.id)), { door: 'link', people: [alice.id] }],
  ['an export', (world) => world.ask('export'), { command: 'export' }],
];

describe('what was asked', () => {
  it.each(asked)('is written down once, without the answer: %s', async (_, ask, expected) => {
    const world = openWorld();
    await ask(world);
    expect(world.looks.all()).toEqual([
      expect.objectContaining({
        sequence: 1,
        at: world.time.now,
        by: { id: asker.id, name: asker.name, level: 'operator' },
        where: { kind: 'channel', conversationId: channel.id },
        outcome: 'answered',
        ...expected,
      }),
    ]);
    for (const part of data) expect(world.looks.texts[0]).not.toContain(part);
  });

  it.each(refused)('is written down once when it was refused: %s', async (_, ask, expected) => {
    const world = openWorld('none');
    await ask(world);
    expect(world.looks.all()).toEqual([
      expect.objectContaining({ by: { ...world.looks.all()[0]?.by, level: 'none' }, ...expected }),
    ]);
    expect(world.looks.all()[0]).toMatchObject({ outcome: 'refused' });
  });

  it('is written down as refused when the level can’t be told', async () => {
    const access = { levelOf: () => Promise.reject(new AppError('access-unknown', 'Who knows?')) };
    const world = createWorld({ ...given, parts: { access } });
    await world.ask('signins for alice');
    expect(world.looks.all()).toMatchObject([{ outcome: 'refused', by: { level: 'none' } }]);
  });

  it('is written down when a case does not allow what was pressed', async () => {
    const reason = 'It is resolved already.';
    const actOnCase = async () => ({ ok: false, view: undefined, reason }) as const;
    const world = createWorld({ ...given, parts: { actOnCase } });
    await world.send(claim);
    expect(world.looks.all()).toMatchObject([{ outcome: 'refused', why: reason }]);
  });

  it('is written down when it failed, with the code of the failure and whom it was about', async () => {
    const throttled = new AppError('throttled', 'Graph says: 203.0.113.7 is throttled.');
    const readList = () => Promise.reject(throttled);
    const world = createWorld({ ...given, deps: { readList } });
    await world.ask(`signins for ${alice.id}`);
    await world.search('signins', alice.id);
    expect(world.looks.all()).toMatchObject(
      ['message', 'search'].map((door) => ({
        door,
        command: 'signins',
        people: [alice.id],
        outcome: 'failed',
        why: 'throttled',
      })),
    );
    expect(world.looks.texts.join()).not.toContain('203.0.113');
  });

  it('is written down by its command alone when it was not understood, and not at all word for word', async () => {
    const world = openWorld();
    await world.ask('my password is hunter2');
    await world.ask('signins last blue moon');
    expect(world.looks.all()).toMatchObject([
      { command: '', line: '', outcome: 'failed', why: 'not-understood' },
      { command: 'signins', line: 'signins last blue moon', outcome: 'failed' },
    ]);
  });

  it('is the question that a follow-up or a saved name became', async () => {
    const world = openWorld();
    await world.ask('signins for alice');
    await world.ask('blocked');
    await world.ask('save as morning');
    await world.ask('run morning');
    const lines = world.looks.all().map(({ command, line }) => `${command}: ${line}`);
    expect(lines).toEqual([
      `signins: signins for ${alice.id}`,
      `signins: signins for ${alice.id} blocked`,
      'save as: save as morning',
      `signins: signins for ${alice.id} blocked`,
    ]);
  });

  it('counts for each letter that was answered, and not for words that were typed on', async () => {
    const world = openWorld();
    await world.search('signins', '');
    await Promise.all([world.search('signins', 'ali'), world.search('signins', 'alice')]);
    await world.search('signins', 'alice');
    expect(world.looks.all().map(({ outcome }) => outcome)).toEqual(['answered', 'answered']);
  });

  it('is nothing where nobody asked: the bot was added, or a link is none that it knows', async () => {
    const world = openWorld();
    await world.join(channel);
    await world.paste('https://example.com/');
    expect(world.looks.texts).toEqual([]);
  });
});
