import { countryName } from '../../domain/country.ts';
import { listed } from '../../domain/sentence.ts';
import { userKeyOf } from '../detect.ts';
import { defineActivityRule } from '../rule.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * Sign-ins that got in from a country in which nobody has seen this user for some time; a case for each user and
 * country. The watch learns first: it says nothing of a user whom it has not known for `learnDays`, and reads nothing
 * from before it began.
 */
export const newCountry = defineActivityRule({
  id: 'new-country',
  source: 'all-sign-ins',
  severity: 'medium',
  verdict: 'Got in',
  summary: 'a user who got in from a country where she was not seen for some time',
  numbers: {
    days: { least: 1, most: 365, usual: 90 },
    learnDays: { least: 1, most: 90, usual: 14 },
  },
  observe(signIn) {
    const { country, errorCode } = signIn;
    if (country === undefined || errorCode !== 0) return undefined;
    return { subject: `${userKeyOf(signIn)} ${country}`, role: country };
  },
  countries: {
    limits: ({ days, learnDays }) => ({ absentMs: days * dayMs, learnMs: learnDays * dayMs }),
    words({ country, usual }, { days }) {
      const where = countryName(country);
      const seen = usual.length === 0 ? 'nowhere' : `in ${listed(usual.map(countryName))}`;
      return {
        headline: `got in from ${where}, not seen there for ${days} days`,
        why: `In the ${days} days before, the watch saw this user ${seen}.`,
        nextStep: `Ask the user, by another way than mail or chat, whether she is in ${where} or uses a VPN. If not, revoke her sessions and change the password now; if she is travelling, “travel” keeps quiet what she does from there.`,
        facts: [
          {
            title: 'Usual countries',
            value: usual.length === 0 ? 'none lately' : listed(usual.map(countryName)),
          },
        ],
      };
    },
  },
});
