import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { theCase } from '../alerts/builders.ts';
import { auditRecord } from '../audit-builders.ts';
import {
  appliedPolicy,
  blockedRecord,
  minutesAfter,
  noon,
  policy,
  signInRecord,
} from '../builders.ts';
import { chat, place, settled } from '../exports/world.ts';
import { holding, roles, traineeGroup } from '../fakes/sights.ts';
import { ago, idOf } from './ago.ts';
import { anna, bob, by, createSightedWorld } from './sight-world.ts';
import { alice, asker } from './world.ts';

const secret = 'Block legacy authentication';
const records = [
  ago(1, blockedRecord, { ...by(alice), appDisplayName: 'Alice App' }),
  ago(2, signInRecord, { ...by(bob), appDisplayName: 'Bob App' }),
  ago(3, signInRecord, { ...by(anna), appDisplayName: 'Anna App' }),
];
const whole = holding(roles.securityReader);

describe('roles that Microsoft does not let see conditional access data', () => {
  const given = {
    holdings: holding(roles.reportsReader),
    records: [
      ago(1, blockedRecord, {
        ...by(alice),
        appliedConditionalAccessPolicies: [
          appliedPolicy({
            displayName: secret,
            result: 'failure',
            enforcedGrantControls: ['Block'],
          }),
        ],
      }),
    ],
    policies: [policy({ displayName: secret })],
  };

  it('get sign-ins with their verdict and without policies, and are told which role would show them', async () => {
    const world = await createSightedWorld(given);
    const list = await world.ask('signins');
    expect(list.text).toContain('Alice');
    expect(list.text).toContain(
      'Not shown to your role: Reports Reader; Security Reader or Global Reader would show',
    );
    for (const tab of ['conditional-access', 'report-only']) {
      const card = await world.send({ do: 'ask', ask: `signin ${idOf(1)}`, tab });
      expect(card.text).toContain('Not shown to your role: Reports Reader');
      expect(JSON.stringify(card.card)).not.toContain(secret);
    }
    expect(JSON.stringify(list.card)).not.toContain(secret);
  });

  it.each([
    `policy ${secret}`,
    'policies',
    `would-block ${secret}`,
    `signins policy "${secret}"`,
    'signins policy ca000000-0000-4000-8000-000000000001',
    'signins policy "No such policy"',
    'signins report-only',
    'signins by policy',
    'digest',
  ])('“%s” is refused with the same sentence, whatever there is', async (line) => {
    const world = await createSightedWorld(given);
    const { card, text } = await world.ask(line);
    expect(text).toContain('Not shown to your role: Reports Reader');
    expect(JSON.stringify(card)).not.toContain('ca000000-0000');
    expect(text).not.toMatch(/Alice|1 attempt|No policy of today/);
  });

  it('see everything as soon as they hold a role that does', async () => {
    const world = await createSightedWorld({
      ...given,
      holdings: holding(roles.reportsReader, roles.securityReader),
    });
    expect((await world.ask(`signin ${idOf(1)}`)).text).toContain(secret);
  });

  it('work on a case as operators, without the name of its policy', async () => {
    const cases = [
      theCase({ policy: { id: 'p1', name: secret }, headline: `Blocked by “${secret}”` }),
    ];
    const world = await createSightedWorld({
      ...given,
      cases,
      holdings: holding(roles.securityOperator),
    });
    const { text, card } = await world.ask('alerts');
    expect(text).toContain('Ada Lovelace');
    expect(text).toContain('Blocked by a policy');
    expect(JSON.stringify(card)).not.toContain(secret);
  });

  it('do not read policies from the log of changes', async () => {
    const change = auditRecord({ activityDisplayName: 'Update conditional access policy' });
    const world = await createSightedWorld({ ...given, audits: [change] });
    expect((await world.ask('audits last 30d')).text).not.toContain('onditional access policy');
  });
});

describe('a reader whose scope is an administrative unit', () => {
  const given = { holdings: holding(traineeGroup), records };

  it('sees people of it alone, with the number of rows that are hidden', async () => {
    const world = await createSightedWorld(given);
    const { text, card } = await world.ask('signins');
    expect(text).toContain('Alice App');
    expect(JSON.stringify(card)).not.toMatch(/Bob|Anna/);
    expect(text).toContain('You see people of Sales office alone: 2 rows of others are not shown.');
  });

  it('is told the same number on each page, though they are remembered', async () => {
    const world = await createSightedWorld(given);
    await world.ask('signins last 1h');
    const page = await world.send({ do: 'ask', ask: 'signins last 1h', page: 1 });
    expect(page.text).toContain('2 rows of others are not shown');
  });

  it.each([
    'signins for bob@contoso.example',
    `signins for ${bob.id}`,
    `signin ${idOf(2)}`,
    `user ${bob.id}`,
    'files for bob@contoso.example',
    `audits for ${bob.id}`,
  ])('“%s” is refused', async (line) => {
    const world = await createSightedWorld(given);
    const { text, card } = await world.ask(line);
    expect(text).toContain('outside of what you may look up: people of Sales office');
    expect(JSON.stringify(card)).not.toContain('Bob App');
  });

  it.each(['digest', 'policies', 'coverage'])('“%s” is about the whole tenant', async (line) => {
    const world = await createSightedWorld(given);
    expect((await world.ask(line)).text).toContain('about the whole tenant');
  });

  it('finds nobody of others by name, neither in the chat nor in the compose box', async () => {
    const world = await createSightedWorld(given);
    expect((await world.ask('signins for bob')).text).not.toContain('Bob Outside');
    expect(JSON.stringify(await world.search('user', 'bob'))).not.toContain('Bob Outside');
    expect(JSON.stringify(await world.pick({ ask: `signin ${idOf(2)}` }))).not.toContain('Bob App');
  });

  it('sees somebody no more four minutes after she left the unit', async () => {
    const world = await createSightedWorld(given);
    expect((await world.ask('signins for alice')).text).toContain('Alice App');
    world.unit.members.length = 0;
    world.at(minutesAfter(world.time.now, 5));
    expect((await world.ask('signins for alice')).text).not.toContain('Alice App');
    expect((await world.ask('signins')).text).not.toContain('Alice App');
  });

  it('gets no file whose rows she may see no longer', async () => {
    const world = await createSightedWorld(given);
    const accept = { accepted: true, place, conversation: chat };
    const offer = async () => {
      await world.ask('signins last 1h', { conversation: chat });
      const answer = await world.ask('export', { conversation: chat });
      await answer.placed?.({ conversation: chat, activityId: 'progress' });
      await settled();
      return world.exporting.channel.all('offer').at(-1)?.offer.exportId ?? '';
    };
    await world.consent(await offer(), accept);
    await settled();
    const [file] = world.exporting.sent;
    expect(file?.text).toContain('Alice App');
    expect(file?.text).not.toMatch(/Bob App|Anna App/);
    const id = await offer();
    world.holdings.now = holding(roles.reportsReader);
    expect((await world.consent(id, accept)).text).toContain('Not for you any more');
    expect(world.exporting.sent).toHaveLength(1);
  });
});

