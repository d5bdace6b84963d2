import type { Case } from '../domain/case.ts';
import type { Silence } from '../domain/silence.ts';

/** A silence with what it has done. */
export interface KeptSilence extends Silence {
  /** Findings that it held back so far. */
  readonly heldBack: number;
}

/** Silences inside a transaction of `AlertStore.write`. */
export interface SilenceWriter {
  findSilence(id: string): Promise<KeptSilence | undefined>;
  /** Those whose planned end is after that time, ended ones too: oldest first. */
  silencesUntilAfter(time: Date): Promise<KeptSilence[]>;
  /** Inserts or replaces; what it held back stays counted. */
  saveSilence(silence: Silence): Promise<void>;
  noteHeldBack(id: string, findings: number): Promise<void>;
  /** Every case that is not resolved. */
  everyUnresolvedCase(): Promise<Case[]>;
  /** Unresolved cases that a silence holds back which is over at `now`. */
  casesToUnsilence(now: Date): Promise<Case[]>;
}

/** Silences, for whoever lists them. */
export interface Silences {
  find(tenantId: string, id: string): Promise<KeptSilence | undefined>;
  /** In force at `now` or to begin later; the one that ends first comes first. */
  current(tenantId: string, now: Date): Promise<KeptSilence[]>;
}
