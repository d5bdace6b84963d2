import type { AuditChange } from './audit-change.ts';

/**
 * How far a change is: to be made; made and not yet seen; seen to be so; was so before anybody did anything; refused;
 * not seen in time.
 */
export type ChangeState = 'waiting' | 'set' | 'true' | 'was-so' | 'failed' | 'late';

/** One change that somebody asked for, kept for good. */
export interface KeptChange {
  readonly tenantId: string;
  /** From 1 in the tenant: `audit undo 12`. */
  readonly number: number;
  readonly change: AuditChange;
  readonly state: ChangeState;
  readonly by: { readonly id: string; readonly name: string };
  readonly askedAt: Date;
  /** What stood there before, for people; absent until it was read. */
  readonly before?: string;
  /** What brings that back; absent where nothing can, or until it was read. */
  readonly reverse?: AuditChange;
  /** When Exchange took it. */
  readonly setAt?: Date;
  readonly endedAt?: Date;
  /** Nothing is done about it before. */
  readonly dueAt: Date;
  readonly failures: number;
  readonly problem?: { readonly sentence: string; readonly hint?: string };
  /** The number of the change that this one takes back. */
  readonly undoes?: number;
}

export function isOpen({ state }: Pick<KeptChange, 'state'>): boolean {
  return state === 'waiting' || state === 'set';
}

/** What two changes must share so that one of them at a time is enough: the switch, whatever it is set to. */
export function keyOf(change: AuditChange): string {
  switch (change.kind) {
    case 'customization':
    case 'ingestion':
    case 'organisation':
      return change.kind;
    case 'bypass':
    case 'mailbox':
      return `${change.kind} ${change.subject.id}`;
    case 'audit-set':
    case 'own-audit-set':
      return `sets ${change.subject.id}`;
  }
}

/** How long a change may take until it is seen: Microsoft says up to 60 minutes for the log. */
export const mostWaitMs = 2 * 60 * 60_000;

/** When to look again, by how long ago it was made: often at first, for most take effect soon. */
export function lookAgainMs(sinceSetMs: number): number {
  if (sinceSetMs < 10_000) return 2_000;
  if (sinceSetMs < 60_000) return 5_000;
  if (sinceSetMs < 10 * 60_000) return 30_000;
  return 120_000;
}
