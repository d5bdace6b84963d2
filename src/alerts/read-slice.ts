import type { TimeWindow } from '../domain/time-window.ts';
import type { Clock } from '../ports/clock.ts';
import { signInLogSource } from '../ports/lateness.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { type Detected, detect } from './detect.ts';
import type { SliceRead } from './pipeline.ts';
import type { ActiveRule } from './rule.ts';

/** How the ledger and the seen records name the sign-in log. */
export const signInSource = signInLogSource;

interface Reader {
  readonly signIns: SignInLog;
  readonly rules: readonly ActiveRule[];
  readonly clock: Clock;
}

/**
 * Reads one window of sign-ins that failed conditional access, interactive and not (which v1.0 lacks),
 * and judges each row as it comes, so that no more than a page of raw records is held.
 */
export async function readSlice(
  { signIns, rules, clock }: Reader,
  window: TimeWindow,
  {
    signal,
    turn,
  }: { readonly signal: AbortSignal; readonly turn?: (() => Promise<unknown>) | undefined },
): Promise<SliceRead> {
  const detected: Detected[] = [];
  let pages = 0;
  const found = signIns.pages(
    { window, types: ['interactiveUser', 'nonInteractiveUser'], conditionalAccessFailed: true },
    { priority: 'poll', pageSize: 1000, signal },
  );
  for await (const { rows } of found) {
    pages += 1;
    await turn?.();
    const seenAt = clock.now();
    for (const row of rows) detected.push(detect(row, rules, seenAt));
  }
  return {
    source: signInSource,
    from: window.from,
    to: window.to,
    readAt: clock.now(),
    pages,
    rows: detected.length,
    detected,
  };
}
