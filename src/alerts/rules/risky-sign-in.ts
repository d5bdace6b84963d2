import { isRiskSettled, riskRank, riskWords } from '../../domain/risk.ts';
import { userKeyOf } from '../detect.ts';
import { defineActivityRule } from '../rule.ts';

/**
 * Sign-ins that got in although Entra found a risk, then or since, at or above a level (1 low, 2 medium, 3 high) that
 * nobody has dealt with; a case for each user. A risk found later is seen while the sign-in is read again: the last hour
 * by the poll, as far back as ALERT_SWEEP_HOURS by the sweep.
 */
export const riskySignIn = defineActivityRule({
  id: 'risky-sign-in',
  source: 'all-sign-ins',
  severity: 'high',
  verdict: 'Got in',
  summary:
    'sign-ins that got in at a risk of at least 1 low, 2 medium or 3 high (needs Entra ID P2)',
  numbers: { least: { least: 1, most: 3, usual: 2 } },
  observe(signIn, { numbers }) {
    const tooLow = riskRank(signIn) < numbers.least;
    if (signIn.errorCode !== 0 || tooLow || isRiskSettled(signIn)) return undefined;
    const risk = riskWords(signIn) ?? 'risk';
    return {
      subject: userKeyOf(signIn),
      match: {
        headline: `got in at ${risk}`,
        why: `Entra ID Protection takes this sign-in for somebody else’s (${risk}), and it succeeded all the same.`,
        nextStep:
          'Ask the user whether it was her. If not, confirm her as compromised in Entra (Risky users), which changes her password and ends her sessions; if so, dismiss the risk. A policy that asks for multifactor authentication at risk would have stopped it.',
      },
    };
  },
});
