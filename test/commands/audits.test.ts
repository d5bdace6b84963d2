import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { bob, olga, targetUser } from '../audit-builders.ts';
import { policy } from '../builders.ts';
import {
  aliceUser,
  auditAgo,
  audits,
  auditWorld,
  by,
  finance,
  groupId,
  legacy,
  people,
  shownOn,
} from './audit-world.ts';
import { buttonsOf } from './buttons.ts';
import { alice } from './world.ts';

const dayMs = 24 * 60 * 60_000;
const shown = async (line: string) => shownOn((await auditWorld().ask(line)).card);

describe('audits: whose entries', () => {
  it('for a person: what she did and what was done to her, once each and told apart', async () => {
    const { ask, audits: log } = auditWorld();
    const { card, text } = await ask('audits for alice');
    expect(shownOn(card)).toEqual([1, 2, 3]);
    expect(text).toContain('Directory audits for Alice Example');
    expect(text).toContain('by Alice Example · Update user');
    expect(text).toContain('to Alice Example · Update user');
    expect(text).toContain('by and to Alice Example · Change user password');
    expect(text).toContain('Alice Example changed their own password');
    expect(log.asked.map(({ query }) => [query.actorId, query.targetId])).toEqual([
      [alice.id, undefined],
      [undefined, alice.id],
    ]);
  });

  it.each<[string, number[]]>([
    ['audits', [1, 2, 3, 4, 5, 6]],
    ['audits by alice', [1, 3]],
    [`audits by ${alice.id}`, [1, 3]],
    ['audits on alice', [2, 3]],
    [`audits on ${alice.id}`, [2, 3]],
    ['audits by "Directory Sync"', [6]],
    ['audits on "Block legacy authentication"', [4]],
    ['audits on block legacy', [4]],
    [`audits on ${legacy.id}`, [4]],
    ['audits on Fin', [5]],
    [`audits on ${groupId}`, [5]],
    ['audits for alice by olga', [2]],
    ['audits for alice on bob', [1]],
    ['audits for bob by alice', [1]],
    ['audits for alice by alice', [1, 3]],
    ['audits for bob by "Directory Sync"', [6]],
    ['audits for alice by bob', []],
    ['audits correlation c0000000-0000-4000-8000-000000000001 last 1h', [1, 2, 3, 4, 5, 6]],
  ])('“%s”', async (line, numbers) => {
    const deps = [
      ...people,
      { ...alice, id: olga.id, name: olga.displayName, userPrincipalName: 'olga@x' },
    ];
    expect(shownOn((await auditWorld({ people: deps }).ask(line)).card)).toEqual(numbers);
  });

  it('finds what bob put alice into, where both are asked with a thing', async () => {
    const both = [
      auditAgo(1, { ...by(bob), targetResources: [targetUser(aliceUser), finance] }),
      auditAgo(2, { ...by(bob), targetResources: [targetUser(olga), finance] }),
      auditAgo(3, { ...by(aliceUser), targetResources: [targetUser(olga), finance] }),
    ];
    const ask = async (line: string) =>
      shownOn((await auditWorld({ audits: both }).ask(line)).card);
    expect(await ask(`audits for alice by bob on ${groupId}`)).toEqual([1]);
    expect(await ask(`audits for alice on ${groupId}`)).toEqual([1, 3]);
    expect(await ask('audits for alice on Finance')).toEqual([1, 3]);
    expect(await ask('audits for alice by bob on Finance')).toEqual([1]);
  });

  it('asks which person was meant and keeps the rest of the question', async () => {
    const twins = [bob, { ...bob, id: 'b0b00000-0000-4000-8000-000000000002' }].map(
      ({ id }, at) => ({
        id,
        name: 'Bob Builder',
        userPrincipalName: `bob${at}@contoso.example`,
      }),
    );
    const several = auditWorld({ people: [alice, ...twins] });
    const answer = await several.ask(
      'audits for alice by bob category user management failed last 3d top 7',
    );
    expect(answer.text).toContain('Which “bob” do you mean?');
    expect(several.audits.asked).toEqual([]);
    const [first] = buttonsOf(answer.card);
    expect(first?.data.ask).toBe(
      `audits for ${alice.id} by ${bob.id} category UserManagement failed last 3d top 7`,
    );
    expect((await several.ask('audits on bob')).text).toContain('Which “bob” do you mean?');
    expect((await several.ask('audits for nobody')).text).toContain('Nobody is called “nobody”');
  });

  it('takes policies of one beginning for all of them, and one of a whole name for that one', async () => {
    const policies = [
      legacy,
      policy({ id: 'ca-9', displayName: 'Block legacy authentication II' }),
    ];
    const log = auditWorld({ policies });
    await log.ask('audits on "Block legacy"');
    await log.ask('audits on "block legacy authentication"');
    expect(log.audits.asked.map(({ query }) => [query.targetId, query.targetName])).toEqual([
      [undefined, 'Block legacy'],
      [legacy.id, undefined],
    ]);
  });

  it('finds what has no name any more by its id, also where names may not be read', async () => {
    const gone = auditWorld();
    const fails = new AppError('permission-missing', 'No.');
    gone.directory.fails = fails;
    gone.policies.fails = fails;
    const { card } = await gone.ask(`audits on ${groupId}`);
    expect(shownOn(card)).toEqual([5]);
  });
});

