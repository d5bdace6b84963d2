import { alertView } from '../../src/alerts/view.ts';
import { createRenderer, type Render } from '../../src/cards/render.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Person } from '../../src/domain/person.ts';
import { AppError } from '../../src/errors.ts';
import { atMinute, theCase } from '../alerts/builders.ts';
import {
  appliedPolicy,
  blockedRecord,
  noon,
  policy,
  promptedRecord,
  signInRecord,
} from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { alice, channel, createWorld } from '../commands/world.ts';
import { playAccountScenes } from './account-scenes.ts';
import { playActivity } from './activity-scenes.ts';
import { aroundScene, auditingCase, changeCase, rehearsalCase } from './around-scene.ts';
import { playAuditScenes } from './audit-scenes.ts';
import { changesScenes } from './changes-scene.ts';
import { playCompose } from './compose-scenes.ts';
import { playCoverage } from './coverage-scenes.ts';
import { playDigests } from './digest-scenes.ts';
import { playExports } from './export-scenes.ts';
import { playLooks } from './looks-scenes.ts';
import { manyScene } from './many-scene.ts';
import { playPolicyScenes } from './policy-scenes.ts';
import { playRouting } from './routing-scenes.ts';
import { playRules } from './rules-scenes.ts';
import { playSearches, playSpentDay } from './search-scenes.ts';
import { playSnoozes } from './snooze-scenes.ts';
import { playTrials } from './trial-scenes.ts';

/** Data that a card was drawn with. */
export interface Scene {
  readonly card: string;
  readonly data: object;
}

const tabs = ['basic', 'location', 'device', 'authentication', 'conditional-access', 'report-only'];

