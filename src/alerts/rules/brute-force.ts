import { isWrongPassword } from '../../domain/password-guess.ts';
import type { Evidence } from '../../ports/observations.ts';
import { crowdsIn } from '../crowds.ts';
import { userKeyOf } from '../detect.ts';
import { type ActivityMatch, defineActivityRule } from '../rule.ts';
import { addressesOf, addressWords, lastedWords } from '../tries-words.ts';

function matchOf(tries: readonly Evidence[]): ActivityMatch {
  const addresses = addressesOf(tries).length;
  const from = addresses > 1 ? `${addresses} addresses` : 'one address';
  return {
    headline: `password tried in vain ${tries.length} times`,
    why: `${tries.length} sign-ins with a wrong, locked or expired password within ${lastedWords(tries)}, from ${from}.`,
    nextStep:
      'Ask the user whether an old password is stored on a phone or in an app: that looks the same. If the addresses are strange, block them by a named location, and see that multifactor authentication is asked of this account.',
    facts: [{ title: 'Tried from', value: addressWords(tries) }],
  };
}

/**
 * Many failed passwords of one user in a short time; a case for each user. A spray that tries one
 * user often is told by `password-spray` and here: there it is about a network, here about an account.
 */
export const bruteForce = defineActivityRule({
  id: 'brute-force',
  source: 'all-sign-ins',
  severity: 'medium',
  verdict: 'Stopped',
  summary:
    'many failed passwords of one user; tries that are part of a password spray count here too',
  numbers: {
    tries: { least: 3, most: 1_000, usual: 20 },
    withinMinutes: { least: 1, most: 1440, usual: 10 },
  },
  observe: (signIn) =>
    isWrongPassword(signIn) ? { subject: userKeyOf(signIn), role: 'failure' } : undefined,
  correlation: {
    withinMs: ({ withinMinutes }) => withinMinutes * 60_000,
    judge(evidence, { tries, withinMinutes }) {
      const crowding = {
        least: tries,
        withinMs: withinMinutes * 60_000,
        of: ({ id }: Evidence) => id,
      };
      return crowdsIn(evidence, crowding).map((run) => ({
        ids: run.map(({ id }) => id),
        match: matchOf(run),
      }));
    },
  },
});
