import { waitBeforeRetryMs } from '../../domain/backoff.ts';
import type { KnownTrouble } from '../../domain/trouble.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { DeliveryError, type Notice, type Notifier } from '../../ports/notifier.ts';
import type { Subscription } from '../../ports/subscriptions.ts';
import type { TroubleNotice, Troubles } from '../../ports/troubles.ts';

export interface TellDeps {
  readonly tenantId: string;
  readonly troubles: Troubles;
  readonly notifier: Notifier;
  readonly renderTrouble: (trouble: KnownTrouble) => Notice;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
}

/** One message to be sent, or changed. */
interface Telling {
  readonly trouble: KnownTrouble;
  readonly subscription: Subscription;
  readonly notice: TroubleNotice;
}

/** Who is not up to date. A trouble that is over before a conversation heard of it is not told there. */
export function tellingsDue(
  troubles: readonly KnownTrouble[],
  subscriptions: readonly Subscription[],
  notices: readonly TroubleNotice[],
  now: Date,
): Telling[] {
  const live = subscriptions.filter(({ dead }) => dead === undefined);
  const known = new Map(
    notices.map((notice) => [JSON.stringify([notice.troubleId, notice.conversationId]), notice]),
  );
  return troubles.flatMap((trouble) =>
    live.flatMap((subscription) => {
      const { conversationId } = subscription.target;
      const key = JSON.stringify([trouble.id, conversationId]);
      const fresh = { troubleId: trouble.id, conversationId, shown: 0, attempts: 0, dueAt: now };
      const notice: TroubleNotice = known.get(key) ?? fresh;
      const isOver = trouble.endedAt !== undefined && notice.activityId === undefined;
      const isDue = notice.shown < trouble.revision && notice.dueAt <= now && !isOver;
      return isDue ? [{ trouble, subscription, notice }] : [];
    }),
  );
}

async function send({ notifier, renderTrouble }: TellDeps, telling: Telling): Promise<string> {
  const { trouble, subscription, notice } = telling;
  const shown = renderTrouble(trouble);
  const { target } = subscription;
  if (notice.activityId === undefined) return (await notifier.post(target, shown)).activityId;
  await notifier.update(target, notice.activityId, shown);
  return notice.activityId;
}

/** What is kept of a message that could not be sent. Only a lost one is posted anew, while there is still trouble. */
function afterFailure(
  { clock, random, log }: TellDeps,
  { trouble, notice }: Telling,
  thrown: unknown,
): TroubleNotice {
  const failure = thrown instanceof DeliveryError ? thrown : undefined;
  const { conversationId } = notice;
  log.warn({ err: thrown, conversationId, kind: trouble.kind }, 'a notice about the bot failed');
  const attempts = notice.attempts + 1;
  if (failure?.kind === 'lost' && notice.activityId !== undefined) {
    return { ...notice, activityId: undefined, attempts };
  }
  if (failure !== undefined && failure.kind !== 'retry') {
    return { ...notice, shown: trouble.revision, attempts };
  }
  const waitMs = waitBeforeRetryMs({
    attempts,
    retryAfterSeconds: failure?.retryAfterSeconds,
    random: random(),
  });
  return { ...notice, attempts, dueAt: new Date(clock.now().getTime() + waitMs) };
}

/**
 * Brings every subscribed conversation up to date: one message for a trouble, changed in place when it is
 * over. Each is recorded right after it is sent; a crash in between repeats that one. Gives how many were sent.
 */
export async function tellTroubles(
  deps: TellDeps,
  troubles: readonly KnownTrouble[],
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<number> {
  const { tenantId, clock } = deps;
  const notices = await deps.troubles.notices(
    tenantId,
    troubles.map(({ id }) => id),
  );
  let sent = 0;
  for (const telling of tellingsDue(troubles, subscriptions, notices, clock.now())) {
    if (signal.aborted) break;
    const { trouble, notice } = telling;
    let told: TroubleNotice;
    try {
      const activityId = await send(deps, telling);
      told = { ...notice, activityId, shown: trouble.revision, attempts: 0 };
      sent += 1;
    } catch (thrown) {
      told = afterFailure(deps, telling, thrown);
    }
    await deps.troubles.saveNotice(tenantId, told);
  }
  return sent;
}
