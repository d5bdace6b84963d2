import type { Finding } from '../../ports/alert-store.ts';
import type { Observation } from '../../ports/observations.ts';
import { dedupe } from '../dedupe.ts';
import type { SliceRead } from '../pipeline.ts';
import type { ActiveRule, Correlation } from '../rule.ts';
import { evidenceOf, saidOf, wordsById } from '../store-activity.ts';

/** What each record is evidence of, once, by the case it would belong to. */
function byKey(observed: readonly Observation[]): Map<string, Observation[]> {
  const once = new Map(
    observed.map((one) => [JSON.stringify([one.finding.key, one.finding.signIn.id]), one]),
  );
  return Map.groupBy(once.values(), ({ finding }) => finding.key);
}

/** What alerts when all evidence of a range is judged together. */
function correlated(
  observed: readonly Observation[],
  correlation: Correlation,
  active: ActiveRule,
): Finding[] {
  const { anchor } = correlation;
  return [...byKey(observed).values()].flatMap((members) => {
    if (anchor !== undefined && !members.some(({ role }) => role === anchor)) return [];
    const oldestFirst = members
      .map(evidenceOf)
      .sort((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1));
    const words = wordsById(correlation.judge(oldestFirst, active.numbers ?? {}));
    return members
      .filter(({ finding }) => words.has(finding.signIn.id))
      .map(({ finding }) => saidOf(finding, words.get(finding.signIn.id), active, correlation));
  });
}

/** What one rule found in a read, each record once. */
export function findingsOf(read: SliceRead, active: ActiveRule): Finding[] {
  const { rule } = active;
  const isOwn = (finding: Finding) => finding.rule === rule.id;
  if (rule.source !== 'all-sign-ins') {
    return dedupe(read.detected, new Map()).fresh.flatMap(({ findings }) => findings.filter(isOwn));
  }
  const observed = (read.observed ?? []).filter(({ finding }) => isOwn(finding));
  if (rule.correlation !== undefined) return correlated(observed, rule.correlation, active);
  return [...byKey(observed).values()].flatMap((members) => members.map(({ finding }) => finding));
}
