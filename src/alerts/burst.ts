import type { SignIn } from '../domain/sign-in.ts';
import type { Finding } from '../ports/alert-store.ts';
import type { Threshold } from './rule.ts';

const time = (finding: Finding): number => finding.signIn.at.getTime();

/** Clients reuse correlation ids for hours; no attempt lasts longer than this. */
const longestAttemptMs = 15 * 60_000;

function countAttempts(oldestFirst: readonly Finding[]): number {
  const lastOf = new Map<string, number>();
  let count = 0;
  for (const finding of oldestFirst) {
    const last = lastOf.get(finding.attempt) ?? Number.NEGATIVE_INFINITY;
    if (time(finding) - last > longestAttemptMs) count += 1;
    lastOf.set(finding.attempt, time(finding));
  }
  return count;
}

/**
 * Those of one key's waiting findings, oldest first, that lie in a span of `withinMs` with at least
 * `times` distinct attempts.
 */
export function burstOf(findings: readonly Finding[], { times, withinMs }: Threshold): Finding[] {
  // No part of them holds more attempts than all: a client that asks again and again costs one look.
  if (countAttempts(findings) < times) return [];
  const inBurst = new Set<Finding>();
  for (const first of findings) {
    const span = findings.filter(
      (finding) => time(finding) >= time(first) && time(finding) - time(first) <= withinMs,
    );
    if (countAttempts(span) >= times) for (const finding of span) inBurst.add(finding);
  }
  return findings.filter((finding) => inBurst.has(finding));
}

function isCompletedBy(finding: Finding, row: SignIn): boolean {
  if (row.errorCode !== 0 || row.conditionalAccess === 'failure') return false;
  const { attempt, signIn, app } = finding;
  if (row.id === signIn.id) return true;
  const apartMs = Math.abs(row.at.getTime() - signIn.at.getTime());
  const isSameAttempt = [row.id, row.correlationId, row.originalRequestId].includes(attempt);
  if (isSameAttempt && apartMs <= longestAttemptMs) return true;
  const isSameApp = row.appId === undefined ? row.appName === app.name : row.appId === app.id;
  return isSameApp && row.interactive && row.at.getTime() >= signIn.at.getTime();
}

/**
 * Those of the findings that the user got over: by a success in the same attempt, or by a later
 * interactive sign-in to the same app, which settles everything before it. Empty: none, as far as `rows` tell.
 */
export function completedAmong(findings: readonly Finding[], rows: readonly SignIn[]): Finding[] {
  const completing = rows.filter((row) => findings.some((finding) => isCompletedBy(finding, row)));
  const last = Math.max(...completing.map(({ at }) => at.getTime()));
  return findings.filter(
    (finding) => time(finding) <= last || completing.some((row) => isCompletedBy(finding, row)),
  );
}
