import type { AdaptiveCard, Conversation, Member } from './chat.ts';

/** `brief`: no addresses, places, devices, risk or evidence. */
export type AlertDetail = 'full' | 'brief';

/** A place that receives alerts. */
export interface Target {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  readonly bot: { readonly id: string; readonly name?: string };
  /** How much its alert cards say; absent: all. */
  readonly detail?: AlertDetail;
  /** What is posted and updated there is seen by this member alone; absent: by everybody. */
  readonly onlyFor?: Member;
}

/** Where a conversation is reached unasked; with a member, what only she sees there. */
export function targetIn(conversation: Conversation, onlyFor?: Member): Target {
  const { id, serviceUrl, tenantId, kind, bot } = conversation;
  return { conversationId: id, serviceUrl, tenantId, kind, bot, ...(onlyFor && { onlyFor }) };
}

export interface Notice {
  readonly card: AdaptiveCard;
  /** Plain text: what a phone's notification shows. */
  readonly text: string;
}

/** Why a send failed, and whether another try can help. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** `retry`: later; `gone`: the conversation refuses this bot for good; `lost`: the message to update is no more. */
  readonly kind: 'retry' | 'gone' | 'lost' | 'refused';
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: DeliveryError['kind'],
    message: string,
    details: { status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** Sends without being asked first. Every failure is a `DeliveryError`. */
export interface Notifier {
  /** Posts a new message (in a channel: a new thread) and gives its activity id. */
  post(target: Target, notice: Notice): Promise<{ activityId: string }>;
  /** Posts below a message: in its thread in a channel, as the next message in a chat. `lost`: that message is no more. */
  reply(target: Target, activityId: string, notice: Notice): Promise<{ activityId: string }>;
  update(target: Target, activityId: string, notice: Notice): Promise<void>;
  remove(target: Target, activityId: string): Promise<void>;
}
