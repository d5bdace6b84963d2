import { describe, expect, it } from '@jest/globals';
import { appliedPolicy, blockedRecord, policy, signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const mfa = policy();
const legacy = policy({
  id: 'ca000000-0000-4000-8000-000000000002',
  displayName: 'Block legacy authentication',
});
const linesOf = (card: unknown) =>
  buttonsOf(card).filter(({ data }) => /^signin /.test(String(data.ask)));

const inGermany = { location: { city: 'Berlin', state: 'Berlin', countryOrRegion: 'DE' } };
const rehearsal = (result: string) => ({
  appliedConditionalAccessPolicies: [
    appliedPolicy(),
    appliedPolicy({ id: 'ca-try', displayName: 'Try compliant devices', result }),
  ],
});

describe('signins: where and with what', () => {
  it('reads a country by name and by code, beside a range or not', async () => {
    const world = createWorld({ records: [ago(1, signInRecord, inGermany), ago(2, signInRecord)] });
    for (const line of [
      'signins from germany',
      'signins from DE last 7d',
      'signins last 7d from Deutschland',
      'signins from germany from 2026-11-21 to 2026-11-22',
      'signins from "Germany" today',
      'signins since yesterday from de failed all',
    ]) {
      const { text } = await world.ask(line);
      expect(text).toContain('from Germany');
    }
    expect(world.signIns.asked.every(({ query }) => query.country === 'DE')).toBe(true);
    const starts = world.signIns.asked.map(({ query }) => query.window.from.toISOString());
    expect(starts).toContain('2026-11-20T23:00:00.000Z');
  });

  it('still reads “from” as a range, and says what it is where it is neither', async () => {
    const world = createWorld();
    await world.ask('signins from 2026-11-20 to 2026-11-21');
    await world.ask('signins from yesterday');
    expect(world.signIns.asked.map(({ query }) => query.country)).toEqual([undefined, undefined]);
    const { text } = await world.ask('signins from Germny');
    expect(text).toContain('no country “Germny”');
    expect(text).toContain('Did you mean “from Germany”?');
  });

  it('asks Graph for the client apps of a word, and for all of legacy authentication', async () => {
    const world = createWorld({ records: [ago(1, signInRecord, { clientAppUsed: 'IMAP4' })] });
    const { text } = await world.ask('signins client legacy');
    expect(text).toContain('Legacy-client sign-ins');
    expect(text).toContain('IMAP4');
    await world.ask('signins client IMAP4');
    const [all, one] = world.signIns.asked.map(({ query }) => query.clientApps);
    expect(all).toEqual(expect.arrayContaining(['IMAP4', 'Exchange ActiveSync', 'Other clients']));
    expect(all).not.toContain('Browser');
    expect(one).toEqual(['IMAP4', 'IMAP']);
    expect((await world.ask('signins client fax')).text).toContain('no client “fax”');
  });

  it('filters here, and says so in full, what Graph refuses to filter', async () => {
    const world = createWorld({
      records: [ago(1, signInRecord, inGermany), ago(2, signInRecord), ago(3, signInRecord)],
    });
    world.signIns.coarse = true;
    const answer = await world.ask('signins from germany');
    expect(linesOf(answer.card)).toHaveLength(1);
    expect(answer.text).toContain('Read: 3 records, 1 fit');
    expect(JSON.stringify(answer.card)).toContain('the country');
  });
});

describe('signins: under a policy', () => {
  const records = [
    ago(1, signInRecord, { appliedConditionalAccessPolicies: [appliedPolicy()] }),
    ago(2, signInRecord, {
      appliedConditionalAccessPolicies: [appliedPolicy({ result: 'notApplied' })],
    }),
    ago(3, blockedRecord),
  ];

  it('asks Graph by the id and leaves out what it did not apply to', async () => {
    const world = createWorld({ records, policies: [mfa, legacy] });
    const answer = await world.ask('signins policy "MFA for everyone"');
    expect(world.signIns.asked[0]?.query.policyId).toBe(mfa.id);
    expect(linesOf(answer.card)).toHaveLength(1);
    expect(answer.text).toContain('under “Require MFA for everyone”');
    expect(answer.text).toContain('“Require MFA for everyone” was satisfied');
  });

  it('lets choose between several, and asks the same of the chosen', async () => {
    const other = policy({ id: 'ca-9', displayName: 'Require MFA for admins' });
    const world = createWorld({ records, policies: [mfa, other] });
    const answer = await world.ask('signins blocked policy "require mfa" last 7d');
    expect(answer.text).toContain('Which policy with “require mfa”');
    const chosen = await world.press(answer, 'Require MFA for admins');
    expect(chosen.text).toContain('Blocked sign-ins of the tenant under “Require MFA for admins”');
    expect(world.signIns.asked[0]?.query).toMatchObject({ policyId: 'ca-9', outcome: 'blocked' });
  });

  it('finds a policy that was deleted since by its name in the records, and says so', async () => {
    const world = createWorld({ records, policies: [mfa] });
    const answer = await world.ask('signins policy "legacy auth"');
    expect(world.signIns.asked[0]?.query.policyId).toBeUndefined();
    expect(linesOf(answer.card)).toHaveLength(1);
    expect(answer.text).toContain('No policy of today is called “legacy auth”');
  });
});

describe('signins: blocked under a policy', () => {
  it('follows up its blocks alone, however many others there were', async () => {
    const records = [
      ago(1, blockedRecord),
      ...Array.from({ length: 30 }, (_, at) =>
        ago(at + 2, blockedRecord, {
          appliedConditionalAccessPolicies: [
            appliedPolicy({ id: legacy.id, displayName: legacy.name, result: 'notApplied' }),
          ],
        }),
      ),
    ];
    const world = createWorld({ records, policies: [legacy] });
    const { text } = await world.ask('signins blocked policy legacy');
    expect(text).toContain('1 blocked');
    expect(text).toContain('for what became of their attempts');
    expect(world.signIns.asked[1]?.query.correlationIds).toHaveLength(1);
  });
});

describe('signins: rehearsals', () => {
  const records = [
    ago(1, signInRecord, rehearsal('reportOnlyFailure')),
    ago(2, signInRecord, rehearsal('reportOnlyInterrupted')),
    ago(3, signInRecord, rehearsal('reportOnlySuccess')),
    ago(4, signInRecord, rehearsal('reportOnlyNotApplied')),
  ];

  it('show which policy would have stopped or prompted, never as a failure', async () => {
    const answer = await createWorld({ records }).ask('signins report-only');
    expect(linesOf(answer.card)).toHaveLength(2);
    expect(answer.text).toContain('Report-only: “Try compliant devices” would block');
    expect(answer.text).toContain('Report-only: “Try compliant devices” would prompt');
    expect(answer.text.toLowerCase()).not.toContain('fail');
  });

  it('go together with a verdict, a person and a policy', async () => {
    const world = createWorld({
      records,
      policies: [policy({ id: 'ca-try', displayName: 'Try compliant devices' })],
    });
    const line = 'signins for alice succeeded report-only policy "Try compliant devices"';
    const answer = await world.ask(line);
    expect(linesOf(answer.card)).toHaveLength(2);
    expect((await world.ask('signins failed report-only')).text).toContain('None was failed');
  });

  it('are not claimed absent where Graph hides policies', async () => {
    const hidden = [ago(1, signInRecord, { appliedConditionalAccessPolicies: undefined })];
    const { text } = await createWorld({ records: hidden }).ask('signins report-only');
    expect(text).toContain('grant the app Policy.Read.ConditionalAccess');
    expect(text).toContain('nobody can tell what a policy did');
  });
});

describe('signins: risk', () => {
  const risky = { riskLevelDuringSignIn: 'high', riskLevelAggregated: 'high', riskState: 'atRisk' };

  it('is asked of Graph and shown by level and state', async () => {
    const world = createWorld({ records: [ago(1, signInRecord, risky), ago(2, signInRecord)] });
    const answer = await world.ask('signins risky');
    expect(world.signIns.asked[0]?.query.risky).toBe(true);
    expect(linesOf(answer.card)).toHaveLength(1);
    expect(answer.text).toContain('High risk, at risk');
    expect(JSON.stringify(answer.card)).toContain('Entra ID P2: risk is shown');
  });

  it('is not claimed absent without the licence', async () => {
    const hidden = { riskLevelDuringSignIn: 'hidden', riskLevelAggregated: 'hidden' };
    const { text } = await createWorld({ records: [ago(1, signInRecord, hidden)] }).ask(
      'signins risky last 7d',
    );
    expect(text).toContain('needs Entra ID P2');
    expect(text).not.toContain('has arrived');
  });
});

describe('signins: words that contradict each other', () => {
  it('are told apart in one sentence', async () => {
    const world = createWorld();
    const { text } = await world.ask('signins blocked failed');
    expect(text).toContain('No sign-in is blocked and failed at once');
    expect(world.graphQuestions()).toBe(0);
  });
});

describe('signins: how late records come', () => {
  const lateness = {
    count: 213,
    p50Ms: 60_000,
    p95Ms: 4 * 60_000,
    worstMs: 38 * 60_000,
    newestAt: new Date('2026-11-22T12:03:00Z'),
  };

  it('is said as the watch measured it, with the newest record that it saw', async () => {
    const { text, card } = await createWorld({ records: [ago(9, signInRecord)], lateness }).ask(
      'signins',
    );
    expect(text).toContain('Lately records came within 4 minutes (measured on 213)');
    expect(text).toContain('The newest that the watch saw is 2 minutes old');
    expect(JSON.stringify(card)).toContain('the latest after 38 minutes');
  });

  it('is not said of a time that has long settled', async () => {
    const { text } = await createWorld({ lateness }).ask('signins from 2026-11-10 to 2026-11-12');
    expect(text).not.toContain('Lately');
    expect(text).not.toContain('The newest');
  });

  it('costs no answer when it can’t be read', async () => {
    const { AppError } = await import('../../src/errors.ts');
    const recent = () => Promise.reject(new AppError('store-failed', 'The store is away.'));
    const world = createWorld({ records: [ago(1, signInRecord)], deps: { lateness: { recent } } });
    expect((await world.ask('signins')).text).toContain('Records usually come within 15 minutes');
  });
});
