import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { blockedRecord, promptedRecord, signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const dayMs = 24 * 60 * 60_000;

describe('signins: what is read', () => {
  it('is a week of a person’s, and a day of the tenant’s, unless a range is typed', async () => {
    const { ask, signIns, time } = createWorld();
    await ask('signins for alice');
    await ask('signins');
    const spans = signIns.asked.map(({ query }) => query.window);
    expect(spans[0]).toEqual({ from: new Date(time.now.getTime() - 7 * dayMs), to: time.now });
    expect(spans[1]).toEqual({ from: new Date(time.now.getTime() - dayMs), to: time.now });
  });

  it('is read in the asker’s time zone', async () => {
    const { ask, signIns } = createWorld();
    await ask('signins since yesterday', { timeZone: 'America/New_York' });
    expect(signIns.asked[0]?.query.window.from).toEqual(new Date('2026-11-21T05:00:00Z'));
  });

  it('is what people do, interactive or not, unless a type is typed', async () => {
    const { ask, signIns } = createWorld();
    await ask('signins');
    await ask('signins service-principal');
    await ask('signins all');
    expect(signIns.asked.map(({ query }) => query.types)).toEqual([
      ['interactiveUser', 'nonInteractiveUser'],
      ['servicePrincipal'],
      ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'],
    ]);
  });

  it('is filtered by Graph for app and address, as a person’s question', async () => {
    const { ask, signIns } = createWorld();
    await ask('signins app Office 365 Exchange Online ip 203.0.113.7');
    expect(signIns.asked[0]).toMatchObject({
      query: { appName: 'Office 365 Exchange Online', ip: '203.0.113.7' },
      options: { priority: 'person' },
    });
  });

  it('finds an app by a part of its name where no name begins so, and says so', async () => {
    const world = createWorld({ records: [ago(1, signInRecord), ago(2, blockedRecord)] });
    const answer = await world.ask('signins app EXCHANGE');
    expect(answer.text).toContain('2 attempts');
    expect(answer.text).toContain('Exchange');
    const other = await world.ask('signins app payroll');
    expect(other.text).toContain('No such sign-in of this range has arrived so far');
  });

  it('says what is wrong with a range, and reads nothing', async () => {
    const world = createWorld();
    const answer = await world.ask('signins last blue moon');
    expect(answer.text).toContain('last blue moon');
    expect(world.graphQuestions()).toBe(0);
  });
});

const attempts = [
  ago(1, signInRecord),
  ago(2, blockedRecord),
  ago(3, promptedRecord),
  ago(4, signInRecord, { status: { errorCode: 50126, failureReason: 'Invalid password.' } }),
];

describe('signins: what is shown', () => {
  it('counts attempts by verdict', async () => {
    const answer = await createWorld({ records: attempts }).ask('signins for alice');
    expect(answer.text).toContain('4 attempts');
    for (const words of ['1 succeeded', '1 blocked', '1 interrupted', '1 failed']) {
      expect(answer.text).toContain(words);
    }
  });

  it('names the policy that blocked, who, where, with what and when', async () => {
    const answer = await createWorld({ records: [ago(2, blockedRecord)] }).ask('signins');
    for (const words of [
      ...['blocked by Block legacy authentication', 'Alice Example', 'LAPTOP-ALICE'],
      ...['Philadelphia', 'Office 365 Exchange Online', '2026-11-22 11:58 UTC'],
    ]) {
      expect(answer.text).toContain(words);
    }
  });

  it('folds the records of one attempt into one line with its final result', async () => {
    const shared = { correlationId: 'c0000000-0000-4000-8000-00000000ffff' };
    const records = [ago(3, promptedRecord, shared), ago(2, signInRecord, shared)];
    const answer = await createWorld({ records }).ask('signins for alice');
    expect(answer.text).toContain('1 attempt');
    expect(answer.text).toContain('interrupted, then completed');
    expect(answer.text).toContain('2 records');
  });

  it.each(['interrupted', 'failed'])(
    'filters by “%s” here, over whole attempts, and says so',
    async (outcome) => {
      const world = createWorld({ records: attempts });
      const answer = await world.ask(`signins for alice ${outcome}`);
      expect(world.signIns.asked[0]?.query.outcome).toBeUndefined();
      expect(answer.text).toContain(`“${outcome}” was filtered here`);
      expect(
        buttonsOf(answer.card).filter(({ data }) => /^signin /.test(String(data.ask))),
      ).toHaveLength(1);
    },
  );

  it.each(['blocked', 'succeeded'])('lets Graph filter “%s” and says so', async (outcome) => {
    const world = createWorld({ records: attempts });
    const answer = await world.ask(`signins for alice ${outcome}`);
    expect(world.signIns.asked[0]?.query.outcome).toBe(outcome);
    expect(answer.text).toContain(`Graph was asked for ${outcome} records`);
    expect(answer.text).toContain(`1 ${outcome}`);
    expect(answer.text).not.toContain('0 failed');
  });

  it('narrows to a verdict by a button, asking Graph nothing again', async () => {
    const world = createWorld({ records: attempts });
    const all = await world.ask('signins for alice');
    const blocked = await world.press(all, 'Blocked');
    expect(blocked.mode).toBe('replace');
    expect(blocked.text).toContain('Blocked sign-ins of Alice Example');
    expect(blocked.text).not.toContain('failed: credential');
    const again = await world.press(blocked, 'All verdicts');
    expect(again.text).toContain('failed: credential');
    expect(world.signIns.asked).toHaveLength(1);
  });

  it('shows no more than “top”', async () => {
    const world = createWorld({ records: attempts });
    const answer = await world.ask('signins for alice top 2');
    expect(
      buttonsOf(answer.card).filter(({ data }) => /^signin /.test(String(data.ask))),
    ).toHaveLength(2);
  });

  it('says “none” only of what was read', async () => {
    const none = await createWorld().ask('signins for alice');
    expect(none.text).toContain('No sign-in of this range has arrived so far');
    const other = await createWorld({ records: [ago(1, signInRecord)] }).ask('signins failed');
    expect(other.text).toContain('None was failed among 1 attempt');
  });
});

describe('signins: what was covered', () => {
  it('is said with every list: how much, which types, how old the newest is', async () => {
    const { text } = await createWorld({ records: attempts }).ask('signins for alice');
    expect(text).toContain('Read: 4 records, interactive and non-interactive');
    expect(text).toContain('The newest of them is 6 minutes old.');
    expect(text).toContain('Records usually come within 15 minutes');
  });

  it('says that older ones were not read when the range holds too many', async () => {
    const records = Array.from({ length: 7 }, (_, at) => ago(at + 1, signInRecord));
    const world = createWorld({ records, pageSize: 2 });
    const { text } = await world.ask('signins for alice');
    expect(text).toContain('Read: 6 records');
    expect(text).toContain('older ones in this range that were not read');
    const whole = await createWorld({ records, pageSize: 3 }).ask('signins for alice');
    expect(whole.text).toContain('Read: 7 records');
    expect(whole.text).not.toContain('not read');
  });

  it('names the permission when Graph hides which policies applied', async () => {
    const records = [ago(1, blockedRecord, { appliedConditionalAccessPolicies: undefined })];
    const { text } = await createWorld({ records }).ask('signins for alice');
    expect(text).toContain('Policy.Read.ConditionalAccess');
    expect(text).toContain('blocked by conditional access');
    const shown = await createWorld({ records: attempts }).ask('signins for alice');
    expect(shown.text).not.toContain('Policy.Read.ConditionalAccess');
  });

  it('is said whole even where everything has to be said at once', async () => {
    const records = Array.from({ length: 7 }, (_, at) =>
      ago(at + 1, blockedRecord, { appliedConditionalAccessPolicies: undefined }),
    );
    const world = createWorld({ records, pageSize: 2 });
    const { text } = await world.ask('signins interrupted all');
    expect(text).toContain('Policy.Read.ConditionalAccess');
    expect(text).toContain('Records usually come within 15 minutes');
  });
});

describe('signins: blocks and what became of them', () => {
  const shared = { correlationId: 'c0000000-0000-4000-8000-00000000ffff' };
  const records = [
    ago(1, signInRecord, shared),
    ago(2, blockedRecord, shared),
    ago(5, blockedRecord),
    ago(9, signInRecord),
  ];

  it('leaves out of the blocked what got in on a retry, and says how many', async () => {
    const world = createWorld({ records });
    const { text } = await world.ask('signins blocked');
    expect(text).toContain('1 blocked');
    expect(text).toContain('1 attempt got in on a retry');
    expect(world.signIns.asked).toHaveLength(2);
    expect(world.signIns.asked[1]?.query.correlationIds).toEqual([
      shared.correlationId,
      'c0000000-0000-4000-8000-000000000005',
    ]);
  });

  it('says that retries were not looked for where there are too many', async () => {
    const many = Array.from({ length: 20 }, (_, at) => ago(at + 1, blockedRecord));
    const world = createWorld({ records: many });
    const { text } = await world.ask('signins blocked');
    expect(text).toContain('Graph was asked for blocked records alone');
    expect(world.signIns.asked).toHaveLength(1);
  });

  it('counts all verdicts where Graph would not filter, and says that it was done here', async () => {
    const world = createWorld({ records });
    world.signIns.coarse = true;
    const { text } = await world.ask('signins blocked');
    expect(text).toContain('“blocked” was filtered here');
    expect(text).toContain('2 succeeded · 1 blocked');
  });
});

describe('a tenant without Entra ID P1', () => {
  const noLicence = new AppError('licence-missing', 'Sign-ins need Entra ID P1 in this tenant.');

  it('is led to the unified audit log, for the same person and range, by name', async () => {
    const world = createWorld();
    world.signIns.fails = noLicence;
    const answer = await world.ask('signins for alice blocked last 2h');
    expect(answer.text).toContain('Sign-ins need Entra ID P1 in this tenant.');
    const search = await world.press(answer, 'activity for Alice Example signed-in last 2h');
    expect(search.text).toContain('Activity of Alice Example');
  });

  it('is led there for no other failure', async () => {
    const world = createWorld();
    world.signIns.fails = new AppError('throttled', 'Microsoft Graph is throttling this tenant.');
    const answer = await world.ask('signins for alice');
    expect(answer.text).toContain('Microsoft Graph is throttling this tenant.');
    expect(answer.text).not.toContain('activity for');
  });

  it('is told so where no person was named', async () => {
    const world = createWorld();
    world.signIns.fails = noLicence;
    expect((await world.ask('signins')).text).toContain('Sign-ins need Entra ID P1');
  });
});
