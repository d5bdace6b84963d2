import type { Render } from '../../src/cards/render.ts';
import { alice } from '../../src/demo/tenant/identities.ts';
import { openAuditing } from '../commands/auditing/auditing-world.ts';

/** Whether auditing is on, what would be changed, changes on their way, made, refused and taken back. */
export async function playAuditing(render: Render): Promise<void> {
  const world = await openAuditing({ crowd: 600, requestsIn10Seconds: 1_000, render });
  const { exchange } = world.tenant;
  exchange.change({ auditDisabled: true, isDehydrated: true });
  exchange.setIngestion(false);
  await world.ask('audit changes');
  await world.ask('audit status');
  await world.ask('audit enable');
  await world.scan();
  await world.ask('audit status');
  await world.press(await world.ask('audit mailboxes outdated'), 'More');
  await world.ask('audit mailboxes bypass');
  const plan = await world.ask('audit enable');
  await world.press(await world.press(plan, 'Switch on…'), 'Yes, make');
  await world.pass(240);
  await world.ask('audit status');
  await world.ask('audit changes 1-3');
  const changed = await world.auditing.change(
    [alice.id, 'c0ffee00-7e57-4000-8000-000000000001', 'nobody', 'no-one'].map((id) => ({
      change: { kind: 'mailbox', subject: { id, name: id }, on: false },
    })),
    { id: 'x', name: 'Xenia' },
  );
  await world.pass(20);
  await world.ask(`audit changes ${changed.first}-${changed.last}`);
  await world.press(await world.ask('audit changes'), 'Older');
  await world.ask('audit undo 2-3');
  await world.ask('audit enable for conan');
  await world.close();

  const asked = await openAuditing({ access: 'off', level: 'reader', render });
  await asked.ask('audit status');
  asked.standing.level = 'admin';
  await asked.ask('audit enable');
  await asked.close();
}
