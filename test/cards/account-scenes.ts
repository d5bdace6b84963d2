import type { Render } from '../../src/cards/render.ts';
import { noon, signInRecord } from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { alice, createWorld } from '../commands/world.ts';

const deleted = {
  id: 'a11ce000-0000-4000-8000-00000000dead',
  name: 'Dora Left',
  userPrincipalName: 'dora@contoso.example',
};

/** Questions that show every part of the cards about accounts. */
export async function playAccountScenes(render: Render): Promise<void> {
  const accounts = {
    profiles: [{ ...alice, enabled: true, createdAt: noon }],
    managers: { [alice.id]: { ...alice, name: 'Bob Boss' } },
    risks: { [alice.id]: { level: 'high', state: 'atRisk', updatedAt: noon } },
    roles: { [alice.id]: [{ id: 'role', name: 'Security Reader' }] },
    deleted: [{ ...deleted, deletedAt: noon }, deleted],
  };
  const records = [ago(5, signInRecord)];
  const { ask, send } = createWorld({ accounts, records, parts: { render } });
  await send({ ask: 'user alice', back: { ask: 'signins', page: 1 } });
  await ask('user dora');
}
