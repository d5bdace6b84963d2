import type { Render } from '../../src/cards/render.ts';
import { blockedRecord, policy } from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { createWorld } from '../commands/world.ts';

/** Finds of the compose box's searches, with and without a second line. */
export async function playCompose(render: Render): Promise<void> {
  const world = createWorld({
    records: [ago(1, blockedRecord)],
    policies: [policy()],
    parts: { render },
  });
  await world.search('signins', 'alice blocked');
  await world.search('policy', 'mfa');
  render('find', { title: 'Alice Example', text: '', ask: 'signins for alice' });
}
