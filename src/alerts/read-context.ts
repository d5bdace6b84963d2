import type { CaseContext, ContextSignIn } from '../domain/case-context.ts';
import { placeOf, type SignIn } from '../domain/sign-in.ts';
import { judge } from '../domain/verdict.ts';
import { AppError } from '../errors.ts';
import type { Risk } from '../ports/risk.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';

export interface ContextSources {
  readonly signIns: SignInLog;
  readonly risk: Risk;
}

/** How one part went. A failure that lasts stays until somebody mends a permission or buys a licence. */
type Part<T> =
  | { readonly value: T }
  | { readonly failed: 'passing' | 'lasting'; readonly error: unknown };

const shownSignIns = 5;
const keptMs = 30 * 24 * 60 * 60_000;
const lastingCodes: readonly string[] = ['licence-missing', 'permission-missing', 'not-found'];

/** Rejects when the signal fires: a source may be slow to hear that it is told to stop. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function partOf<T>(work: Promise<T>, signal: AbortSignal): Promise<Part<T>> {
  try {
    return { value: await unlessAborted(work, signal) };
  } catch (error) {
    const isLasting = error instanceof AppError && lastingCodes.includes(error.code);
    return { failed: isLasting ? 'lasting' : 'passing', error };
  }
}

async function lastSignIns(
  userId: string,
  signIns: SignInLog,
  now: Date,
  signal: AbortSignal,
): Promise<readonly ContextSignIn[]> {
  const window = { from: new Date(now.getTime() - keptMs), to: now };
  const options = { priority: 'card', pageSize: shownSignIns, signal } as const;
  const rows: SignIn[] = [];
  for await (const page of signIns.pages({ window, types: ['interactiveUser'], userId }, options)) {
    rows.push(...page.rows);
    if (rows.length >= shownSignIns || !page.more) break;
  }
  return rows.slice(0, shownSignIns).map(toLine);
}

function toLine(row: SignIn): ContextSignIn {
  const { outcome, headline } = judge(row);
  return { id: row.id, at: row.at, outcome, headline, app: row.appName, place: placeOf(row) };
}

export interface ContextReading {
  readonly context: Pick<CaseContext, 'partial' | 'risk' | 'signIns'>;
  /** The first failure that may pass. */
  readonly problem?: unknown;
  /** True when the tenant does not show risk at all: no licence or permission. */
  readonly hidesRisk: boolean;
}

/**
 * Reads what stands around a user's case, side by side: a part that fails, or is not there when the signal fires,
 * takes nothing from the other.
 */
export async function readContext(
  userId: string,
  { signIns, risk }: ContextSources,
  { now, asksRisk, signal }: { now: Date; asksRisk: boolean; signal: AbortSignal },
): Promise<ContextReading> {
  const [rows, level] = await Promise.all([
    partOf(lastSignIns(userId, signIns, now, signal), signal),
    asksRisk ? partOf(risk.ofUser(userId, signal, 'card'), signal) : undefined,
  ]);
  const failures = [rows, level].flatMap((part) => (part && 'failed' in part ? [part] : []));
  const passing = failures.find(({ failed }) => failed === 'passing');
  const known = level && 'value' in level ? level.value : undefined;
  return {
    context: {
      partial: passing !== undefined,
      risk: known && { level: known.level, state: known.state },
      signIns: 'value' in rows ? rows.value : undefined,
    },
    problem: passing?.error,
    hidesRisk: level !== undefined && 'failed' in level && level.failed === 'lasting',
  };
}
