import { waitBeforeRetryMs } from '../domain/backoff.ts';
import { hasEnded, type SearchJob } from '../domain/search-job.ts';
import { toAppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { DeliveryError, type Notice, type Notifier } from '../ports/notifier.ts';
import type { SearchJobs, SearchWatcher } from '../ports/search-jobs.ts';
import { countAhead } from './next-step.ts';
import { editEveryMs, redrawAfterMs } from './pace.ts';

export interface ShowDeps {
  readonly tenantId: string;
  readonly store: SearchJobs;
  readonly notifier: Notifier;
  /** The card as it is now, for her who asked and with her rights of now. A retryable `AppError`: later again. */
  readonly draw: (watcher: SearchWatcher, job: SearchJob, signal: AbortSignal) => Promise<Notice>;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
}

const mostFailures = 30;

/** What a card of the job says beside the time; a card that says the same needs no edit. */
export function stampOf(job: SearchJob, ahead: number): string {
  const parts = job.parts.map(({ state }) => state).join(',');
  return [job.state, parts, ahead, job.waitsFor?.code ?? ''].join(' ');
}

/** Whether a message is to be edited: it holds the answer for good, shows how things stand, or can wait. */
export function whatToShow(
  watcher: SearchWatcher,
  job: SearchJob,
  stamp: string,
  now: Date,
): 'answer' | 'progress' | 'nothing' {
  if (watcher.dueAt > now) return 'nothing';
  if (hasEnded(job)) return 'answer';
  const sinceMs = now.getTime() - watcher.shownAt.getTime();
  const ageMs = now.getTime() - job.createdAt.getTime();
  const waitMs = watcher.shown === stamp ? redrawAfterMs(ageMs) : editEveryMs;
  return sinceMs >= waitMs ? 'progress' : 'nothing';
}

function toFailure(thrown: unknown): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  const error = toAppError(thrown);
  return new DeliveryError(error.retryable ? 'retry' : 'refused', error.message, { cause: thrown });
}

/** Gives the message that holds the card: the same, or a new one where it is no more. */
async function put(watcher: SearchWatcher, notice: Notice, notifier: Notifier): Promise<string> {
  const { target, activityId } = watcher;
  try {
    await notifier.update(target, activityId, notice);
    return activityId;
  } catch (thrown) {
    if (toFailure(thrown).kind !== 'lost') throw thrown;
    const posted = await notifier.post(target, notice);
    return posted.activityId;
  }
}

async function settleFailure(
  deps: ShowDeps,
  watcher: SearchWatcher,
  failure: DeliveryError,
): Promise<void> {
  const { store, clock, log } = deps;
  const failures = watcher.failures + 1;
  const facts = { job: watcher.jobId, failures, status: failure.status, reason: failure.message };
  if (failure.kind !== 'retry' || failures > mostFailures) {
    log.error(facts, 'a search’s card can’t be shown and is given up');
    await store.unwatch(watcher);
    return;
  }
  const { retryAfterSeconds } = failure;
  const waitMs = waitBeforeRetryMs({
    attempts: failures,
    retryAfterSeconds,
    random: deps.random(),
  });
  log.warn({ ...facts, waitMs }, 'a search’s card could not be shown yet');
  const dueAt = new Date(clock.now().getTime() + waitMs);
  await store.settleWatcher({ ...watcher, failures, dueAt });
}

async function show(
  deps: ShowDeps,
  watcher: SearchWatcher,
  job: SearchJob,
  open: readonly SearchJob[],
  signal: AbortSignal,
): Promise<void> {
  const { store, notifier, clock } = deps;
  const stamp = stampOf(job, countAhead(job, open));
  const what = whatToShow(watcher, job, stamp, clock.now());
  if (what === 'nothing') return;
  let activityId: string;
  try {
    activityId = await put(watcher, await deps.draw(watcher, job, signal), notifier);
  } catch (thrown) {
    signal.throwIfAborted();
    if (toAppError(thrown).code === 'store-failed') throw thrown;
    await settleFailure(deps, watcher, toFailure(thrown));
    return;
  }
  // A process that dies here edits the same message once more; one that had to post posts once more.
  if (what === 'answer') {
    await store.unwatch(watcher);
    return;
  }
  const settled = { ...watcher, shown: stamp, shownAt: clock.now(), failures: 0 };
  if (activityId === watcher.activityId) await store.settleWatcher(settled);
  else await store.moveWatcher(settled, activityId);
}

/** Messages edited side by side. */
const atOnce = 4;

/** Brings the cards of all searches up to date. `goOn` throws when another replica has taken over. */
export async function showSearches(
  deps: ShowDeps,
  goOn: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { store, tenantId } = deps;
  const ahead = [...(await store.watchers(tenantId))];
  if (ahead.length === 0) return;
  const open = await store.open(tenantId);
  const jobs = new Map(open.map((job) => [job.id, job]));
  const serve = async () => {
    for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
      await goOn();
      const job = jobs.get(next.jobId) ?? (await store.find(tenantId, next.jobId));
      if (job === undefined) await store.unwatch(next);
      else await show(deps, next, job, open, signal);
    }
  };
  const served = await Promise.allSettled(Array.from({ length: atOnce }, serve));
  const failed = served.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
