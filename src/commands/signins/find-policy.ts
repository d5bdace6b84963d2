import type { Policy } from '../../domain/policy.ts';
import type { Policies } from '../../ports/policies.ts';
import { matchingPolicies } from '../policy/find-policy.ts';
import { readPolicies } from '../policy-names.ts';
import type { AskedPolicy } from './question.ts';

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type AskedPolicyFound =
  | { readonly kind: 'one'; readonly policy: AskedPolicy }
  | { readonly kind: 'several'; readonly policies: readonly Policy[] };

/**
 * The policy that the words stand for. Records outlive policies, and the list of policies may not be readable:
 * what is not found there is looked for in the records, by id or by name.
 */
export async function findAskedPolicy(
  words: string,
  policies: Policies,
  signal: AbortSignal,
): Promise<AskedPolicyFound> {
  const known = await readPolicies(policies, signal);
  const found = matchingPolicies(known.policies, words);
  const [only] = found;
  if (only && found.length > 1) return { kind: 'several', policies: found };
  if (only) return { kind: 'one', policy: { id: only.id, name: only.name } };
  const id = guidShape.test(words) ? words.toLowerCase() : undefined;
  return { kind: 'one', policy: { id, name: words } };
}
