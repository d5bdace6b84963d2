import type { Render } from '../../src/cards/render.ts';
import { aSilence, theCase } from '../alerts/builders.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld, tenantId } from '../commands/world.ts';

/** Snoozes: none, one, pages of them, and the second step of what reaches far. */
export async function playSnoozes(render: Render): Promise<void> {
  const cases = [theCase({ tenantId, lastAt: noon })];
  const world = createWorld({ level: 'operator', cases, parts: { render } });
  await world.ask('snoozes');
  await world.ask('snooze rule ca-block for 2d because the scanners are being replaced');
  await world.ask('snooze alice until friday because travelling');
  for (let day = 2; day <= 14; day += 1) {
    const until = minutesAfter(noon, day * 1_440);
    world.silencing.kept.push({
      ...aSilence,
      id: `silence-${day}`,
      from: noon,
      until,
      heldBack: day,
    });
  }
  await world.send({ do: 'ask', ask: 'snoozes', page: 2 });
  world.standing.level = 'reader';
  await world.ask('snoozes');
}
