import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import {
  appliedPolicy,
  blockedRecord,
  minutesAfter,
  noon,
  policy,
  promptedRecord,
  signInRecord,
} from '../builders.ts';
import { ago, idOf } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { alice, createWorld } from './world.ts';

const legacyId = 'ca000000-0000-4000-8000-000000000002';
const groupId = 'ee000000-0000-4000-8000-000000000001';
const legacy = policy({
  id: legacyId,
  displayName: 'Block legacy authentication',
  conditions: {
    clientAppTypes: ['exchangeActiveSync', 'other'],
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'], excludeUsers: [alice.id] },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
});

const tabTitles = [
  'Basic info',
  'Location',
  'Device info',
  'Authentication details',
  'Conditional access',
  'Report-only',
  'Additional details',
];

const titlesOf = ({ card }: Outgoing) => buttonsOf(card).map(({ title }) => title);

describe('signin', () => {
  it('opens with the verdict, the policy that decided and what to do next', async () => {
    const world = createWorld({ records: [ago(1, blockedRecord)], policies: [legacy] });
    const { text } = await world.ask(`signin ${idOf(1)}`);
    const [headline] = text.split('\n');
    expect(headline).toContain('blocked by Block legacy authentication');
    for (const words of [
      ...['Alice Example → Office 365 Exchange Online', 'alice@contoso.example'],
      ...['2026-11-22 11:59 UTC', 'Next: '],
    ]) {
      expect(text).toContain(words);
    }
  });

  it('has the portal’s seven tabs, by their exact titles and in their order', async () => {
    const world = createWorld({ records: [ago(1, blockedRecord)], policies: [legacy] });
    const answer = await world.ask(`signin ${idOf(1)}`);
    expect(titlesOf(answer).filter((title) => tabTitles.includes(title))).toEqual(tabTitles);
  });

  it.each([
    ['Basic info', idOf(1)],
    ['Location', 'Philadelphia'],
    ['Device info', 'LAPTOP-ALICE'],
    ['Conditional access', 'Block legacy authentication'],
    ['Report-only', 'Try compliant devices'],
    ['Additional details', 'Risk level during sign-in'],
  ])('switches to %s in place, without asking Graph again', async (title, words) => {
    const reportOnly = appliedPolicy({
      id: 'ca-9',
      displayName: 'Try compliant devices',
      result: 'reportOnlyFailure',
    });
    const records = [
      ago(1, blockedRecord, {
        appliedConditionalAccessPolicies: [
          ...[blockedRecord().appliedConditionalAccessPolicies].flat(),
          reportOnly,
        ],
      }),
    ];
    const world = createWorld({ records, policies: [legacy] });
    const first = await world.ask(`signin ${idOf(1)}`);
    const questions = world.graphQuestions();
    const answer = await world.press(first, title);
    expect(answer.mode).toBe('replace');
    expect(answer.text.split('\n')).toContain(title);
    expect(answer.text).toContain(words);
    expect(world.graphQuestions()).toBe(questions);
  });

  it('shows each step of the authentication', async () => {
    const authenticationDetails = [
      {
        authenticationStepDateTime: noon.toISOString(),
        authenticationMethod: 'Password',
        authenticationMethodDetail: 'Password Hash Sync',
        succeeded: true,
        authenticationStepResultDetail: 'Correct password',
      },
    ];
    const world = createWorld({ records: [ago(1, signInRecord, { authenticationDetails })] });
    const first = await world.ask(`signin ${idOf(1)}`);
    expect((await world.press(first, 'Authentication details')).text).toContain('Correct password');
  });

  it('opens what a policy demands from its tab, and comes back to that tab', async () => {
    const world = createWorld({ records: [ago(1, blockedRecord)], policies: [legacy] });
    const tab = await world.press(await world.ask(`signin ${idOf(1)}`), 'Conditional access');
    const line = buttonsOf(tab.card).find(({ data }) => data.ask === `policy ${legacyId}`);
    const opened = await world.send(line?.data ?? {});
    expect(opened.mode).toBe('replace');
    expect(opened.text).toContain('Client apps: Exchange ActiveSync or other (legacy) clients');
    const back = await world.press(opened, 'Back');
    expect(back.text).toBe(tab.text);
  });

  it('keeps the way back to the list through tabs and policies', async () => {
    const world = createWorld({ records: [ago(1, blockedRecord)], policies: [legacy] });
    const list = await world.ask('signins for alice');
    const opened = await world.press(list, 'blocked by');
    const tab = await world.press(opened, 'Conditional access');
    expect((await world.press(tab, 'Back')).text).toBe(list.text);
    const line = buttonsOf(tab.card).find(({ data }) => data.ask === `policy ${legacyId}`);
    const again = await world.press(await world.send(line?.data ?? {}), 'Back');
    expect((await world.press(again, 'Back')).text).toBe(list.text);
  });

  it('reads the record anew when it is asked for anew', async () => {
    const world = createWorld({ records: [ago(1, signInRecord)] });
    await world.ask(`signin ${idOf(1)}`);
    await world.ask(`signin ${idOf(1)}`);
    expect(world.signIns.found).toEqual([idOf(1), idOf(1)]);
  });
});

describe('signin: verdict and why', () => {
  it('says of a prompt what became of its attempt', async () => {
    const shared = { correlationId: 'c0000000-0000-4000-8000-00000000ffff' };
    const records = [ago(3, promptedRecord, shared), ago(2, signInRecord, shared)];
    const { text } = await createWorld({ records }).ask(`signin ${idOf(3)}`);
    expect(text.split('\n')[0]).toContain('interrupted, then completed');
    const alone = await createWorld({ records: records.slice(0, 1) }).ask(`signin ${idOf(3)}`);
    expect(alone.text.split('\n')[0]).toContain('interrupted, not completed');
  });

  it('calls what a policy matched on by its name, not by its id', async () => {
    const applied = appliedPolicy({
      id: legacyId,
      displayName: 'Block a group',
      enforcedGrantControls: ['Block'],
      result: 'failure',
      conditionsSatisfied: 'application,users',
      includeRulesSatisfied: [{ conditionalAccessCondition: 'users', ruleSatisfied: 'groupId' }],
    });
    const ofGroup = policy({
      id: legacyId,
      displayName: 'Block a group',
      conditions: {
        clientAppTypes: ['all'],
        applications: { includeApplications: ['All'] },
        users: { includeGroups: [groupId] },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    });
    const world = createWorld({
      records: [ago(1, blockedRecord, { appliedConditionalAccessPolicies: [applied] })],
      policies: [ofGroup],
      people: [alice, { id: groupId, name: 'Contractors', userPrincipalName: '' }],
    });
    const { text } = await world.ask(`signin ${idOf(1)}`);
    expect(text).toContain('Contractors');
    expect(text).not.toContain(groupId);
  });

  it('answers without the policies when they may not be read, and names the permission', async () => {
    const world = createWorld({ records: [ago(1, blockedRecord)] });
    world.policies.fails = new AppError('permission-missing', 'Graph refused the policies.', {
      hint: 'Grant Policy.Read.ConditionalAccess.',
    });
    const { text } = await world.ask(`signin ${idOf(1)}`);
    expect(text).toContain('blocked by Block legacy authentication');
    expect(text).toContain('Policy.Read.ConditionalAccess');
  });

  it('asks for no policy when none decided', async () => {
    const world = createWorld({ records: [ago(1, signInRecord)] });
    await world.ask(`signin ${idOf(1)}`);
    expect(world.policies.asked).toBe(0);
  });

  it('links the error code, and nothing where there was no error', async () => {
    const linksOf = (answer: Outgoing) =>
      answer.text.split('\n').filter((line) => /https:/.test(line));
    const world = createWorld({ records: [ago(1, blockedRecord), ago(2, signInRecord)] });
    expect(linksOf(await world.ask(`signin ${idOf(1)}`)).join()).toContain('code=53003');
    expect(linksOf(await world.ask(`signin ${idOf(2)}`)).join()).not.toContain('code=');
  });
});

describe('signin: which', () => {
  it('is unknown for an id that Graph does not have, with the reasons it may not', async () => {
    const { text } = await createWorld().ask(`signin ${idOf(404)}`);
    expect(text).toContain(`no sign-in with the request id “${idOf(404)}”`);
    expect(text).toContain('30 days');
    expect(text).toContain('may not have arrived');
  });

  it('is asked for when no id was typed, and nothing is read', async () => {
    const world = createWorld();
    expect((await world.ask('signin')).text).toContain('request id');
    expect(world.graphQuestions()).toBe(0);
  });

  it('shows the first tab when a button names one that is not there', async () => {
    const world = createWorld({ records: [ago(1, signInRecord)] });
    const { text } = await world.send({ do: 'ask', ask: `signin ${idOf(1)}`, tab: 'nonsense' });
    expect(text.split('\n')).toContain('Basic info');
  });

  it('fits into a card however much the record holds', async () => {
    const long = 'A policy with a name that goes on and on '.repeat(8);
    const applied = Array.from({ length: 40 }, (_, at) =>
      appliedPolicy({ id: `ca-${at}`, displayName: `${at} ${long}`, result: 'failure' }),
    );
    const records = [ago(1, blockedRecord, { appliedConditionalAccessPolicies: applied })];
    const world = createWorld({ records });
    const answer = await world.send({
      do: 'ask',
      ask: `signin ${idOf(1)}`,
      tab: 'conditional-access',
      back: { ask: `signins app "${'x'.repeat(120)}"`, until: minutesAfter(noon, 1).toISOString() },
    });
    expect(answer.text).toContain('more are not shown here');
    expect(JSON.stringify(answer.card).length * 2).toBeLessThanOrEqual(25 * 1024);
  });
});
