import type { Target } from './notifier.ts';

/** A conversation that asked for alerts. A channel's threads are the channel. */
export interface Subscription {
  readonly target: Target;
  /** The channel's or chat's name, where known. */
  readonly name?: string;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly createdAt: Date;
  /** Set when Teams refused the bot there for good; nothing is sent until `alerts here` again. */
  readonly dead?: { readonly at: Date; readonly reason: string };
}

export interface Subscriptions {
  /** Subscribes, or revives and refreshes what is there; without a `detail` that stays as it was. */
  subscribe(subscription: Omit<Subscription, 'dead'>): Promise<'new' | 'already'>;
  /** False when this conversation had none. */
  unsubscribe(tenantId: string, conversationId: string): Promise<boolean>;
  list(tenantId: string): Promise<Subscription[]>;
}

/** The conversation itself: Teams names a channel's thread `<channel>;messageid=<post>`, and alerts go to the channel. */
export function withoutThread(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? conversationId;
}

/** True when the rules file may mean this conversation by that name or id. */
export function isCalled(
  { name, target }: Pick<Subscription, 'name' | 'target'>,
  route: string,
): boolean {
  const wanted = route.trim().toLowerCase();
  return (
    name?.trim().toLowerCase() === wanted ||
    target.conversationId.toLowerCase() === withoutThread(wanted)
  );
}
