import type { Digest, DigestFacts, DigestTotals } from '../domain/digest.ts';
import type { TimeWindow } from '../domain/time-window.ts';

/** A digest as it was made, to be sent as it is. */
export interface KeptDigest {
  /** The day on which it is sent, in its zone: `2026-11-23`. */
  readonly day: string;
  readonly madeAt: Date;
  readonly digest: Digest;
}

/** What digests are made of. Failures are `AppError`s (`store-failed`). */
export interface Digests {
  /** What happened in that time, both ends included, and what is open now. */
  facts(tenantId: string, window: TimeWindow): Promise<DigestFacts>;
  /** What can be compared of another time. */
  totals(tenantId: string, window: TimeWindow): Promise<DigestTotals>;
  /** The day of the last digest made. */
  lastDay(tenantId: string): Promise<string | undefined>;
}

/** Digests inside a transaction of `AlertStore.write`. */
export interface DigestWriter {
  /** True for the first of its day; a second one is not kept. */
  saveDigest(kept: KeptDigest): Promise<boolean>;
  /** Asks for the digest of that day to be posted there; it must be kept already. Asked twice, it is posted once. */
  enqueueDigest(day: string, conversationId: string, dueAt: Date): Promise<void>;
  /** Asks for the line that tells how much waited there until then, once for each such end: it goes before the cards. */
  enqueueQuietEnd(until: Date, conversationId: string): Promise<void>;
}

/**
 * Looks back on a day of the asker's zone and gives the data of the card `digest`, of what `through` leaves of it.
 * Rejects when the store fails.
 */
export type DrawDigest = (
  day: 'today' | 'yesterday',
  timeZone: string,
  through?: (digest: Digest) => Promise<Digest>,
) => Promise<object>;
