import type { NameOf, Policy } from '../domain/policy.ts';
import { idsIn } from '../domain/policy-words.ts';
import type { Directory } from '../ports/directory.ts';
import type { Policies } from '../ports/policies.ts';
import { orProblem } from './or-problem.ts';

/** What can be known of policies now, and a sentence about what cannot. */
export interface KnownPolicies {
  readonly policies: readonly Policy[];
  readonly problem: string;
}

export async function readPolicies(
  policies: Policies,
  signal: AbortSignal,
): Promise<KnownPolicies> {
  const [all, problem] = await orProblem(policies.all(signal), []);
  return { policies: all, problem };
}

/** Names for the ids in these policies: people, groups, roles, apps and named locations. */
export async function namesIn(
  policies: readonly Policy[],
  deps: { readonly directory: Directory; readonly policies: Policies },
  signal: AbortSignal,
): Promise<NameOf> {
  const ids = [...new Set(policies.flatMap(idsIn))];
  if (ids.length === 0) return () => undefined;
  const [[locations], [names]] = await Promise.all([
    orProblem(deps.policies.namedLocations(signal), []),
    orProblem(deps.directory.names(ids, signal), new Map<string, string>()),
  ]);
  const places = new Map(locations.map(({ id, name }) => [id.toLowerCase(), name]));
  return (id) => places.get(id.toLowerCase()) ?? names.get(id.toLowerCase());
}