describe('protected people', () => {
  const given = { holdings: whole, records, protectedPeople: ['anna@contoso.example'] };
  const answered = 'Anna App';

  it('are looked at with a reason, which is told and recorded, once for all pages', async () => {
    const world = await createSightedWorld(given);
    const { text } = await world.ask('signins for anna because HR case 4711');
    expect(text).toContain(answered);
    expect(text).toContain('you gave the reason “HR case 4711”');
    expect(world.told).toMatchObject([
      {
        asker: { id: asker.id },
        person: { id: anna.id, name: anna.name },
        reason: 'HR case 4711',
        conversationId: '19:council@thread.tacv2',
      },
    ]);
    const [look] = world.looks.all();
    expect(look).toMatchObject({ reason: 'HR case 4711', people: [anna.id], outcome: 'answered' });
    expect(look?.line).not.toContain('because');
    const tab = await world.send({ do: 'ask', ask: `signin ${idOf(3)}`, tab: 'location' });
    expect(tab.text).toContain(answered);
    expect(world.told).toHaveLength(1);
  });

  it.each([
    'signins for anna',
    `signin ${idOf(3)}`,
    `user ${anna.id}`,
    'files for anna@contoso.example',
    `audits for ${anna.id}`,
  ])('“%s” asks for the reason first, and shows nothing', async (line) => {
    const world = await createSightedWorld(given);
    const asked = await world.ask(line);
    expect(asked.text).toContain('Anna Chief is a protected person');
    expect(JSON.stringify(asked.card)).not.toContain(answered);
    expect(world.told).toEqual([]);
    expect(world.looks.all()[0]).toMatchObject({ outcome: 'refused', people: [anna.id] });
  });

  it('are shown after “Continue”, with what was typed there', async () => {
    const world = await createSightedWorld(given);
    await world.ask('signins for anna');
    const blank = await world.send({ do: 'ask', ask: 'signins for anna', reason: '  ' });
    expect(blank.text).toContain('protected person');
    const shown = await world.send({ do: 'ask', ask: 'signins for anna', reason: 'Ticket 12' });
    expect(shown.text).toContain(answered);
    expect(world.told.map(({ reason }) => reason)).toEqual(['Ticket 12']);
  });

  it('need a reason again after half an hour, and another one is told anew', async () => {
    const world = await createSightedWorld(given);
    await world.ask('signins for anna because one');
    world.at(minutesAfter(noon, 36));
    expect((await world.ask('signins for anna')).text).toContain('protected person');
    await world.ask('signins for anna because two');
    expect(world.told.map(({ reason }) => reason)).toEqual(['one', 'two']);
  });

  it('are left out of every list, for admins too, and counted', async () => {
    const world = await createSightedWorld(given);
    const { text, card } = await world.ask('signins');
    expect(text).toContain('Bob App');
    expect(JSON.stringify(card)).not.toContain(answered);
    expect(text).toContain(
      '1 row of protected people is not shown; ask for them by name, with a reason.',
    );
    const all = await world.ask('signins because I am curious');
    expect(JSON.stringify(all.card)).not.toContain(answered);
  });

  it('are not shown when nobody would hear of it', async () => {
    const world = await createSightedWorld(given);
    world.store.fails = new AppError('store-failed', 'The store is full.');
    const { text } = await world.ask('signins for anna because x');
    expect(text).toContain('The store is full.');
    expect(text).not.toContain(answered);
    expect(await world.ask('signins for anna')).toMatchObject({
      text: expect.stringContaining('protected person'),
    });
  });

  it('look at themselves without a reason', async () => {
    const world = await createSightedWorld({
      ...given,
      protectedPeople: [asker.id],
      records: [ago(1, signInRecord, { userId: asker.id, appDisplayName: 'My App' })],
    });
    expect((await world.ask('signins for me')).text).toContain('My App');
    expect(world.told).toEqual([]);
  });

  it('never appear letter by letter in the compose box', async () => {
    const world = await createSightedWorld(given);
    const offered = await world.search('signins', 'anna because HR');
    expect(JSON.stringify(offered)).not.toContain(answered);
    expect(world.told).toEqual([]);
  });
});