describe('audits: which entries', () => {
  it.each<[string, number[]]>([
    ['audits category role management', [7]],
    ['audits category RoleManagement', [7]],
    ['audits category role', [7]],
    ['audits category policy', [4]],
    ['audits activity "Update conditional access policy"', [4]],
    ['audits activity update conditional', [4]],
    ['audits activity UPDATE GROUP', [5]],
    ['audits activity add', [7]],
    ['audits failed', [6]],
    ['audits failed category policy', []],
    ['audits top 2', [1, 2]],
    ['audits last 2h top 1', [1]],
  ])('“%s”', async (line, numbers) => expect(await shown(line)).toEqual(numbers));

  it('are those of a week about somebody or something, of a day of the tenant, unless a range is typed', async () => {
    const { ask, audits: log, time } = auditWorld();
    for (const line of ['audits by bob', 'audits on finance', 'audits', 'audits last 3d'])
      await ask(line);
    const days = log.asked.map(
      ({ query }) => (time.now.getTime() - query.window.from.getTime()) / dayMs,
    );
    expect(days).toEqual([7, 7, 1, 3]);
    expect(log.asked.every(({ options }) => options.priority === 'person')).toBe(true);
  });

  it('names the nearest category, and asks the log nothing for one that is none', async () => {
    const talk = auditWorld();
    const answer = await talk.ask('audits category usr managment');
    expect(answer.text).toContain('Did you mean “User management”?');
    expect((await talk.ask('audits category banana')).text).toContain(
      'I know no category “banana”.',
    );
    expect(talk.audits.asked).toEqual([]);
    expect((await talk.press(answer, 'audits category UserManagement')).text).toContain(
      'category User management',
    );
  });

  it('asks for a category that is newer than this list, as the log writes it', async () => {
    const flux = auditAgo(1, { category: 'Flux' });
    const talk = auditWorld({ audits: [...audits, flux] });
    expect((await talk.press(await talk.ask('audits'), 'Flux (1)')).text).toContain(
      '1 entry · 1 Flux',
    );
  });

  it('names the nearest activity when a mistyped one brings nothing', async () => {
    const { text } = await auditWorld().ask('audits activity updaet conditional access policy');
    expect(text).toContain('Did you mean the activity “Update conditional access policy”?');
    expect((await auditWorld().ask('audits activity "Add label"')).text).not.toContain(
      'Did you mean',
    );
  });

  it('says what is wrong with a range or an id, and asks nothing', async () => {
    const { ask, audits: log } = auditWorld();
    expect((await ask('audits last blue moon')).text).toContain('blue moon');
    expect((await ask(`audits correlation "x' or 1 eq 1"`)).text).toContain('one word of letters');
    expect(log.asked).toEqual([]);
  });
});
