import type { Render } from '../../src/cards/render.ts';
import { lookNoticeView } from '../../src/tell-looks.ts';
import { blockedRecord, noon, signInRecord } from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { anna, bob, by, createSightedWorld } from '../commands/sight-world.ts';
import { alice, asker } from '../commands/world.ts';
import { holding, roles, traineeGroup } from '../fakes/sights.ts';

/** What a scope, a role and protected people leave out, the question for a reason, and what is told. */
export async function playSights(render: Render): Promise<void> {
  const records = [
    ago(1, blockedRecord, by(alice)),
    ago(2, signInRecord, by(bob)),
    ago(3, signInRecord, by(anna)),
  ];
  const given = { records, protectedPeople: [anna.id], parts: { render } };
  const reader = await createSightedWorld({ ...given, holdings: holding(roles.reportsReader) });
  await reader.ask('signins');
  await reader.ask('signins for anna');
  await reader.send({
    ...{ do: 'ask', ask: `signin ${idOf(3)}`, tab: 'location', page: 2 },
    until: noon.toISOString(),
    back: { ask: 'signins' },
  });
  await reader.ask('signins for anna because HR case 4711');
  await reader.ask('policies');
  await reader.ask('whoami');
  const trainee = await createSightedWorld({ ...given, holdings: holding(traineeGroup) });
  for (const line of ['signins', 'whoami', `user ${bob.id}`]) await trainee.ask(line);
  const notice = {
    id: 'one',
    at: noon,
    asker,
    person: anna,
    reason: 'HR case 4711',
    conversationId: '19:council',
  };
  render('look-notice', lookNoticeView(notice));
}
