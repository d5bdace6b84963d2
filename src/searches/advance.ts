import type { SearchJob } from '../domain/search-job.ts';
import { toAppError } from '../errors.ts';
import type { AuditSearchQuery } from '../ports/audit-search.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { nextStep, type SearchStep } from './next-step.ts';
import { budgetSpanMs, mostSubmissions } from './pace.ts';
import { type ReadDeps, readResult } from './read-result.ts';
import {
  checked,
  finished,
  gaveUp,
  outOfBudget,
  stumbled,
  submitted,
  submitting,
} from './transitions.ts';

export interface AdvanceDeps extends ReadDeps {
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
  /** Default: `mostSubmissions`. */
  readonly submissionsADay?: number;
}

interface Turn {
  readonly deps: AdvanceDeps;
  /** Throws when another replica has taken over. */
  readonly goOn: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Stops the work on a job without a word: another replica has the turn. */
export class TurnLost extends Error {
  override readonly name = 'TurnLost';
}

/** Takes back searches at the service that nobody waits for. Failing to do so harms nobody: they end by themselves. */
export async function takeBack(
  searchIds: readonly (string | undefined)[],
  { search, log }: Pick<AdvanceDeps, 'search' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  for (const id of searchIds) {
    if (id === undefined) continue;
    await search.cancel(id, { priority: 'person', signal }).catch((err: unknown) => {
      log.warn({ err, search: id }, 'a search that nobody waits for could not be taken back');
    });
  }
}

/** A mailbox is found by its owner's name in the records: the service has no filter for it. */
function queryOf(job: SearchJob, place: number): AuditSearchQuery {
  const part = job.parts[place];
  const { mailbox, userPrincipalNames, ...filter } = job.filter;
  const who = part?.isMailbox ? { keyword: mailbox } : { userPrincipalNames };
  const window = part?.window ?? job.window;
  return { name: `${job.title} (bot, ${job.id})`, window, ...filter, ...who };
}

async function submit(job: SearchJob, part: number, turn: Turn): Promise<SearchJob | undefined> {
  const { store, search, clock, submissionsADay = mostSubmissions } = turn.deps;
  const now = clock.now();
  const since = new Date(now.getTime() - budgetSpanMs);
  if (!(await store.takeSubmission(job.tenantId, now, since, submissionsADay))) {
    const { oldestAt = now } = await store.submissions(job.tenantId, since);
    return store.save(outOfBudget(job, new Date(oldestAt.getTime() + budgetSpanMs)));
  }
  // From here to the second save nobody knows whether the service has the search: a process that dies
  // in between leaves one there that nobody reads, and the next submits it again.
  const claimed = await store.save(submitting(job, part, now));
  if (claimed === undefined) return undefined;
  const options = { priority: 'person', signal: turn.signal } as const;
  const sent = await search.submit(queryOf(job, part), options).catch(async (thrown: unknown) => {
    await stumble(claimed, thrown, turn);
  });
  if (!sent) return undefined;
  const saved = await store.save(submitted(claimed, part, sent.id, clock.now()));
  if (saved === undefined) await takeBack([sent.id], turn.deps, turn.signal);
  return saved;
}

async function check(job: SearchJob, part: number, { deps, signal }: Turn) {
  const id = job.parts[part]?.searchId ?? '';
  const progress = await deps.search.progress(id, { priority: 'person', signal });
  return deps.store.save(checked(job, part, progress, deps.clock.now()));
}

async function read(job: SearchJob, { deps, goOn, signal }: Turn): Promise<SearchJob | undefined> {
  const { store, clock } = deps;
  const result = await readResult(job, deps, goOn, signal);
  const saved = await store.save(finished(job, result, clock.now()));
  // What readings that broke off have left goes; so does this one where somebody was faster.
  const kept = saved ?? (await store.find(job.tenantId, job.id));
  await store.keepOnly(job.tenantId, job.id, kept?.result?.reading);
  return saved;
}

function take(step: SearchStep, job: SearchJob, turn: Turn): Promise<SearchJob | undefined> {
  switch (step.do) {
    case 'submit':
      return submit(job, step.part, turn);
    case 'check':
      return check(job, step.part, turn);
    case 'read':
      return read(job, turn);
    case 'give up':
      return turn.deps.store.save(gaveUp(job, turn.deps.clock.now()));
    default: {
      const never: never = step;
      throw new Error(`no way to take the step ${JSON.stringify(never)}`);
    }
  }
}

async function stumble(job: SearchJob, thrown: unknown, { deps, signal }: Turn): Promise<void> {
  if (thrown instanceof TurnLost) throw thrown;
  signal.throwIfAborted();
  const error = toAppError(thrown);
  // The store's own trouble can't be written down: the step is due as before.
  if (error.code === 'store-failed') throw error;
  const { id, failures } = job;
  deps.log.warn({ job: id, failures, code: error.code, err: error }, 'a search came no further');
  await deps.store.save(stumbled(job, error, deps.clock.now(), deps.random()));
}

/**
 * Takes the steps of one job that are due. Each is decided from what is stored and stored when done, so that
 * whoever comes next, after a crash too, goes on from there. Rejects only when the store fails.
 */
export async function advance(
  job: SearchJob,
  open: readonly SearchJob[],
  turn: Turn,
): Promise<void> {
  for (let current = job; ; ) {
    const step = nextStep(current, open, turn.deps.clock.now());
    if (step === undefined) return;
    await turn.goOn();
    const next = await taken(step, current, turn);
    if (next === undefined) return;
    current = next;
  }
}

/** The job after the step; undefined when it failed, or somebody else has changed the job meanwhile. */
async function taken(step: SearchStep, job: SearchJob, turn: Turn): Promise<SearchJob | undefined> {
  try {
    const next = await take(step, job, turn);
    if (next?.state === 'failed') await takeBack(idsOf(next), turn.deps, turn.signal);
    return next;
  } catch (thrown) {
    await stumble(job, thrown, turn);
    return undefined;
  }
}

export const idsOf = ({ parts }: SearchJob) => parts.map(({ searchId }) => searchId);
