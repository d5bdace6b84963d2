import { explainCode } from '../../domain/error-codes.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import { userKeyOf } from '../detect.ts';
import { type ActivityMatch, defineActivityRule } from '../rule.ts';

function matchOf({ errorCode, failureReason }: SignIn): ActivityMatch {
  const got = errorCode === 0;
  const outcome = got
    ? 'The sign-in succeeded.'
    : `It did not get in: ${explainCode(errorCode, failureReason).meaning}`;
  return {
    headline: got ? 'emergency account signed in' : 'emergency account tried, did not get in',
    why: `This account is in BREAK_GLASS: it is for emergencies alone. ${outcome}`,
    nextStep: got
      ? 'Ask whoever keeps its credentials at once. If nobody used it on purpose, block the account, revoke its sessions and look at what it changed (say “audits by” and its name).'
      : 'Ask whoever keeps its credentials at once. If nobody tried it, somebody knows its name: change the password, and look at the address it came from.',
  };
}

/** Any sign-in of an account in BREAK_GLASS, whatever became of it: a case for each account. */
export const breakGlassUsed = defineActivityRule({
  id: 'break-glass-used',
  source: 'all-sign-ins',
  severity: 'critical',
  verdict: 'Got in',
  summary:
    'any sign-in of an emergency account (BREAK_GLASS), successful or not; says nothing while none is named',
  numbers: {},
  observe: (signIn, { isEmergency }) =>
    isEmergency ? { subject: userKeyOf(signIn), match: matchOf(signIn) } : undefined,
});
