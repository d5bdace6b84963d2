import type { Render } from '../../src/cards/render.ts';
import { AppError } from '../../src/errors.ts';
import { bob, changed, olga, target, targetUser } from '../audit-builders.ts';
import { policyRecord, signInRecord } from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { aliceUser, auditAgo, auditId, auditWorld, by } from '../commands/audit-world.ts';
import { playAuditing } from './auditing-scenes.ts';

const byAlice = by(aliceUser, { ipAddress: '203.0.113.7' });
const entries = [
  auditAgo(1, {
    ...byAlice,
    additionalDetails: [
      { key: 'Justification', value: 'ticket 4711' },
      { key: 'User-Agent', value: 'EvoSTS' },
    ],
  }),
  auditAgo(2, { result: 'failure', resultReason: 'InsufficientRights' }),
  auditAgo(3, {
    ...byAlice,
    category: 'Policy',
    activityDisplayName: 'Update conditional access policy',
    targetResources: [
      target('Policy', 'Block legacy authentication', [
        changed('ConditionalAccessPolicy', policyRecord(), policyRecord({ state: 'disabled' })),
      ]),
    ],
  }),
  auditAgo(4, {
    category: 'RoleManagement',
    activityDisplayName: 'Add member to role completed (PIM activation)',
    ...byAlice,
    targetResources: [
      target('Role', 'Security Reader'),
      target('Request', null, [], { id: idOf(4) }),
      targetUser(aliceUser),
      target('Directory', 'Contoso', [], { id: idOf(5) }),
      target('Other', null, [], { id: idOf(6) }),
    ],
  }),
  auditAgo(5, {
    correlationId: null,
    initiatedBy: {
      app: null,
      user: { ...olga, id: null, displayName: null, userPrincipalName: null },
    },
    targetResources: [],
  }),
  auditAgo(6, {
    targetResources: Array.from({ length: 12 }, (_, at) =>
      targetUser(
        { ...bob, displayName: `Bob ${at}` },
        Array.from({ length: 9 }, (_, field) => changed(`Field ${field}`, ['old'], ['new'])),
      ),
    ),
  }),
  ...Array.from({ length: 8 }, (_, at) => auditAgo(10 + at)),
];

/** Questions that show every part of the cards about directory audits. */
export async function playAuditScenes(render: Render): Promise<void> {
  const world = auditWorld({
    audits: entries,
    records: [ago(3, signInRecord)],
    parts: { render },
  });
  const { ask, send } = world;
  const back = { ask: 'audits', until: '2026-11-22T12:05:00Z', page: 1 };
  await ask('audits');
  await send({ do: 'ask', ask: 'audits', page: 2 });
  await ask('audits for alice failed last 30d');
  await ask('audits by nobody');
  await send({ ask: `audit ${auditId(1)}`, back });
  for (const number of [2, 3, 4, 5, 6]) await ask(`audit ${auditId(number)}`);
  world.signIns.fails = new AppError('licence-missing', 'Sign-in logs need Entra ID P1 or P2.');
  await ask(`audit ${auditId(1)}`);
  await playAuditing(render);
}
