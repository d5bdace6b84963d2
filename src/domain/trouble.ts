/** What can be wrong with the watch itself. */
export const troubleKinds = [
  'permission-lost',
  'credentials-refused',
  'reads-failing',
  'behind',
  'gap',
  'sweep-late',
  'gone-silent',
  'dead-channel',
  'delivery-stuck',
  'rules-refused',
  'unknown-route',
  'unreached-escalation',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** Something that is wrong with the watch now. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** Which one, where a kind can occur more than once at a time; else ''. */
  readonly subject: string;
  /** What is wrong, the same for as long as it lasts. */
  readonly sentence: string;
  readonly nextStep: string;
}

/** A trouble with its story. */
export interface KnownTrouble extends Trouble {
  readonly id: string;
  readonly since: Date;
  /** Absent: it is still there. */
  readonly endedAt?: Date;
  /** Counts what was changed about it, from 1: whoever shows an older one is out of date. */
  readonly revision: number;
}

/** Kinds with which the bot does not do its work, whatever else runs. */
export const disabling: ReadonlySet<TroubleKind> = new Set([
  'permission-lost',
  'credentials-refused',
  'reads-failing',
  'behind',
]);
