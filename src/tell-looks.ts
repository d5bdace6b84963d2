import type { Render } from './cards/render.ts';
import { isoOf } from './commands/iso.ts';
import { waitBeforeRetryMs } from './domain/backoff.ts';
import type { Clock } from './ports/clock.ts';
import type { Leases } from './ports/lease.ts';
import type { Log } from './ports/log.ts';
import type { DueNotice, LookNotice, LookNotices } from './ports/look-notices.ts';
import { DeliveryError, type Notice, type Notifier } from './ports/notifier.ts';
import type { Subscriptions } from './ports/subscriptions.ts';

interface Parts {
  readonly tenantId: string;
  readonly notices: LookNotices;
  readonly subscriptions: Pick<Subscriptions, 'list'>;
  readonly leases: Leases;
  readonly notifier: Pick<Notifier, 'post'>;
  readonly render: Render;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
}

const leaseMs = 60_000;
/** A busy hour waits for the next run: a channel takes about one message a second. */
const mostAtOnce = 10;
const keptMs = 24 * 60 * 60_000;

/** Tells of looks at protected people. */
export interface LookTeller {
  /** Sends what is due; what fails is tried again. Rejects only when the store fails. */
  tellOnce(signal: AbortSignal): Promise<void>;
  forget(): Promise<void>;
  release(): Promise<void>;
}

/** Who looked at whom, when and why; never what she saw. */
export function lookNoticeView({ asker, person, reason, at }: LookNotice) {
  return {
    title: `${asker.name} looked at ${person.name}`,
    reason,
    lookedAt: isoOf(at),
  };
}

/** Posts notices in the order in which they came, by one replica at a time; what can't be sent waits for its next try, for ever. */
export function createLookTeller(parts: Parts): LookTeller {
  const { tenantId, notices, leases, clock, log, render } = parts;
  const lease = { tenantId, job: 'look-notices', holder: parts.newId() };

  function noticeOf(due: DueNotice): Notice {
    const view = lookNoticeView(due);
    return { card: render('look-notice', view), text: `${view.title}: ${view.reason}` };
  }

  async function tell(due: DueNotice): Promise<void> {
    const { conversationId, attempts, id } = due;
    try {
      const all = await parts.subscriptions.list(tenantId);
      const place = all.find(({ target }) => target.conversationId === conversationId);
      if (place === undefined) throw new DeliveryError('retry', 'The conversation is not known.');
      await parts.notifier.post(place.target, noticeOf(due));
      await notices.settleSent(tenantId, id, clock.now());
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError)) throw thrown;
      const { retryAfterSeconds } = thrown;
      const random = parts.random();
      const waitMs = waitBeforeRetryMs({ attempts: attempts + 1, retryAfterSeconds, random });
      log.error({ err: thrown, conversationId }, 'a look at a protected person is not told yet');
      await notices.settleRetry(tenantId, id, new Date(clock.now().getTime() + waitMs));
    }
  }

  return {
    async tellOnce(signal) {
      const now = clock.now();
      const due = await notices.due(tenantId, now, mostAtOnce);
      if (due.length === 0 || !(await leases.acquire(lease, now, leaseMs))) return;
      for (const one of await notices.due(tenantId, now, mostAtOnce)) {
        if (signal.aborted) return;
        await tell(one);
      }
    },
    forget: () => notices.forgetBefore(tenantId, new Date(clock.now().getTime() - keptMs)),
    release: () => leases.release(lease),
  };
}
