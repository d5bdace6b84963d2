import type { AuditFinding, AuditScan, FindingKind } from '../domain/auditing/audit-scan.ts';
import type { KeptChange } from '../domain/auditing/kept-change.ts';
import type { LogEvidence } from '../domain/auditing/log-evidence.ts';
import type { AuditSwitches } from './audit-switches.ts';
import type { Followed, WantedChange } from './audit-work.ts';
import type { Asker, CardPlace } from './chat.ts';

/** A card that is to be kept up to date. */
export interface FollowingCard {
  readonly place: CardPlace;
  readonly asker: Asker;
  /** IANA name. */
  readonly timeZone: string;
  /** Asks what the card shows, and changes nothing. */
  readonly line: string;
  /** As of when the line is to be read. */
  readonly askedAt: Date;
}

/** A range of changes, both ends included. */
export interface ChangeRange {
  readonly first: number;
  readonly last: number;
}

/** Auditing as commands see it: what stands, what is looked through, what was changed. */
export interface Auditing {
  /** Only the questions; changes go by `change`, which keeps them. */
  readonly exchange: Omit<AuditSwitches, 'apply'>;
  /**
   * What the log itself shows of being on, asked of Graph alone and remembered for some minutes; `anew` asks now.
   * Never rejects.
   */
  evidence(signal: AbortSignal, anew?: boolean): Promise<LogEvidence>;
  /** The newest reading of all mailboxes. */
  scan(): Promise<AuditScan | undefined>;
  /** Begins one, or gives the one that runs. */
  beginScan(): Promise<AuditScan>;
  findings(
    scan: AuditScan,
    kind: FindingKind,
    range: { readonly after: number; readonly limit: number },
  ): Promise<readonly AuditFinding[]>;
  /** Has switches set, in this order, and keeps who wanted it; a switch that is being set already is left as it is. */
  change(
    wanted: readonly WantedChange[],
    by: { readonly id: string; readonly name: string },
  ): Promise<ChangeRange & { readonly added: number }>;
  /** Newest first. */
  changes(
    range: ChangeRange & { readonly limit: number; readonly skip: number },
  ): Promise<readonly KeptChange[]>;
  countChanges(range: ChangeRange): Promise<Readonly<Partial<Record<KeptChange['state'], number>>>>;
  /** Highest number so far; 0 when nothing was changed. */
  lastChange(): Promise<number>;
  /** Which of these switches are being set, by `keyOf`, with the number of the change. */
  openFor(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Keeps a card up to date until what it follows has ended. Never rejects. */
  follow(follows: Followed, card: FollowingCard): Promise<void>;
}
