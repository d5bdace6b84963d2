import { waitBeforeRetryMs } from '../domain/backoff.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { DeliveryError, type Notice, type Notifier } from '../ports/notifier.ts';
import type { CardClaim, Outbox, OutboxClaim, RemovalClaim, ReplyClaim } from '../ports/outbox.ts';
import { cardIntervalMs } from './announce.ts';
import { briefAlert } from './brief-alert.ts';
import type { Enricher, ShownContext } from './enrich.ts';
import type { Mentions } from './mentions.ts';
import type { Pacer } from './pacer.ts';
import { calledFor, type ReplyView, replyIcon, replyWords } from './reply-words.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';
import { type AlertLinks, type AlertView, alertView } from './view.ts';

export interface DeliverDeps extends Pick<SendOnceDeps, 'renderDigest' | 'rules'> {
  readonly tenantId: string;
  readonly outbox: Outbox;
  readonly notifier: Notifier;
  readonly renderAlert: (view: AlertView) => Notice;
  /** The line below a card that tells a step of its case. */
  readonly renderReply: (reply: ReplyView) => Notice;
  readonly mentions: Mentions;
  readonly links: AlertLinks;
  readonly enricher: Omit<Enricher, 'known'>;
  readonly pacer: Pacer;
  /** False while another replica sends to the conversation: the pace of one is known to one alone. */
  readonly mayServe: (conversationId: string) => Promise<boolean>;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
  /** A task in flight for longer was left by a sender that died; longer than any send takes. */
  readonly sendTimeoutMs: number;
}

/** What became of one task. */
export type Delivery =
  | 'posted'
  | 'updated'
  | 'replied'
  | 'removed'
  | 'retry'
  | 'lost'
  | 'gone'
  | 'given-up';
export type DeliveryTally = Readonly<Record<Delivery, number>>;

/** Conversations served side by side; within one, messages go one by one and in order. */
const atOnce = 4;
const conversationsPerRun = 100;
/** A conversation that is throttled or down rests at least so long, whichever of its tasks found out. */
const restMs = 2_000;

const byCrowd = (status: number | undefined): boolean =>
  status === undefined || status === 429 || status >= 500;

async function settleFailure(
  deps: DeliverDeps,
  claim: OutboxClaim,
  failure: DeliveryError,
): Promise<Delivery> {
  const { outbox, clock, log, pacer } = deps;
  const { conversationId } = claim.target;
  const facts = {
    conversationId,
    task: claim.kind,
    status: failure.status,
    reason: failure.message,
  };
  const now = clock.now();
  switch (failure.kind) {
    case 'retry': {
      const { retryAfterSeconds } = failure;
      const waitMs = waitBeforeRetryMs({
        attempts: claim.attempts,
        retryAfterSeconds,
        random: deps.random(),
      });
      if (byCrowd(failure.status)) {
        const holdMs = Math.max(restMs, (retryAfterSeconds ?? 0) * 1000);
        pacer.hold(conversationId, new Date(now.getTime() + holdMs));
      }
      log.warn({ ...facts, waitMs }, 'an alert could not be sent yet');
      await outbox.settleRetry(claim, new Date(now.getTime() + waitMs), failure.message);
      return 'retry';
    }
    case 'lost':
      log.warn(facts, 'an alert card is no longer there: it is posted anew');
      await outbox.settleLost(claim, now);
      return 'lost';
    case 'gone':
      log.error(
        facts,
        'a conversation refuses the bot: it gets no alerts until `alerts here` is said there again',
      );
      await outbox.settleGone(claim, now, failure.message);
      return 'gone';
    case 'refused':
      log.error(facts, 'an alert was refused and is given up until its case changes');
      await outbox.settleGivenUp(claim, failure.message);
      return 'given-up';
    default: {
      const never: never = failure.kind;
      throw new Error(`no way to settle ${never}`);
    }
  }
}

function toFailure(thrown: unknown): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  return new DeliveryError('retry', 'The message could not be sent.', { cause: thrown });
}

/** A card that can't be made won't be made by trying again. */
function render(
  { renderAlert, links, clock }: DeliverDeps,
  claim: CardClaim,
  mentioned: AlertView['mentioned'],
  context: ShownContext | undefined,
): Notice {
  try {
    const view = { ...alertView(claim.case, links, clock.now(), context), mentioned };
    return renderAlert(claim.target.detail === 'brief' ? briefAlert(view) : view);
  } catch (thrown) {
    throw new DeliveryError('refused', 'The alert card could not be made.', { cause: thrown });
  }
}

/** An alert is never lost over what stands around it. */
async function contextOf(
  { enricher, log }: DeliverDeps,
  { case: alert }: CardClaim,
  signal: AbortSignal,
): Promise<ShownContext | undefined> {
  try {
    return await enricher.contextOf(alert, signal);
  } catch (err) {
    log.warn({ err, caseId: alert.id }, 'a card goes out without what stands around its case');
    return undefined;
  }
}

