import type { LogEvidence } from '../domain/auditing/log-evidence.ts';
import type { SearchJob } from '../domain/search-job.ts';
import { type AppError, toAppError } from '../errors.ts';
import type { AuditSearch } from '../ports/audit-search.ts';
import type { Clock } from '../ports/clock.ts';
import type { SearchJobs } from '../ports/search-jobs.ts';

export interface EvidenceDeps {
  readonly tenantId: string;
  readonly jobs: Pick<SearchJobs, 'recent' | 'takeSubmission' | 'records'>;
  readonly search: Pick<AuditSearch, 'submit' | 'cancel'>;
  readonly clock: Clock;
  /** Searches of a day that this bot may begin. */
  readonly submissionsADay: number;
}

/** Searches of before that say how things stand now. */
const freshMs = 6 * 60 * 60_000;
const rememberMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;
const mostJobs = 40;

const reasons: Partial<Record<AppError['code'], string>> = {
  'permission-missing': 'the bot may not search the unified audit log',
  throttled: 'the tenant’s searches of the day are used up',
};

function ofFailure(error: AppError, searchedAt: Date): LogEvidence {
  if (error.code === 'auditing-off') return { kind: 'disabled', searchedAt };
  const reason = reasons[error.code] ?? error.message;
  return error.code === 'permission-missing'
    ? { kind: 'none', reason, permission: 'AuditLogsQuery.Read.All' }
    : { kind: 'none', reason };
}

/** What one search of before shows; undefined when it says nothing. */
function ofJob({ state, endedAt, problem }: SearchJob): LogEvidence | undefined {
  if (endedAt === undefined) return undefined;
  if (state === 'finished') return { kind: 'taken', searchedAt: endedAt };
  return problem?.code === 'auditing-off' ? { kind: 'disabled', searchedAt: endedAt } : undefined;
}

/**
 * What the log shows of itself to whoever may search it: by the bot's own searches of the last hours, else by a search
 * that is begun and taken back at once, which a tenant whose log is off refuses. Remembered for five minutes.
 */
export function createEvidence(deps: EvidenceDeps) {
  const { tenantId, jobs, search, clock } = deps;
  let known: { readonly evidence: LogEvidence; readonly atMs: number } | undefined;

  async function newestRecord(job: SearchJob): Promise<Date | undefined> {
    let newest: Date | undefined;
    for await (const piece of jobs.records(tenantId, job.result?.reading ?? '')) {
      for (const { at } of piece) if (newest === undefined || at > newest) newest = at;
    }
    return newest;
  }

  async function bySearches(now: Date): Promise<LogEvidence | undefined> {
    const recent = await jobs.recent(tenantId, mostJobs);
    const fresh = recent
      .filter(({ endedAt }) => endedAt && now.getTime() - endedAt.getTime() < freshMs)
      .toSorted((a, b) => (b.endedAt?.getTime() ?? 0) - (a.endedAt?.getTime() ?? 0));
    const job = fresh.find((one) => ofJob(one) !== undefined);
    const evidence = job && ofJob(job);
    if (job === undefined || evidence?.kind !== 'taken') return evidence;
    const newestAt = await newestRecord(job);
    return newestAt ? { kind: 'records', newestAt, searchedAt: evidence.searchedAt } : evidence;
  }

  async function byTrying(now: Date, signal: AbortSignal): Promise<LogEvidence> {
    const since = new Date(now.getTime() - dayMs);
    if (!(await jobs.takeSubmission(tenantId, now, since, deps.submissionsADay))) {
      return { kind: 'none', reason: 'the bot’s searches of the day are used up' };
    }
    const options = { priority: 'person', signal } as const;
    const window = { from: new Date(now.getTime() - 60 * 60_000), to: now };
    try {
      const { id } = await search.submit(
        { name: 'Is auditing on?', window, operations: ['Set-AdminAuditLogConfig'] },
        options,
      );
      await search.cancel(id, options).catch(() => undefined);
      return { kind: 'taken', searchedAt: now };
    } catch (thrown) {
      return ofFailure(toAppError(thrown), now);
    }
  }

  return async (signal: AbortSignal, anew = false): Promise<LogEvidence> => {
    const now = clock.now();
    if (!anew && known && now.getTime() - known.atMs < rememberMs) return known.evidence;
    try {
      const before = anew ? undefined : await bySearches(now);
      const evidence = before ?? (await byTrying(now, signal));
      if (evidence.kind !== 'none') known = { evidence, atMs: now.getTime() };
      return evidence;
    } catch (thrown) {
      return { kind: 'none', reason: toAppError(thrown).message };
    }
  };
}
