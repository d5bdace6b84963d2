import { type Case, isSeveral } from '../domain/case.ts';
import type { SilenceMatcher } from '../domain/silence.ts';

/** One app and policy; where the case holds several, what its rule finds in them. */
function ofOne({ rule, policy, app }: Pick<Case, 'rule' | 'policy' | 'app'>): SilenceMatcher {
  const one = {
    policy: policy && (isSeveral(policy) ? undefined : policy),
    app: isSeveral(app) ? undefined : app,
  };
  return one.app === undefined || (policy && one.policy === undefined) ? { rule, ...one } : one;
}

/**
 * What somebody means who says of a case “this is expected”: this user, this policy, this app; of many people this
 * policy. Of a change it is who made it and to what, by this rule alone: nobody means that user's own blocks by that policy too.
 */
export function expectedHere({ rule, user, policy, app, latest, spread }: Case): SilenceMatcher {
  if (spread !== undefined) return { policy };
  if (latest.record === undefined) return { user, ...ofOne({ rule, policy, app }) };
  return policy === undefined ? { rule, user, app } : { rule, user, policy };
}
