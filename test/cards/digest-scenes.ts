import type { Render } from '../../src/cards/render.ts';
import { aBusyDay } from '../alerts/a-morning.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld } from '../commands/world.ts';

const hour = 60;
const at = (minute: number) => minutesAfter(noon, minute);

/** A busy day that can be compared, one that was read in part, and one without anything. */
export async function playDigests(render: Render): Promise<void> {
  const whole = { spans: [{ from: at(-40 * 24 * hour), to: at(4) }] };
  const torn = {
    spans: [
      { from: at(-33 * hour), to: at(-30 * hour) },
      { from: at(-29 * hour), to: at(4) },
    ],
  };
  for (const [line, given] of [
    ['digest', { digest: aBusyDay, coverage: whole }],
    ['digest yesterday', { digest: aBusyDay, coverage: torn }],
    ['digest', { coverage: whole }],
  ] as const) {
    await createWorld({ ...given, parts: { render } }).ask(line);
  }
}
