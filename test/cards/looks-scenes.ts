import type { Render } from '../../src/cards/render.ts';
import { alice, createWorld, tenantId } from '../commands/world.ts';
import { aLook } from '../look-builders.ts';
import { playSights } from './sight-scenes.ts';

/** The bot's own record: of one person, of the tenant on pages, refusals and failures, and nothing at all. */
export async function playLooks(render: Render): Promise<void> {
  await playSights(render);
  const world = createWorld({ level: 'admin', looksSelf: true, parts: { render } });
  await world.ask('who looked at alice today');
  const line = `signins for ${alice.id} blocked last 24h`;
  const looks = [
    aLook(-200, { line, people: [alice.id] }),
    aLook(-190, { line: 'signins', people: [], rows: 0 }),
    aLook(-180, { line: 'signin 66ea54eb', command: 'signin', people: [alice.id], rows: 1 }),
    aLook(-170, {
      ...{ line: 'case snooze case-1', command: 'case snooze', door: 'button', rows: undefined },
      ...{ people: [alice.id], reason: 'travelling until Friday' },
      where: { kind: 'channel', conversationId: '19:x' },
    }),
    aLook(-160, {
      ...{ line, people: [alice.id], rows: undefined },
      ...{
        outcome: 'refused',
        why: '“signins” is not for you yet: you hold no role that lets you ask.',
      },
      by: { id: 'mallory', name: 'Mallory [x](https://evil.example)', level: 'none' },
    }),
    aLook(-150, { line, people: [alice.id], outcome: 'failed', why: 'throttled', door: 'search' }),
    aLook(-140, { line: '', command: '', outcome: 'failed', why: 'not-understood' }),
    aLook(-130, { line: 'export accept', command: 'export accept', door: 'file', rows: 3_200 }),
  ];
  for (const look of looks) await world.looks.record.append(tenantId, look);
  await world.ask('who looked at alice last 7d');
  await world.ask('who looked');
  await world.send({ do: 'ask', ask: 'who looked', page: 2 });
}
