import type { Render } from '../../src/cards/render.ts';
import type { InboundParts } from '../../src/inbound.ts';
import {
  appliedPolicy,
  blockedRecord,
  minutesAfter,
  noon,
  policy,
  signInRecord,
} from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { createWorld } from '../commands/world.ts';

const idOf = (number: number) =>
  `ca000000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;
const reportOnly = 'enabledForReportingButNotEnforced';
const rehearsal = policy({ id: idOf(20), displayName: 'Compliant devices', state: reportOnly });
const quiet = policy({ id: idOf(21), displayName: 'Quiet rehearsal', state: reportOnly });
const legacy = {
  ...policy({
    id: idOf(2),
    displayName: 'Block legacy authentication',
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  }),
  modifiedAt: new Date('2026-11-20T08:00:00Z'),
};
const policies = [
  legacy,
  rehearsal,
  quiet,
  { ...policy({ id: idOf(3), displayName: 'Undated' }), createdAt: undefined },
  policy({ id: idOf(4), displayName: 'Switched off', state: 'disabled' }),
  ...Array.from({ length: 11 }, (_, at) =>
    policy({ id: idOf(40 + at), displayName: `Many ${at}`, state: reportOnly }),
  ),
];

const would = (result: string) => ({
  appliedConditionalAccessPolicies: [appliedPolicy({ id: idOf(20), result })],
});
const records = [
  ago(1, blockedRecord),
  ago(2, signInRecord, would('reportOnlyFailure')),
  ago(3, signInRecord, { ...would('reportOnlyInterrupted'), userId: '' }),
  ago(24 * 60, signInRecord, would('reportOnlySuccess')),
];

/** Questions that show every part of the cards about policies. */
export async function playPolicyScenes(render: Render): Promise<void> {
  const parts: Partial<InboundParts> = { render };
  const { ask, send } = createWorld({ records, policies, parts });
  const back = { ask: 'policies', until: minutesAfter(noon, 5).toISOString(), page: 1 };
  await send({ ask: 'policy block legacy', back });
  for (const line of ['policy undated', 'policy switched off', 'policy compliant', 'policy many']) {
    await ask(line);
  }
  await ask('policies');
  await send({ do: 'ask', ask: 'policies', page: 2 });
  await ask('policies off');
  await send({ ask: 'would-block compliant', back });
  await ask('would-block quiet');
  await ask('would-block');
  await send({ do: 'ask', ask: 'would-block', page: 2 });
  await ask('would-block block legacy');
  const bare = createWorld({ parts });
  await bare.ask('policies on');
  await bare.ask('would-block');
}
