import { AppError } from '../errors.ts';
import type { Finding } from '../ports/doctor.ts';
import type { Check, Outcome } from './check.ts';
import { fail, skip } from './check.ts';

/** A check that knows what it asks, and what it has to wait for. */
export interface BoundCheck extends Pick<Check, 'id' | 'title' | 'after' | 'silence'> {
  readonly needs: readonly string[];
  readonly run: (signal: AbortSignal) => Promise<Outcome>;
}

export interface Patience {
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** A signal that ends one check, counted from when it begins. */
  readonly deadline: () => AbortSignal;
}

const noTime = skip('not looked at: the time was over');
const silence = fail(
  'there was no answer in time',
  'Ask again; if it stays, look at what lies between this machine and the service: proxy, firewall, name server.',
);

/** An error that nobody foresaw is told by its own sentence where it is ours, and never with its inside. */
function unforeseen(thrown: unknown): Outcome {
  if (thrown instanceof AppError) {
    return fail(thrown.message, thrown.hint ?? 'Ask again in a minute.');
  }
  const name = thrown instanceof Error ? thrown.name : 'unknown';
  return fail(
    `this check itself went wrong (${name})`,
    'Ask again; if it stays, report it with the line above.',
  );
}

/** Rejects with the signal’s end, for work that does not listen to it. */
function endOf(signal: AbortSignal): { readonly ended: Promise<never>; forget(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return { ended: promise, forget: () => signal.removeEventListener('abort', stop) };
}

async function runOne(check: BoundCheck, { signal, deadline }: Patience): Promise<Outcome> {
  if (signal.aborted) return noTime;
  const own = AbortSignal.any([signal, deadline()]);
  const { ended, forget } = endOf(own);
  try {
    return await Promise.race([check.run(own), ended]);
  } catch (thrown) {
    if (signal.aborted) return noTime;
    return own.aborted ? (check.silence ?? silence) : unforeseen(thrown);
  } finally {
    forget();
  }
}

/** Why a check says nothing new: the first thing that failed below it. */
function blockerOf(needed: readonly Finding[]): Outcome | undefined {
  const failed = needed.find(({ state }) => state === 'fail');
  if (failed) return skip(`because “${failed.title}” failed`);
  const skipped = needed.find(({ state }) => state === 'skip');
  return skipped && skip(skipped.evidence);
}

/**
 * Runs checks side by side, each as soon as what it needs has not failed, and gives what they found in the order of
 * the list. Every check comes to an end: by its own deadline, or when all are ended.
 */
export async function* examine(
  checks: readonly BoundCheck[],
  patience: Patience,
): AsyncGenerator<Finding> {
  const running = new Map<string, Promise<Finding>>();
  const wait = async (ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => running.get(id)))).filter((one) => one !== undefined);

  async function start(check: BoundCheck): Promise<Finding> {
    const { id, title } = check;
    const needed = await wait(check.needs);
    await wait(check.after ?? []);
    const outcome = blockerOf(needed) ?? (await runOne(check, patience));
    return { id, title, ...outcome };
  }

  for (const check of checks) running.set(check.id, start(check));
  for (const { id } of checks) {
    const finding = await running.get(id);
    if (finding) yield finding;
  }
}
