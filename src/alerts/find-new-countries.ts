import { fitsRule } from '../domain/rule-matcher.ts';
import type { AlertWriter } from '../ports/alert-store.ts';
import type { Observation } from '../ports/observations.ts';
import { followCountries } from './follow-countries.ts';
import type { ActiveRule, ActivityRule } from './rule.ts';

/** Whoever comes back after a year is known still: accounts that slept are what strangers like. */
const keptForMs = 400 * 24 * 60 * 60_000;

/** What of these sign-ins is from a country that is new for its user, with the words for its card. */
export async function findNewCountries(
  writer: AlertWriter,
  { match: matcher = {}, numbers = {} }: ActiveRule<ActivityRule>,
  { limits, words }: NonNullable<ActivityRule['countries']>,
  observed: readonly Observation[],
): Promise<Observation[]> {
  const sightings = observed.map(({ finding: { signIn }, who, role: country = '' }) => ({
    id: signIn.id,
    at: signIn.at,
    who,
    country,
  }));
  const known = await writer.countriesOf(sightings.map(({ who }) => who));
  const { changed, found } = followCountries(known, sightings, limits(numbers));
  await writer.saveCountries(changed, keptForMs);
  const byId = new Map(observed.map((one) => [one.finding.signIn.id, one]));
  return found.flatMap((one) => {
    const observation = byId.get(one.id);
    if (observation === undefined) return [];
    const finding = { ...observation.finding, ...words(one, numbers) };
    return fitsRule(matcher, finding) ? [{ ...observation, finding }] : [];
  });
}