async function sendCard(
  deps: DeliverDeps,
  claim: CardClaim,
  signal: AbortSignal,
): Promise<Delivery> {
  const { notifier, outbox, clock, log } = deps;
  const context = await contextOf(deps, claim, signal);
  let activityId = claim.activityId;
  try {
    const people = claim.case.routing?.mention ?? [];
    // An edit rings nowhere, and must not look as if it did.
    const mentioned =
      activityId === undefined
        ? await deps.mentions.ringing(people, signal)
        : deps.mentions.quiet(people);
    const notice = render(deps, claim, mentioned, context);
    if (activityId === undefined) ({ activityId } = await notifier.post(claim.target, notice));
    else await notifier.update(claim.target, activityId, notice);
  } catch (thrown) {
    const failure = toFailure(thrown);
    // Only a message that was there can be lost.
    const isPost = claim.activityId === undefined && failure.kind === 'lost';
    const settled = isPost ? new DeliveryError('refused', failure.message, failure) : failure;
    if (settled.cause !== undefined) log.debug({ err: settled.cause }, 'why an alert was not sent');
    return settleFailure(deps, claim, settled);
  }
  const at = clock.now();
  const nextUpdateAt = new Date(at.getTime() + cardIntervalMs);
  const settled = await outbox.settleSent(claim, { activityId, at, nextUpdateAt });
  if (settled === 'superseded') {
    log.warn({ caseId: claim.case.id, activityId }, 'an alert was posted twice: the second goes');
  }
  if (context?.comesLater) deps.enricher.askAgain(claim.case, claim.target.conversationId);
  return claim.activityId === undefined ? 'posted' : 'updated';
}

async function sendRemoval(deps: DeliverDeps, claim: RemovalClaim): Promise<Delivery> {
  const { notifier, outbox, clock } = deps;
  try {
    await notifier.remove(claim.target, claim.activityId);
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.kind === 'retry' || failure.kind === 'gone') {
      return settleFailure(deps, claim, failure);
    }
    deps.log.warn({ reason: failure.message }, 'a doubled alert card could not be taken away');
  }
  const at = clock.now();
  await outbox.settleSent(claim, { activityId: claim.activityId, at, nextUpdateAt: at });
  return 'removed';
}

/** Where the card is no more, the reply stands by itself. */
async function sendReply(
  deps: DeliverDeps,
  claim: ReplyClaim,
  signal: AbortSignal,
): Promise<Delivery> {
  const { notifier, outbox, clock } = deps;
  const { target, activityId } = claim;
  try {
    const { mention = [] } = claim.case.routing ?? {};
    const people = [...new Set([...mention, ...calledFor(claim.event)])];
    const notice = deps.renderReply({
      icon: replyIcon(claim.event),
      words: replyWords(claim.case, claim.event, target.detail),
      mentioned: await deps.mentions.ringing(people, signal),
    });
    const { activityId: sentAs } =
      activityId === undefined
        ? await notifier.post(target, notice)
        : await notifier.reply(target, activityId, notice);
    const at = clock.now();
    await outbox.settleSent(claim, { activityId: sentAs, at, nextUpdateAt: at });
    return 'replied';
  } catch (thrown) {
    return settleFailure(deps, claim, toFailure(thrown));
  }
}

function send(deps: DeliverDeps, claim: OutboxClaim, signal: AbortSignal): Promise<Delivery> {
  if (claim.kind === 'card') return sendCard(deps, claim, signal);
  if (claim.kind === 'digest' || claim.kind === 'quiet-end') {
    return sendOnce(deps, claim, (thrown) => settleFailure(deps, claim, toFailure(thrown)));
  }
  return claim.kind === 'reply' ? sendReply(deps, claim, signal) : sendRemoval(deps, claim);
}

async function drain(
  deps: DeliverDeps,
  conversationId: string,
  signal: AbortSignal,
  note: (delivery: Delivery) => void,
): Promise<void> {
  const { outbox, pacer, clock, tenantId, sendTimeoutMs } = deps;
  if (!(await deps.mayServe(conversationId))) return;
  while (!signal.aborted && pacer.maySend(conversationId)) {
    const now = clock.now();
    const staleBefore = new Date(now.getTime() - sendTimeoutMs);
    const claim = await outbox.claimNext(tenantId, conversationId, now, staleBefore);
    if (claim === undefined) return;
    pacer.noteSent(conversationId);
    note(await send(deps, claim, signal));
  }
}

/**
 * Sends what is due, as far as each conversation's pace allows, and gives what became of it. A task is
 * claimed just before it is sent and settled right after: a crash leaves one message in flight at most
 * in each conversation. Rejects only when the store fails.
 */
export async function deliver(deps: DeliverDeps, signal: AbortSignal): Promise<DeliveryTally> {
  const tally = {
    posted: 0,
    updated: 0,
    replied: 0,
    removed: 0,
    retry: 0,
    lost: 0,
    gone: 0,
    'given-up': 0,
  };
  await deps.enricher.askDue();
  const now = deps.clock.now();
  const staleBefore = new Date(now.getTime() - deps.sendTimeoutMs);
  const ahead = await deps.outbox.dueConversations(
    deps.tenantId,
    now,
    staleBefore,
    conversationsPerRun,
  );
  const serve = async (): Promise<void> => {
    for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
      await drain(deps, next, signal, (delivery) => {
        tally[delivery] += 1;
      });
    }
  };
  const served = await Promise.allSettled(Array.from({ length: atOnce }, serve));
  const failed = served.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return tally;
}
