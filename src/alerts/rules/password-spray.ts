import { networkOf } from '../../domain/ip-network.ts';
import { isPasswordGuess } from '../../domain/password-guess.ts';
import type { Evidence } from '../../ports/observations.ts';
import { crowdsIn } from '../crowds.ts';
import { type ActivityMatch, defineActivityRule } from '../rule.ts';
import { addressesOf, addressWords, lastedWords } from '../tries-words.ts';

/** One address where all came from one, else the network. */
function whereOf(tries: readonly Evidence[]): string {
  const addresses = addressesOf(tries);
  const [only = 'an unknown address'] = addresses;
  return addresses.length > 1 ? (networkOf(only) ?? only) : only;
}

/** What addresses of the network begin with, as the log’s are looked for; of IPv6, which is written in many ways, the address. */
function beginningOf(where: string): string {
  return where.replace(/\.0\/24$/, '.').replace(/\/64$/, '');
}

function matchOf(tries: readonly Evidence[]): ActivityMatch {
  const people = new Set(tries.map(({ who }) => who)).size;
  const where = whereOf(tries);
  return {
    headline: `password spray from ${where}: ${tries.length} tries stopped`,
    why: `${tries.length} failed passwords of ${people} people within ${lastedWords(tries)}, all from ${where}. These tries did not get in; one whose password was right is not among them.`,
    nextStep: `Say “signins ip ${beginningOf(where)}” to see whether anybody got in from there: whoever did needs a new password now. If it is not a gateway of your own, block the network by a named location and a policy.`,
    facts: [{ title: 'From', value: addressWords(tries) }],
  };
}

/**
 * Failed passwords of many people from one network (a /24 of IPv4, a /64 of IPv6, and so from one address too) in a short
 * time; a case for each network. Accounts that do not exist count: a spray tries those as well.
 */
export const passwordSpray = defineActivityRule({
  id: 'password-spray',
  source: 'all-sign-ins',
  severity: 'medium',
  verdict: 'Stopped',
  summary: 'failed passwords of many people from one network: a case for each network',
  numbers: {
    people: { least: 2, most: 1_000, usual: 10 },
    withinMinutes: { least: 1, most: 1440, usual: 30 },
  },
  observe(signIn) {
    const network = signIn.ip === undefined ? undefined : networkOf(signIn.ip);
    if (network === undefined || !isPasswordGuess(signIn)) return undefined;
    return { subject: network, role: 'failure' };
  },
  correlation: {
    isMany: true,
    withinMs: ({ withinMinutes }) => withinMinutes * 60_000,
    judge(evidence, { people, withinMinutes }) {
      const crowding = {
        least: people,
        withinMs: withinMinutes * 60_000,
        of: ({ who }: Evidence) => who,
      };
      return crowdsIn(evidence, crowding).map((run) => ({
        ids: run.map(({ id }) => id),
        match: matchOf(run),
      }));
    },
  },
});
