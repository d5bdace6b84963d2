import type { Case } from '../domain/case.ts';
import type { SilenceMatcher } from '../domain/silence.ts';

/** What somebody means who says of a case “this is expected”: this user, this policy, this app; of many people: this policy. */
export function expectedHere({ user, policy, app, spread }: Case): SilenceMatcher {
  return spread === undefined ? { user, policy, app } : { policy };
}
