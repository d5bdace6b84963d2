import { isClient } from '../../domain/client-apps.ts';
import { countryCode } from '../../domain/country.ts';
import { effectOf, type PolicyEffect } from '../../domain/policy-results.ts';
import { rehearsed } from '../../domain/report-only.ts';
import { isRisky } from '../../domain/risk.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import type { Attempt } from '../../domain/verdict.ts';
import type { AskedPolicy, Question } from './question.ts';

/** What every record of an attempt shares; Graph filters by it too, and may have been asked for less. */
export function rowFits(row: SignIn, { app, ip, country, client }: Question): boolean {
  const isApp = app === undefined || row.appName?.toLowerCase().includes(app.toLowerCase());
  const isIp = ip === undefined || row.ip?.startsWith(ip);
  const isThere = country === undefined || countryCode(row.country ?? '') === country;
  const isWith = client === undefined || isClient(row.clientApp, client);
  return Boolean(isApp && isIp && isThere && isWith);
}

/** Ids of the asked policy in an attempt: one that is known by a part of its name alone may be several. */
function idsIn(attempt: Attempt, { id, name }: AskedPolicy): string[] {
  if (id !== undefined) return [id];
  const wanted = name.toLowerCase();
  const policies = attempt.rows.flatMap((row) => row.policies ?? []);
  const alike = policies.filter((policy) => policy.name.toLowerCase().includes(wanted));
  return [...new Set(alike.flatMap((policy) => policy.id ?? []))];
}

/** What the asked policy did to an attempt; undefined: it did not apply, or the record does not say. */
export function policyEffect(attempt: Attempt, policy: AskedPolicy): PolicyEffect | undefined {
  for (const id of idsIn(attempt, policy)) {
    const effect = effectOf(attempt, id);
    if (effect !== undefined) return effect;
  }
  return undefined;
}

/** The report-only policies that would have stopped or prompted an attempt, of all or of the asked one. */
export function rehearsedIn(attempt: Attempt, policy: AskedPolicy | undefined) {
  const ids = policy && idsIn(attempt, policy);
  return rehearsed(attempt.final).filter(
    (one) =>
      ids === undefined || ids.some((id) => id.toLowerCase() === one.policy.id?.toLowerCase()),
  );
}

/** What only all records of an attempt together can say. */
export function attemptFits(attempt: Attempt, { policy, reportOnly, risky }: Question): boolean {
  const isApplied = policy === undefined || policyEffect(attempt, policy) !== undefined;
  const isRehearsed = !reportOnly || rehearsedIn(attempt, policy).length > 0;
  return isApplied && isRehearsed && (!risky || attempt.rows.some(isRisky));
}

/** True when the attempt has the verdict asked for, if one was. */
export function outcomeFits({ verdict }: Attempt, { outcome }: Question): boolean {
  return outcome === undefined || verdict.outcome === outcome;
}
