import type { Case, CaseEvent } from '../domain/case.ts';
import type { Digest } from '../domain/digest.ts';
import type { Target } from './notifier.ts';

/** One task taken from the outbox. Until it is settled it counts as in flight. */
export type OutboxClaim = CardClaim | ReplyClaim | RemovalClaim | DigestClaim | QuietClaim;

interface Claimed {
  readonly id: string;
  readonly tenantId: string;
  readonly target: Target;
  /** Which request was taken; a newer one keeps the task alive after this one is settled. */
  readonly revision: number;
  /** Whose claim it is: a late holder's settlement does not touch somebody else's. */
  readonly token: string;
  /** Tries so far, this one included. */
  readonly attempts: number;
}

export interface CardClaim extends Claimed {
  readonly kind: 'card';
  readonly case: Case;
  /** The message to update; absent: the card is not posted there yet. */
  readonly activityId?: string;
}

/** One line below a case's card: edits ring nowhere, a reply does. */
export interface ReplyClaim extends Claimed {
  readonly kind: 'reply';
  readonly case: Case;
  /** The step of the case that the reply tells. */
  readonly event: CaseEvent;
  /** The card's message; absent: it is not shown there. */
  readonly activityId?: string;
}

export interface RemovalClaim extends Claimed {
  readonly kind: 'removal';
  readonly activityId: string;
}

/** A look back, posted as it was made. */
export interface DigestClaim extends Claimed {
  readonly kind: 'digest';
  readonly digest: Digest;
}

/** The line at the end of a quiet time, before the cards that waited for it. */
export interface QuietClaim extends Claimed {
  readonly kind: 'quiet-end';
  readonly until: Date;
  /** Cases whose cards wait there for that end; 0: none does any more. */
  readonly cases: number;
  readonly signIns: number;
  /** Entries of the directory audit log. */
  readonly entries: number;
}

export interface OutboxBacklog {
  /** Waiting or in flight. */
  readonly waiting: number;
  readonly givenUp: number;
  /** Since when the oldest waiting task is due. */
  readonly oldestDueAt?: Date;
}

/** What is to be sent. Tasks of dead or ended subscriptions are never handed out. */
export interface Outbox {
  /** Conversations with tasks that are due, longest due first; tasks in flight since before `staleBefore` are due again. */
  dueConversations(
    tenantId: string,
    now: Date,
    staleBefore: Date,
    limit: number,
  ): Promise<string[]>;
  /** How many tasks are due, counted no further than `atMost`. */
  countDue(tenantId: string, now: Date, staleBefore: Date, atMost: number): Promise<number>;
  /** Takes the longest due task of a conversation; no two callers get the same one. */
  claimNext(
    tenantId: string,
    conversationId: string,
    now: Date,
    staleBefore: Date,
  ): Promise<OutboxClaim | undefined>;
  /**
   * The message is where it should be. `superseded`: another holder had taken the task over and has
   * posted elsewhere, so that this message is one too many; its removal is then queued here.
   */
  settleSent(
    claim: OutboxClaim,
    sent: { readonly activityId: string; readonly at: Date; readonly nextUpdateAt: Date },
  ): Promise<'recorded' | 'superseded'>;
  settleRetry(claim: OutboxClaim, dueAt: Date, reason: string): Promise<void>;
  /** The message to update is no more: the task is due at once and will post anew. */
  settleLost(claim: OutboxClaim, now: Date): Promise<void>;
  /** Kept, visible in `backlog`, and tried again only when the case changes. */
  settleGivenUp(claim: OutboxClaim, reason: string): Promise<void>;
  /** The conversation is dead: its subscription says why and its tasks end. */
  settleGone(claim: OutboxClaim, at: Date, reason: string): Promise<void>;
  backlog(tenantId: string): Promise<OutboxBacklog>;
}
