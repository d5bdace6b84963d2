import type { CoverageLog } from '../../ports/coverage.ts';
import { reportOnlySource, unifiedAuditSource } from '../../ports/lateness.ts';
import type { WatchedRules } from '../../ports/watched-rules.ts';
import { spanWords } from '../figures.ts';

/** How the watch over the unified audit log stands. */
export interface UnifiedStanding {
  /** Up to when searches were read; absent: none was. */
  readonly readTo?: Date | undefined;
  /** Why the last search failed, in sentences with the next step; absent: it did not. */
  readonly problem?: string | undefined;
}

const weekMs = 7 * 24 * 60 * 60_000;

/** Why the last read of a log failed, in sentences with the next step; undefined: it did not. */
async function problemOf(
  coverage: CoverageLog,
  tenantId: string,
  source: string,
  now: Date,
): Promise<string | undefined> {
  const failures = await coverage.failures(tenantId, source, new Date(now.getTime() - weekMs));
  return failures.find(({ endedAt }) => endedAt === undefined)?.reason;
}

/** Why rules over what is looked at every few hours, or once a day, see nothing: sentences by source. */
export async function readUnseen(
  coverage: CoverageLog,
  tenantId: string,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const problems = await Promise.all(
    [unifiedAuditSource, reportOnlySource].map(async (source) => {
      const problem = await problemOf(coverage, tenantId, source, now);
      return problem === undefined ? [] : [[source, problem] as const];
    }),
  );
  return new Map(problems.flat());
}

const isOfIt = ({ source, isOn }: WatchedRules['rules'][number]) =>
  isOn && source === unifiedAuditSource;

/** Asks the ledger; undefined while no rule looks at that log. */
export async function readUnified(
  coverage: CoverageLog,
  tenantId: string,
  watched: WatchedRules,
  now: Date,
): Promise<UnifiedStanding | undefined> {
  if (!watched.rules.some(isOfIt)) return undefined;
  const [spans, problem] = await Promise.all([
    coverage.spans(tenantId, unifiedAuditSource),
    problemOf(coverage, tenantId, unifiedAuditSource, now),
  ]);
  return { readTo: spans.at(-1)?.to, problem };
}

/** How it stands, as one line of the card on coverage. */
export function unifiedText(standing: UnifiedStanding | undefined, now: Date): string {
  if (standing === undefined) return '';
  const { readTo, problem } = standing;
  if (problem !== undefined) return `Not searched, and nobody is told of what it holds: ${problem}`;
  if (readTo === undefined) return 'Not searched yet.';
  const ago = spanWords(Math.max(0, now.getTime() - readTo.getTime()));
  return `Searched ${ago} ago for commands that switch auditing off, a day back each time. Its records come after an hour or more, so what happened lately is not known yet.`;
}
