import type { Random } from '../../src/demo/tenant/random.ts';
import { atMinute } from '../alerts/builders.ts';

/** A sign-in that ends as a block, and all that happens to its record before that. */
export interface TapeEvent {
  readonly id: string;
  readonly at: Date;
  /** When Graph first shows it. */
  readonly visibleAt: Date;
  /** Place in a list of people, to be taken modulo its length. */
  readonly person: number;
  /** `became-block`: shown as a prompt first; `moved`: its address changes. */
  readonly change?: { readonly what: 'became-block' | 'moved'; readonly at: Date };
}

/** Events happen for so long; then nothing but late records comes. */
export const eventMinutes = 4 * 60;
/** One that comes later than this is nobody's. */
const latestMinutes = 24 * 60;
/** Records that are later than the poll's overlap are the sweep's alone. */
export const lateMinutes = 60;

function latenessOf(random: Random, leewayMinutes: number): number {
  const kind = random();
  if (kind < 0.6) return random() * 15;
  if (kind < 0.8) return 15 + random() * 90;
  const latest = latestMinutes - leewayMinutes;
  return kind < 0.97 ? lateMinutes + random() * (latest - lateMinutes) : latest;
}

/** What is left of the day in which a record may come is when it may still change. */
function changeOf(random: Random, minute: number, late: number, leewayMinutes: number) {
  const kind = random();
  if (kind >= 0.35) return {};
  const left = latestMinutes - leewayMinutes - late;
  const at = atMinute(minute + late + random() * Math.min(left, 10 * 60));
  return { change: { what: kind < 0.2 ? ('became-block' as const) : ('moved' as const), at } };
}

/**
 * 30 to 45 sign-ins of a few people from the tests' nine o'clock on. `leewayMinutes`: how far a clock may
 * go wrong, which is taken off the lateness that a sweep can promise to find.
 */
export function writeTape(random: Random, leewayMinutes: number): TapeEvent[] {
  return Array.from({ length: 30 + Math.floor(random() * 16) }, (_, number) => {
    const minute = 2 + random() * (eventMinutes - 2);
    const late = latenessOf(random, leewayMinutes);
    return {
      id: `ca3b0000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
      at: atMinute(minute),
      visibleAt: atMinute(minute + late),
      person: Math.floor(random() * 6),
      ...changeOf(random, minute, late, leewayMinutes),
    };
  });
}
