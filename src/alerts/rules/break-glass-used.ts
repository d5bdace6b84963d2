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
    verdict: got ? 'Got in' : 'Stopped',
    headline: got ? 'emergency account signed in' : 'emergency account tried, did not get in',
    why: `This account is in BREAK_GLASS: it is for emergencies alone. ${outcome}`,
    nextStep: got
      ? 'Ask whoever keeps its credentials at once. If nobody used it on purpose, block the account, revoke its sessions and look at what it changed (say “audits by” and its name).'
      : 'Ask whoever keeps its credentials at once. If nobody tried it, somebody knows its name: change the password, and look at the address it came from.',
  };
}

/**
 * Any sign-in of an account in BREAK_GLASS, whatever became of it. A case for each account, and one more for what did
 * not get in: a success after tries must ring, and not be a line on their card.
 */
export const breakGlassUsed = defineActivityRule({
  id: 'break-glass-used',
  source: 'all-sign-ins',
  severity: 'critical',
  verdict: 'Got in',
  summary:
    'any sign-in of an emergency account (BREAK_GLASS), successful or not; says nothing while none is named',
  numbers: {},
  tellsEach: 'each use of an emergency account is told',
  observe(signIn, { isEmergency }) {
    if (!isEmergency) return undefined;
    const subject = JSON.stringify([userKeyOf(signIn), signIn.errorCode === 0 ? 'used' : 'tried']);
    return { subject, match: matchOf(signIn) };
  },
});