const legacy = policy({
  id: 'ca000000-0000-4000-8000-000000000002',
  displayName: 'Block legacy authentication',
  modifiedDateTime: '2026-11-20T08:00:00Z',
  conditions: {
    clientAppTypes: ['exchangeActiveSync', 'other'],
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'], excludeUsers: [alice.id] },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
});
const policies = [
  policy(),
  { ...legacy, modifiedAt: new Date('2026-11-20T08:00:00Z') },
  policy({ id: 'ca000000-0000-4000-8000-000000000003', displayName: 'Require MFA for admins' }),
];

const blocked = ago(2, blockedRecord, {
  authenticationDetails: [
    {
      authenticationStepDateTime: noon.toISOString(),
      authenticationMethod: 'Password',
      authenticationMethodDetail: 'Password Hash Sync',
      succeeded: true,
      authenticationStepResultDetail: 'Correct password',
      authenticationStepRequirement: 'Primary authentication',
    },
  ],
  appliedConditionalAccessPolicies: [
    ...[blockedRecord().appliedConditionalAccessPolicies].flat(),
    appliedPolicy({ displayName: 'Try compliant devices', result: 'reportOnlyFailure' }),
    appliedPolicy({ displayName: 'For guests', result: 'notApplied' }),
    appliedPolicy({ id: undefined, displayName: 'Without an id' }),
    ...Array.from({ length: 12 }, (_, at) =>
      appliedPolicy({ id: idOf(40 + at), displayName: `One of many: ${at + 1}` }),
    ),
  ],
});
const workload = ago(9, signInRecord, {
  userId: '',
  userDisplayName: '',
  userPrincipalName: '',
  servicePrincipalId: '5e000000-0000-4000-8000-000000000001',
  servicePrincipalName: 'Nightly backup',
  signInEventTypes: ['servicePrincipal'],
});
const wrongPassword = { status: { errorCode: 50126, failureReason: 'Invalid password.' } };
const records = [
  ago(1, signInRecord),
  blocked,
  ago(3, promptedRecord),
  ago(4, signInRecord, wrongPassword),
  workload,
  ...Array.from({ length: 12 }, (_, at) => ago(at + 10, signInRecord)),
];

const maria = (number: number, more: Partial<Person> = {}): Person => ({
  id: idOf(number),
  name: 'Maria Garcia',
  userPrincipalName: `maria${number}@contoso.example`,
  ...more,
});
const people = [
  alice,
  maria(71, { jobTitle: 'Buyer', department: 'Sales' }),
  maria(72, { guest: true }),
];

const by = { id: 'olga', name: 'Olga Operator' };
const cases: readonly Case[] = [
  theCase(),
  theCase({
    id: 'case-2',
    key: 'key-2',
    state: 'claimed',
    owner: by,
    policy: undefined,
    user: { name: 'Bob Builder' },
    count: 14,
    lastAt: atMinute(30),
    latest: { ...theCase().latest, place: 'Oslo, NO', device: 'PHONE-BOB' },
    history: [{ at: atMinute(31), by, what: 'claimed' }],
  }),
  theCase({
    state: 'snoozed',
    snoozedUntil: atMinute(6_000),
    history: [
      { at: atMinute(40), by, what: 'snoozed', note: 'travelling', until: atMinute(6_000) },
    ],
  }),
  theCase({
    state: 'resolved',
    history: [{ at: atMinute(50), by, what: 'resolved', note: 'expected' }],
  }),
  theCase({
    id: 'case-5',
    key: 'key-5',
    silence: { id: 'silence-1', until: atMinute(6_000), by: by.name, reason: 'our VPN' },
    history: [
      ...Array.from({ length: 6 }, (_, at) => ({
        at: atMinute(40 + at),
        by,
        what: 'assigned' as const,
        note: 'Bob Builder',
      })),
      { at: atMinute(50), by, what: 'silenced', note: 'our VPN', until: atMinute(6_000) },
    ],
  }),
];

/** Sign-ins over two days to many apps, looked at instead of read. */
async function playSummaries(render: Render): Promise<void> {
  const spread = Array.from({ length: 12 }, (_, at) =>
    ago(at * 240 + 1, at % 3 === 0 ? blockedRecord : signInRecord, {
      appDisplayName: `App ${at + 1}`,
    }),
  );
  const lateness = {
    count: 213,
    p50Ms: 60_000,
    p95Ms: 4 * 60_000,
    worstMs: 38 * 60_000,
    newestAt: noon,
  };
  const { ask } = createWorld({ records: spread, lateness, parts: { render } });
  for (const line of [
    ...['signins by hour last 8h', 'signins by hour last 49h', 'signins by app last 3d'],
    ...['signins blocked by policy last 3d', 'signins by verdict', 'signins by day from Norway'],
    'signins by policy',
  ]) {
    await ask(line);
  }
  const risky = { riskLevelDuringSignIn: 'high', riskState: 'atRisk' };
  await createWorld({ records: [ago(2, signInRecord, risky)], parts: { render } }).ask(
    'signins risky client browser',
  );
}

/** Questions that together show every part of every card, with the data that each card was drawn with. */
export async function playScenes(templates: ReadonlyMap<string, object>): Promise<Scene[]> {
  const scenes: Scene[] = [];
  const draw = createRenderer(templates);
  const render: Render = (card, data, smaller = []) => {
    let drawn = data;
    function* noted() {
      for (const less of smaller) {
        drawn = less;
        yield less;
      }
    }
    const answer = draw(card, data, noted());
    scenes.push({ card, data: drawn });
    return answer;
  };
  const open = cases.slice(0, 2);
  const world = createWorld({
    level: 'admin',
    records,
    policies,
    people,
    cases: open,
    parts: { render },
  });
  const { ask, send } = world;
  const back = { ask: 'signins', until: '2026-11-22T12:05:00Z', page: 2 };

  await send({ do: 'ask', ask: 'signins last 2h all', page: 2 });
  await ask(`signins for ${alice.id} interrupted`);
  await ask('signins ip 192.0.2.1');
  await playSummaries(render);
  for (const tab of [...tabs, 'additional']) await send({ ask: `signin ${idOf(2)}`, tab, back });
  await ask(`signin ${idOf(9)}`);
  world.policies.fails = new AppError('permission-missing', 'Graph refused the policies.', {
    hint: 'Grant the app Policy.Read.ConditionalAccess.',
  });
  await ask(`signin ${idOf(2)}`);
  await ask('policy block legacy');
  delete world.policies.fails;
  await send({ ask: 'policy block legacy', back });
  await ask('policy require mfa for everyone');
  await ask('policy require');
  await ask('policy atlantis');
  await ask('signins for maria');
  await ask('signins for marja garcja');
  await ask('alerts');
  await ask('alerts here');
  await ask('alerts off');
  await ask('alerts rules');
  await ask('alerts here');
  for (const [key, known] of world.subscriptions.kept) {
    const dead = { at: noon, reason: 'the bot was removed from the team' };
    world.subscriptions.kept.set(key, { ...known, dead });
  }
  await ask('alerts');
  await ask('saved');
  await ask('signins for alice blokced');
  await ask('signins');
  for (let at = 1; at <= 14; at += 1) await ask(`save as morning-check ${at}`);
  await send({ ask: 'saved', page: 2 });
  await ask('help');
  await ask('help sign-ins');
  await ask('help sings');
  await ask('help signins');
  await ask('whoami');
  await ask('sigins');
  world.signIns.fails = new AppError('throttled', 'Graph is busy.', {
    hint: 'Wait a minute.',
    retryable: true,
  });
  await ask('signins ip 192.0.2.9');
  world.signIns.fails = new Error('a bug');
  await send({ ask: 'signins ip 192.0.2.9' });

  const reason = new AppError('access-unknown', 'Your role could not be checked.');
  const stranger = createWorld({
    parts: { render, access: { levelOf: () => Promise.reject(reason) } },
  });
  for (const line of ['signins', 'whoami', 'help']) await stranger.ask(line);
  const many = Array.from({ length: 9 }, (_, at) =>
    theCase({ id: `case-${at}`, key: `key-${at}` }),
  );
  await createWorld({ cases: many, parts: { render } }).ask('alerts');
  await stranger.join(channel);
  await createWorld({ parts: { render } }).ask('alerts here');

  const links = {
    signIns: () => 'https://entra.microsoft.com/#view/sign-ins',
    directoryAudits: () => 'https://entra.microsoft.com/#view/audits',
    auditSearch: () => 'https://purview.microsoft.com/audit',
  };
  for (const one of cases) {
    const note = one.state === 'resolved' ? 'This case is already resolved by Olga Operator.' : '';
    render('alert', { ...alertView(one, links, noon), note });
  }
  render('alert', { ...manyScene(links), note: '' });
  const others = [changeCase, auditingCase, rehearsalCase];
  for (const one of others) render('alert', { ...alertView(one, links, noon), note: '' });
  await createWorld({ cases: others, parts: { render } }).ask('alerts');
  for (const view of [aroundScene(links), ...changesScenes(links)]) {
    render('alert', { ...view, note: '' });
  }
  playRouting(render, links);
  await playCompose(render);
  await playPolicyScenes(render);
  await playAccountScenes(render);
  await playAuditScenes(render);
  playExports(render);
  playActivity(render);
  await playSearches(render);
  await playCoverage(render);
  await playDigests(render);
  await playRules(render);
  await playTrials(render);
  await playSnoozes(render);
  await playLooks(render);
  await playSpentDay(render);
  return scenes;
}
