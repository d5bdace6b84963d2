import type { Case } from '../domain/case.ts';
import type { SilenceMatcher } from '../domain/silence.ts';

/**
 * What somebody means who says of a case “this is expected”: this user, this policy, this app. Of a change it is
 * who made it and to what, by this rule alone: nobody means that user's own blocks by that policy too.
 */
export function expectedHere({ rule, user, policy, app, latest }: Case): SilenceMatcher {
  if (latest.record === undefined) return { user, policy, app };
  return policy === undefined ? { rule, user, app } : { rule, user, policy };
}
