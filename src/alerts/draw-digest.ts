import type { PortalLinks } from '../domain/portal-links.ts';
import { dayOf, daysAfter, endOfDay, knownZone, startOfDay } from '../domain/zoned-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DrawDigest } from '../ports/digests.ts';
import { digestView } from './digest-view.ts';
import { type LookBackParts, lookBack } from './look-back.ts';

interface Parts extends LookBackParts {
  readonly portal: Pick<PortalLinks, 'signIns'>;
  readonly clock: Clock;
}

/** Looks back for whoever asks, by the days of her zone; nothing of it is kept. */
export function createDigestDrawing({ portal, clock, ...parts }: Parts): DrawDigest {
  return async (day, timeZone, through = async (whole) => whole) => {
    const zone = knownZone(timeZone);
    const now = clock.now();
    const isSoFar = day === 'today';
    const asked = daysAfter(dayOf(now, zone), isSoFar ? 0 : -1);
    const to = isSoFar ? now : endOfDay(asked, zone);
    const window = { from: startOfDay(asked, zone), to };
    const digest = await lookBack(parts, { window, zone, isSoFar });
    return digestView(await through(digest), portal.signIns);
  };
}
