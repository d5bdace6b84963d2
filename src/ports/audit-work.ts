import type { AuditChange } from '../domain/auditing/audit-change.ts';
import type { AuditFinding, AuditScan, FindingKind } from '../domain/auditing/audit-scan.ts';
import type { KeptChange } from '../domain/auditing/kept-change.ts';
import type { Target } from './notifier.ts';

/** Readings of all mailboxes, and what they found. */
export interface AuditScans {
  /** The newest one; undefined when none was ever made. */
  latest(tenantId: string): Promise<AuditScan | undefined>;
  /** The one that runs, or this one, kept; what older ones found is dropped with them. */
  begin(scan: AuditScan): Promise<AuditScan>;
  /**
   * Keeps the scan with what its last page found, together, and gives it with the next revision; undefined when
   * somebody else was faster. `anew`: what was found of those kinds before is dropped.
   */
  save(
    scan: AuditScan,
    found: readonly AuditFinding[],
    anew?: readonly FindingKind[],
  ): Promise<AuditScan | undefined>;
  /** In the order in which they were found, those behind `after` of them. */
  findings(
    scan: Pick<AuditScan, 'tenantId' | 'id'>,
    kind: FindingKind,
    range: { readonly after: number; readonly limit: number },
  ): Promise<readonly AuditFinding[]>;
}

/** A change that is asked for. */
export interface WantedChange {
  readonly change: AuditChange;
  readonly undoes?: number;
}

/** Changes that were asked for, each kept for good. */
export interface AuditChanges {
  /**
   * Adds them in their order, together; one whose switch has an open change already is left out. Gives the numbers of
   * the first and the last of all that are open now for these switches.
   */
  add(
    order: Pick<KeptChange, 'tenantId' | 'by' | 'askedAt'>,
    wanted: readonly WantedChange[],
  ): Promise<{ readonly first: number; readonly last: number; readonly added: number }>;
  /** Replaces the change of its number. */
  save(change: KeptChange): Promise<void>;
  find(tenantId: string, number: number): Promise<KeptChange | undefined>;
  /** Newest first, from `from` down. */
  list(
    tenantId: string,
    range: {
      readonly first: number;
      readonly last: number;
      readonly limit: number;
      readonly skip: number;
    },
  ): Promise<readonly KeptChange[]>;
  /** How many of a range are in which state. */
  count(
    tenantId: string,
    range: { readonly first: number; readonly last: number },
  ): Promise<Readonly<Partial<Record<KeptChange['state'], number>>>>;
  /** Highest number; 0 when there is none. */
  last(tenantId: string): Promise<number>;
  /** Open ones that are due, longest due first: what is looked at again and again must not hold up what waits. */
  due(tenantId: string, now: Date, limit: number): Promise<readonly KeptChange[]>;
  /** Open ones, oldest first. */
  open(tenantId: string, limit: number): Promise<readonly KeptChange[]>;
  /** Which of these switches have an open change, with its number. */
  openFor(tenantId: string, keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** What a card of this work follows: a scan, or a range of changes. */
export type Followed =
  | { readonly scan: string }
  | { readonly first: number; readonly last: number };

/** A message whose card is kept up to date until what it shows has ended. */
export interface AuditFollower {
  readonly tenantId: string;
  readonly target: Target;
  readonly activityId: string;
  /** Whose rights count when the card is changed. */
  readonly asker: { readonly id: string; readonly name: string; readonly channelUserId: string };
  /** IANA name. */
  readonly timeZone: string;
  /** Asks what the card shows, and changes nothing. */
  readonly line: string;
  /** As of when the line is to be read. */
  readonly askedAt: Date;
  readonly follows: Followed;
  /** What the message shows now, as a mark that changes with it. */
  readonly shown: string;
  readonly shownAt: Date;
  /** Nothing is sent there before. */
  readonly dueAt: Date;
  /** Sends that failed in a row. */
  readonly failures: number;
}

/** Messages that follow the work. */
export interface AuditFollowers {
  follow(follower: AuditFollower): Promise<void>;
  all(tenantId: string): Promise<readonly AuditFollower[]>;
  /** Keeps what the message shows, unless it was dropped meanwhile. */
  settle(follower: AuditFollower): Promise<void>;
  drop(follower: AuditFollower): Promise<void>;
}
