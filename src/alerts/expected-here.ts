import type { Case } from '../domain/case.ts';
import type { SilenceMatcher } from '../domain/silence.ts';

/** What somebody means who says of a case “this is expected”: this user, this policy, this app. */
export function expectedHere({ user, policy, app }: Case): SilenceMatcher {
  return { user, policy, app };
}
