import type { Exports } from '../../exports/exports.ts';
import type { Sights } from '../../ports/sights.ts';
import type { Glance } from './glance.ts';

const changed = 'What you may see has changed since this was read. Ask again, then type “export”.';

/** Files are looked at again when they are taken: they hold what the asker could see when she asked. */
export function sightedExports(exports: Exports, sights: Sights, glance: Glance): Exports {
  return {
    ...exports,
    start: (order, control) =>
      exports.start(
        {
          ...order,
          async stillMay(signal) {
            const now = await sights.of(order.asker, signal);
            return now.key === glance.sight.key ? undefined : changed;
          },
        },
        control,
      ),
  };
}
