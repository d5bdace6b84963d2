import { clockWords, knownZone } from '../../domain/zoned-time.ts';

/** An instant as clocks of the asker show it: `2026-11-27 18:00 (Europe/Oslo)`. */
export function timeWords(at: Date, timeZone: string): string {
  const zone = knownZone(timeZone);
  return `${clockWords(at, zone)} (${zone})`;
}
