import type { SearchJob } from '../domain/search-job.ts';
import { giveUpMs, mostAtOnce } from './pace.ts';

/** What a search needs next. `part`: its place in `parts`. */
export type SearchStep =
  | { readonly do: 'submit'; readonly part: number }
  | { readonly do: 'check'; readonly part: number }
  | { readonly do: 'read' }
  | { readonly do: 'give up' };

/** The service works, or worked, on it. */
export function hasBegun({ parts }: SearchJob): boolean {
  return parts.some(({ state }) => state !== 'planned');
}

const isAtService = (job: SearchJob) => job.state === 'open' && hasBegun(job);

/** Searches of a job that the service works on, or will; one that is being read counts still. */
const placesOf = ({ parts }: SearchJob) =>
  Math.max(1, parts.filter(({ state }) => state !== 'succeeded').length);
const placesOfAll = (jobs: readonly SearchJob[]) =>
  jobs.reduce((sum, job) => sum + placesOf(job), 0);

/** How many searches go before this one can begin; 0 when it may, or has. */
export function countAhead(job: SearchJob, open: readonly SearchJob[]): number {
  if (job.state !== 'open' || hasBegun(job)) return 0;
  const busy = open.filter(isAtService);
  const before = open.filter(
    (other) =>
      !hasBegun(other) &&
      other.id !== job.id &&
      (other.createdAt < job.createdAt ||
        (other.createdAt.getTime() === job.createdAt.getTime() && other.id < job.id)),
  );
  return Math.max(0, placesOfAll([...busy, ...before, job]) - mostAtOnce);
}

/** The step that is due; undefined while there is only to wait. `open`: all searches that have not ended. */
export function nextStep(
  job: SearchJob,
  open: readonly SearchJob[],
  now: Date,
): SearchStep | undefined {
  if (job.state !== 'open') return undefined;
  if (now.getTime() - job.createdAt.getTime() >= giveUpMs) return { do: 'give up' };
  if (job.dueAt > now || countAhead(job, open) > 0) return undefined;
  const unsent = job.parts.findIndex(({ state }) => state === 'planned' || state === 'submitting');
  if (unsent >= 0) return { do: 'submit', part: unsent };
  const unfinished = job.parts.findIndex(({ state }) => state !== 'succeeded');
  return unfinished >= 0 ? { do: 'check', part: unfinished } : { do: 'read' };
}
