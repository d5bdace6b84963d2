import type { Case } from '../domain/case.ts';
import type { AlertWriter } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Finding } from '../ports/finding.ts';
import type { Gathering } from './rule.ts';

interface Circumstances {
  /** Rules whose findings become one case of the policy when there are many, and what many is. */
  readonly gathered: ReadonlyMap<string, Gathering>;
  readonly breakGlass?: Pick<BreakGlass, 'refusal'> | undefined;
}

/** What gathering asks of the cases there are. */
export type CaseLookup = Pick<AlertWriter, 'unresolvedCases' | 'latelyStruck'>;

/** Somebody to whom a policy did something. */
interface Struck {
  readonly who: string;
  readonly at: Date;
}

/** The case of a policy that strikes many; JSON, so that no name can imitate a separator. */
export function policyKey({ rule, policy }: Finding): string {
  return JSON.stringify([rule, 'many people', policy?.id ?? policy?.name ?? '']);
}

/** An emergency account has a case of its own, whatever the rule groups by. */
function onItsOwn({ isGathered: _, ...finding }: Finding): Finding {
  return { ...finding, key: JSON.stringify([finding.rule, 'alone', whoOf(finding.user)]) };
}

export function whoOf({ id, userPrincipalName, name }: Finding['user']): string {
  return id ?? userPrincipalName?.toLowerCase() ?? name;
}

/** The most people struck within any span of that length. */
export function mostPeopleWithin(struck: readonly Struck[], spanMs: number): number {
  const oldestFirst = struck.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const within = new Map<string, number>();
  let [most, start] = [0, 0];
  for (const { who, at } of oldestFirst) {
    within.set(who, (within.get(who) ?? 0) + 1);
    for (let first = oldestFirst[start]; first !== undefined; first = oldestFirst[start]) {
      if (at.getTime() - first.at.getTime() <= spanMs) break;
      const left = (within.get(first.who) ?? 0) - 1;
      if (left > 0) within.set(first.who, left);
      else within.delete(first.who);
      start += 1;
    }
    most = Math.max(most, within.size);
  }
  return most;
}

const struckBy = ({ user, signIn }: Finding): Struck => ({ who: whoOf(user), at: signIn.at });

async function areMany(
  writer: CaseLookup,
  findings: readonly Finding[],
  { people, withinMs }: Gathering,
): Promise<boolean> {
  const struck = findings.map(struckBy);
  if (mostPeopleWithin(struck, withinMs) >= people) return true;
  const [first] = findings;
  if (first?.policy?.id === undefined) return false;
  const since = Math.min(...struck.map(({ at }) => at.getTime())) - withinMs;
  const known = await writer.latelyStruck(first.rule, first.policy.id, new Date(since), people);
  return mostPeopleWithin([...struck, ...known], withinMs) >= people;
}

/**
 * Gives the findings of a policy that strikes many people the key of one case. Who has a case already
 * stays with it, and so does everybody who may not be overlooked; once the policy has such a case, others join it.
 */
export async function gather(
  writer: CaseLookup,
  findings: readonly Finding[],
  unresolved: ReadonlyMap<string, Case>,
  { gathered, breakGlass }: Circumstances,
): Promise<Finding[]> {
  const mayNotBeFolded = ({ user }: Finding) => breakGlass?.refusal(user) !== undefined;
  const candidates = findings.filter(
    (finding) =>
      gathered.has(finding.rule) &&
      finding.policy !== undefined &&
      !finding.isGathered &&
      !mayNotBeFolded(finding),
  );
  if (candidates.length === 0 && !findings.some(({ isGathered }) => isGathered)) {
    return [...findings];
  }
  const byPolicy = Map.groupBy(candidates, policyKey);
  const known = await writer.unresolvedCases([...byPolicy.keys()]);
  const moved = new Map<Finding, string>();
  for (const [key, members] of byPolicy) {
    const free = members.filter((finding) => !unresolved.has(finding.key));
    const limits = gathered.get(members[0]?.rule ?? '');
    if (free.length === 0 || limits === undefined) continue;
    if (known.has(key) || (await areMany(writer, free, limits))) {
      for (const finding of free) moved.set(finding, key);
    }
  }
  return findings.map((finding) => {
    const key = moved.get(finding);
    if (finding.isGathered && mayNotBeFolded(finding)) return onItsOwn(finding);
    return key === undefined ? finding : { ...finding, key, isGathered: true };
  });
}
