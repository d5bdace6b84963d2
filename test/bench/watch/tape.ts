import { createRandom } from '../../../src/demo/tenant/random.ts';
import { atMinute } from '../../alerts/builders.ts';

/** A sign-in that was blocked, and when Graph first shows it. */
export interface TapeEvent {
  readonly id: string;
  readonly at: Date;
  readonly visibleAt: Date;
  /** Place in a list of people, to be taken modulo its length. */
  readonly person: number;
}

/** One share of the events, and how many minutes late they come. */
interface Lateness {
  readonly share: number;
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** As Microsoft describes the sign-in log, and as people measure it: minutes, sometimes hours, up to a day. */
const lateness: readonly Lateness[] = [
  { share: 0.9, fromMinutes: 2, toMinutes: 15 },
  { share: 0.08, fromMinutes: 15, toMinutes: 6 * 60 },
  { share: 0.02, fromMinutes: 6 * 60, toMinutes: 24 * 60 - 10 },
];

function latenessAt(random: () => number): number {
  let left = random();
  for (const { share, fromMinutes, toMinutes } of lateness) {
    if (left < share) return fromMinutes + (left / share) * (toMinutes - fromMinutes);
    left -= share;
  }
  return lateness[0]?.fromMinutes ?? 0;
}

/** Blocks spread over so many days from the tests' nine o'clock; same seed, same tape. */
export function writeTape(seed: number, days: number, eventsADay: number): TapeEvent[] {
  const random = createRandom(seed);
  return Array.from({ length: days * eventsADay }, (_, number) => {
    const minute = 2 + random() * (days * 24 * 60 - 2);
    return {
      id: `be9c0000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
      at: atMinute(minute),
      visibleAt: atMinute(minute + latenessAt(random)),
      person: Math.floor(random() * 1_000),
    };
  });
}
