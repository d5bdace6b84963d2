import {
  type AuditFinding,
  type AuditScan,
  noMailboxes,
  tallyMailbox,
} from '../domain/auditing/audit-scan.ts';
import { waitBeforeRetryMs } from '../domain/backoff.ts';
import { type AppError, toAppError } from '../errors.ts';
import { type AuditSwitches, PageForgotten } from '../ports/audit-switches.ts';
import type { AuditScans } from '../ports/audit-work.ts';
import type { Clock } from '../ports/clock.ts';

export interface ScanDeps {
  readonly tenantId: string;
  readonly scans: AuditScans;
  readonly switches: Pick<AuditSwitches, 'mailboxes' | 'bypasses'>;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
}

interface Page {
  readonly scan: AuditScan;
  readonly found: readonly AuditFinding[];
}

/** One turn reads for so long, then lets others go on; a page more may follow. */
const turnMs = 15_000;
const mostFailures = 12;
const mostRestarts = 5;
const pageSize = 1000;

async function readMailboxes(scan: AuditScan, { switches }: ScanDeps, signal: AbortSignal) {
  const { rows, next } = await switches.mailboxes(
    { priority: 'poll', pageSize, signal },
    scan.next,
  );
  const found: AuditFinding[] = [];
  let tally = scan.mailboxes;
  for (const mailbox of rows) {
    const counted = tallyMailbox(tally, mailbox);
    tally = counted.tally;
    found.push(...counted.findings);
  }
  const step = next === undefined ? 'bypasses' : 'mailboxes';
  return { scan: { ...scan, step, mailboxes: tally, next } as const, found };
}

async function readBypasses(scan: AuditScan, { switches, clock }: ScanDeps, signal: AbortSignal) {
  const { rows, next } = await switches.bypasses({ priority: 'poll', pageSize, signal }, scan.next);
  const bypassed = rows.filter(({ isBypassed }) => isBypassed);
  const found = bypassed.map(({ id, name }) => ({
    kind: 'bypass' as const,
    subject: { id, name },
  }));
  const read: AuditScan = {
    ...scan,
    accounts: scan.accounts + rows.length,
    bypassed: scan.bypassed + bypassed.length,
    next,
  };
  if (next !== undefined) return { scan: read, found };
  return { scan: { ...read, state: 'finished' as const, endedAt: clock.now() }, found };
}

/** Exchange forgot the list: what was counted of it is counted anew. */
function begunAnew(scan: AuditScan): AuditScan {
  const { next, ...rest } = scan;
  return scan.step === 'mailboxes'
    ? { ...rest, mailboxes: noMailboxes, restarts: scan.restarts + 1 }
    : { ...rest, accounts: 0, bypassed: 0, restarts: scan.restarts + 1 };
}

function afterFailure(scan: AuditScan, error: AppError, { clock, random }: ScanDeps): AuditScan {
  const { message: sentence, hint, retryAfterSeconds } = error;
  const failures = scan.failures + 1;
  const problem = { sentence, ...(hint !== undefined && { hint }) };
  const now = clock.now();
  if (!error.retryable || failures > mostFailures) {
    return { ...scan, state: 'failed', endedAt: now, failures, problem };
  }
  const waitMs = waitBeforeRetryMs({ attempts: failures, retryAfterSeconds, random: random() });
  return { ...scan, failures, problem, dueAt: new Date(now.getTime() + waitMs) };
}

function settled({ scan, found }: Page): Page {
  const { problem, ...rest } = scan;
  return { scan: { ...rest, failures: 0 }, found };
}

/** Reads the next page and keeps it with what it found. Undefined when the turn is over. */
async function takePage(
  scan: AuditScan,
  deps: ScanDeps,
  signal: AbortSignal,
): Promise<AuditScan | undefined> {
  const kinds =
    scan.step === 'mailboxes' ? (['outdated', 'left-out'] as const) : (['bypass'] as const);
  try {
    const read = scan.step === 'mailboxes' ? readMailboxes : readBypasses;
    const page = settled(await read(scan, deps, signal));
    return await deps.scans.save(page.scan, page.found);
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof PageForgotten && scan.restarts < mostRestarts) {
      return deps.scans.save(begunAnew(scan), [], kinds);
    }
    const error = toAppError(thrown);
    if (error.code === 'store-failed') throw error;
    await deps.scans.save(afterFailure(scan, error, deps), []);
    return undefined;
  }
}

/**
 * Reads on in the list of all mailboxes, then in that of all accounts, page by page: what a page says is kept with it,
 * so that a crash repeats one page, and no turn holds more than one. `goOn` throws when another replica has taken over.
 */
export async function readOn(
  deps: ScanDeps,
  goOn: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { scans, tenantId, clock } = deps;
  const until = clock.now().getTime() + turnMs;
  let scan = await scans.latest(tenantId);
  while (scan?.state === 'running' && scan.dueAt <= clock.now()) {
    await goOn();
    scan = await takePage(scan, deps, signal);
    if (clock.now().getTime() > until) return;
  }
}
