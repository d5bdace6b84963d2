import type { SearchJob } from '../../domain/search-job.ts';
import type { AlertStore, AlertWriter } from '../../ports/alert-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedRead } from '../../ports/coverage.ts';
import { unifiedAuditSource } from '../../ports/lateness.ts';
import type { SearchJobs } from '../../ports/search-jobs.ts';
import type { Detected } from '../detect.ts';
import { detectUnified } from '../detect-unified.ts';
import type { Quieting } from '../hold-back.ts';
import { fileFindings, type SliceRead, storeRead } from '../pipeline.ts';
import { quietUntilOf } from '../quiet-until.ts';
import { routingOf } from '../routing.ts';
import type { ActiveRule, UnifiedRule } from '../rule.ts';
import { auditingOff } from '../rules/auditing-off.ts';
import { auditingDisabled, disabledCode } from './auditing-disabled.ts';

export interface FilingDeps extends Quieting {
  readonly tenantId: string;
  /** Under the fence of whoever looks. */
  readonly alerts: AlertStore;
  readonly searches: SearchJobs;
  readonly rules: readonly ActiveRule<UnifiedRule>[];
  readonly clock: Clock;
  readonly newId: () => string;
}

const source = unifiedAuditSource;

function circumstancesOf(deps: FilingDeps) {
  return {
    ...deps,
    ruleIds: deps.rules.map(({ rule }) => rule.id),
    waiting: new Set<string>(),
    gathered: new Map<string, never>(),
    quietUntil: quietUntilOf(deps.rules),
    routingOf: routingOf(deps.rules),
  };
}

function failureOf({ window }: SearchJob, at: Date, code: string, reason: string): FailedRead {
  return { source, task: 'poll', window, at, code, reason };
}

/** Undefined where the records are no longer kept. */
async function readFound(
  job: SearchJob,
  { tenantId, searches, rules, clock }: FilingDeps,
): Promise<SliceRead | undefined> {
  const readAt = clock.now();
  const detected: Detected[] = [];
  let pages = 0;
  for await (const piece of searches.records(tenantId, job.result?.reading ?? '')) {
    pages += 1;
    for (const record of piece) detected.push(detectUnified(record, rules, readAt));
  }
  const rows = detected.length;
  if (rows < (job.result?.records ?? 0)) return undefined;
  return { source, ...job.window, readAt, pages, rows, detected };
}

function isWhole({ result }: SearchJob): boolean {
  return result?.isTruncated === false && result.unreadable === 0 && result.dropped === 0;
}

/**
 * Judges what a search has found and stores cases, requests for cards and the proof of the read in one transaction.
 * False when the records are no longer kept.
 */
export async function fileSearch(job: SearchJob, deps: FilingDeps): Promise<boolean> {
  const found = await readFound(job, deps);
  if (found === undefined) return false;
  await deps.alerts.write(deps.tenantId, async (writer) => {
    await storeRead(writer, found, circumstancesOf(deps));
    if (isWhole(job)) return;
    const reason = 'Microsoft’s answer to the last search was not whole: records are missing.';
    await writer.noteFailedRead(failureOf(job, found.readAt, 'unavailable', reason));
  });
  return true;
}

/** That the log is off is a finding itself. */
async function fileDisabled(writer: AlertWriter, job: SearchJob, deps: FilingDeps): Promise<void> {
  const active = deps.rules.find(({ rule }) => rule.id === auditingOff.id);
  if (active === undefined || job.problem?.code !== disabledCode) return;
  const { id, at, outcome, findings } = auditingDisabled(job, active);
  if ((await writer.knownRecords(source, [id])).has(id)) return;
  const now = deps.clock.now();
  await writer.rememberRecords(source, [{ id, at, outcome, firstSeenAt: now }]);
  await fileFindings(writer, findings, now, circumstancesOf(deps));
}

/** Keeps why a search failed, and tells of auditing that is off. */
export async function fileFailure(job: SearchJob, deps: FilingDeps): Promise<void> {
  const { code = 'unknown', sentence = 'The search failed.', hint } = job.problem ?? {};
  const reason = hint === undefined ? sentence : `${sentence} ${hint}`;
  await deps.alerts.write(deps.tenantId, async (writer) => {
    await fileDisabled(writer, job, deps);
    await writer.noteFailedRead(failureOf(job, deps.clock.now(), code, reason));
  });
}
