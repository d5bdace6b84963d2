import { errorKind, isBenign } from './error-codes.ts';
import { type SignIn, whoSignedIn } from './sign-in.ts';
import { type Attempt, isUnmetPrompt, judge, type Verdict } from './verdict.ts';

/** Clients reuse correlation ids for hours; no sign-in takes longer than this from first to last row. */
export const longestAttemptMs = 15 * 60_000;

/** A client that loops under one correlation id must not make folding slow: older attempts stay closed. */
const mostRecentOfThread = 10;

/** An attempt while its rows are gathered: oldest first. */
interface Gathering {
  readonly rows: [SignIn, ...SignIn[]];
  readonly first: SignIn;
  /** The row that decides so far: what comes next continues from here. */
  deciding: SignIn;
}

function byTime(a: SignIn, b: SignIn): number {
  // In the same instant a success comes last: it is what the prompt beside it led to.
  return a.at.getTime() - b.at.getTime() || Number(a.errorCode === 0) - Number(b.errorCode === 0);
}

/** One row per record id: a record read twice was updated in between, and what was read last stands. */
function oncePerRecord(rows: readonly SignIn[]): SignIn[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function threadsOf(row: SignIn): string[] {
  const whoAndWhat = `${row.userId ?? whoSignedIn(row).toLowerCase()}|${row.appId ?? row.appName}`;
  return [
    ...(row.correlationId ? [`correlation|${row.correlationId}|${whoAndWhat}`] : []),
    ...(row.originalRequestId ? [`request|${row.originalRequestId}|${whoAndWhat}`] : []),
  ];
}

function repeats(deciding: SignIn, next: SignIn): boolean {
  return (
    deciding.errorCode === next.errorCode &&
    deciding.interactive === next.interactive &&
    deciding.ip === next.ip &&
    deciding.resourceName === next.resourceName
  );
}

/** Something was asked for and may still be given. */
function isPending(row: SignIn): boolean {
  const kind = errorKind(row.errorCode);
  return judge(row).outcome === 'interrupted' || kind === 'mfa-failed' || kind === 'session';
}

/**
 * Getting in ends an attempt. Before that a person may retry whatever happened, and what a silent request was
 * asked for may be given interactively; but a silent token refresh never completes what a person was asked for,
 * nor makes up for a silent block: those are events of their own.
 */
function continues(deciding: SignIn, next: SignIn): boolean {
  if (repeats(deciding, next)) return true;
  if (deciding.errorCode === 0) return isBenign(next.errorCode);
  if (next.interactive) return deciding.interactive || isPending(deciding);
  return (
    !deciding.interactive && isPending(deciding) && deciding.resourceName === next.resourceName
  );
}

function accepts(attempt: Gathering, row: SignIn): boolean {
  const spanMs = row.at.getTime() - attempt.first.at.getTime();
  return spanMs <= longestAttemptMs && continues(attempt.deciding, row);
}

function add(attempt: Gathering, row: SignIn): void {
  attempt.rows.push(row);
  const isPause = isBenign(row.errorCode) && !isBenign(attempt.deciding.errorCode);
  if (!isPause) attempt.deciding = row;
}

function remember(attempts: readonly Gathering[], latest: Gathering): Gathering[] {
  return [...attempts.filter((attempt) => attempt !== latest), latest].slice(-mostRecentOfThread);
}

function judgeAttempt({ rows, deciding }: Gathering): Verdict {
  const verdict = judge(deciding);
  const prompt = rows.findLast((row) => isUnmetPrompt(row));
  if (verdict.outcome !== 'succeeded' || prompt === undefined) return verdict;
  return {
    outcome: 'succeeded',
    completed: true,
    policy: judge(prompt).policy,
    headline: 'interrupted, then completed',
  };
}

function toAttempt(gathered: Gathering): Attempt {
  const [newest = gathered.first, ...older] = gathered.rows.toReversed();
  return {
    rows: [newest, ...older],
    final: gathered.deciding,
    verdict: judgeAttempt(gathered),
  };
}

/**
 * Folds rows of one attempt (same correlation id or original request, user and app, within 15 minutes) into
 * one with its final result. Takes rows in any order; attempts come newest first, by their newest row.
 */
export function foldAttempts(rows: readonly SignIn[]): Attempt[] {
  const gathered: Gathering[] = [];
  const recent = new Map<string, readonly Gathering[]>();
  for (const row of oncePerRecord(rows).sort(byTime)) {
    const threads = threadsOf(row);
    const candidates = threads.flatMap((thread) => recent.get(thread) ?? []);
    let attempt = candidates.findLast((candidate) => accepts(candidate, row));
    if (attempt) {
      add(attempt, row);
    } else {
      attempt = { rows: [row], first: row, deciding: row };
      gathered.push(attempt);
    }
    for (const thread of threads) recent.set(thread, remember(recent.get(thread) ?? [], attempt));
  }
  return gathered.map(toAttempt).sort((a, b) => b.rows[0].at.getTime() - a.rows[0].at.getTime());
}
