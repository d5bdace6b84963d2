import { type SeenOutcome, seenOutcomes } from '../ports/alert-store.ts';
import type { Detected } from './detect.ts';

/** What a read brought that was not known: new records, and known ones that turned out worse. */
export interface News {
  readonly fresh: readonly Detected[];
  /** Seen before with a lesser outcome: a prompt that became a block. */
  readonly raised: readonly Detected[];
  /** Seen before with this outcome: what they say beside may have changed. */
  readonly again: readonly Detected[];
}

const rank = (outcome: SeenOutcome): number => seenOutcomes.indexOf(outcome);

/**
 * Drops what was seen before with the same or a worse outcome. A record that occurs more than once in
 * the read counts once, with its worst outcome.
 */
export function dedupe(
  detected: readonly Detected[],
  known: ReadonlyMap<string, SeenOutcome>,
): News {
  const worst = new Map<string, Detected>();
  for (const record of detected) {
    const other = worst.get(record.id);
    if (other === undefined || rank(record.outcome) > rank(other.outcome)) {
      worst.set(record.id, record);
    }
  }
  const fresh: Detected[] = [];
  const raised: Detected[] = [];
  const again: Detected[] = [];
  for (const record of worst.values()) {
    const before = known.get(record.id);
    if (before === undefined) fresh.push(record);
    else if (rank(record.outcome) > rank(before)) raised.push(record);
    else if (record.outcome === before) again.push(record);
  }
  return { fresh, raised, again };
}
