import type { AuditScan } from '../domain/auditing/audit-scan.ts';
import type { KeptChange } from '../domain/auditing/kept-change.ts';
import { waitBeforeRetryMs } from '../domain/backoff.ts';
import { toAppError } from '../errors.ts';
import type {
  AuditChanges,
  AuditFollower,
  AuditFollowers,
  AuditScans,
  Followed,
} from '../ports/audit-work.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { DeliveryError, type Notice, type Notifier } from '../ports/notifier.ts';

export interface FollowDeps {
  readonly tenantId: string;
  readonly scans: Pick<AuditScans, 'latest'>;
  readonly changes: Pick<AuditChanges, 'count'>;
  readonly followers: AuditFollowers;
  readonly notifier: Pick<Notifier, 'update' | 'post'>;
  /** The card as it is now, for her who asked and with her rights of now. A retryable `AppError`: later again. */
  readonly draw: (follower: AuditFollower, signal: AbortSignal) => Promise<Notice>;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
}

/** Edits of one message are at least so far apart. */
const editEveryMs = 3_000;
/** A card says how long it has been waiting: it is drawn again after so long though nothing happened. */
const redrawAfterMs = 60_000;
const mostFailures = 30;

/** What a follower waits for, as a mark that changes with it. */
export interface Progress {
  readonly mark: string;
  readonly hasEnded: boolean;
}

export function scanProgress(scan: AuditScan | undefined, id: string): Progress {
  if (scan?.id !== id) return { mark: 'gone', hasEnded: true };
  const { state, mailboxes, accounts, problem } = scan;
  const mark = [state, mailboxes.mailboxes, accounts, problem?.sentence ?? ''].join(' ');
  return { mark, hasEnded: state !== 'running' };
}

export function changeProgress(
  counts: Readonly<Partial<Record<KeptChange['state'], number>>>,
): Progress {
  const mark = JSON.stringify(Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b)));
  return { mark, hasEnded: !counts.waiting && !counts.set };
}

async function progressOf(follows: Followed, deps: FollowDeps): Promise<Progress> {
  const { scans, changes, tenantId } = deps;
  if ('scan' in follows) return scanProgress(await scans.latest(tenantId), follows.scan);
  return changeProgress(await changes.count(tenantId, follows));
}

function isDue(follower: AuditFollower, { mark, hasEnded }: Progress, now: Date): boolean {
  if (follower.dueAt > now) return false;
  if (hasEnded) return true;
  const sinceMs = now.getTime() - follower.shownAt.getTime();
  return sinceMs >= (mark === follower.shown ? redrawAfterMs : editEveryMs);
}

function toFailure(thrown: unknown): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  const error = toAppError(thrown);
  return new DeliveryError(error.retryable ? 'retry' : 'refused', error.message, { cause: thrown });
}

/** Gives the message that holds the card: the same, or a new one where it is no more. */
async function put({ target, activityId }: AuditFollower, notice: Notice, deps: FollowDeps) {
  try {
    await deps.notifier.update(target, activityId, notice);
    return activityId;
  } catch (thrown) {
    if (toFailure(thrown).kind !== 'lost') throw thrown;
    return (await deps.notifier.post(target, notice)).activityId;
  }
}

async function settleFailure(follower: AuditFollower, thrown: unknown, deps: FollowDeps) {
  const failure = toFailure(thrown);
  const failures = follower.failures + 1;
  const facts = { failures, status: failure.status, reason: failure.message };
  if (failure.kind !== 'retry' || failures > mostFailures) {
    deps.log.error(facts, 'a card about auditing can’t be shown and is given up');
    await deps.followers.drop(follower);
    return;
  }
  const { retryAfterSeconds } = failure;
  const random = deps.random();
  const waitMs = waitBeforeRetryMs({ attempts: failures, retryAfterSeconds, random });
  const dueAt = new Date(deps.clock.now().getTime() + waitMs);
  await deps.followers.settle({ ...follower, failures, dueAt });
}

async function show(follower: AuditFollower, deps: FollowDeps, signal: AbortSignal): Promise<void> {
  const { followers, clock } = deps;
  const progress = await progressOf(follower.follows, deps);
  if (!isDue(follower, progress, clock.now())) return;
  let activityId: string;
  try {
    activityId = await put(follower, await deps.draw(follower, signal), deps);
  } catch (thrown) {
    signal.throwIfAborted();
    if (toAppError(thrown).code === 'store-failed') throw thrown;
    await settleFailure(follower, thrown, deps);
    return;
  }
  // A process that dies here edits the same message once more.
  const next = { ...follower, activityId, shown: progress.mark, shownAt: clock.now(), failures: 0 };
  if (progress.hasEnded || activityId !== follower.activityId) await followers.drop(follower);
  if (progress.hasEnded) return;
  await (activityId === follower.activityId ? followers.settle(next) : followers.follow(next));
}

/** Brings every card that follows up to date. `goOn` throws when another replica has taken over. */
export async function showFollowers(
  deps: FollowDeps,
  goOn: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (const follower of await deps.followers.all(deps.tenantId)) {
    await goOn();
    await show(follower, deps, signal);
  }
}
