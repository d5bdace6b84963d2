import { describe, expect, it } from '@jest/globals';
import { newCountry } from '../../../src/alerts/rules/new-country.ts';
import { activeRules } from '../active-rules.ts';
import { aSilence, atMinute, tenantId } from '../builders.ts';
import { aTry } from '../tries.ts';
import { inWorld, type World } from '../world.ts';
import { findingOf, status } from './observing.ts';

const dayOf = 24 * 60;
const from = (country: string) => ({ city: 'Somewhere', state: '', countryOrRegion: country });

/** A sign-in of that user that got in from there. */
function gotIn(id: string, day: number, country: string, user = 'ada') {
  const row = aTry({ id, minute: day * dayOf, user, code: 0 });
  return { ...row, country };
}

const watched = (work: (world: World) => Promise<void>, settings = {}) =>
  inWorld(work, { change: { rules: activeRules({ 'new-country': settings }, 'new-country') } });

/** Polls often enough that nothing lies between the reads. */
async function until(world: World, from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day += 1) await world.at(day * dayOf + 60);
}

describe('a user who gets in from a new country', () => {
  it('is a case of that user and country, and says where she usually is', () =>
    watched(async (world) => {
      world.signIns.put(gotIn('home', 0, 'NO'));
      world.signIns.put(gotIn('away', 20, 'FR'));
      world.signIns.put(gotIn('again', 21, 'FR'));
      world.signIns.put(gotIn('new here', 21, 'FR', 'bo'));
      await until(world, 0, 22);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({
          rule: 'new-country',
          title: 'ada: got in from France, not seen there for 90 days',
          count: 1,
          latestSignInId: 'away',
          facts: [{ title: 'Usual countries', value: 'Norway' }],
        }),
      ]);
    }));

  it('is found late and told once, also when the read is repeated', () =>
    watched(async (world) => {
      world.signIns.put(gotIn('home', 0, 'NO'));
      await until(world, 0, 20);
      world.signIns.put(gotIn('away', 20, 'FR'), 20 * dayOf + 90);
      await world.at(20 * dayOf + 91);
      await world.at(20 * dayOf + 97);
      expect(world.teams.shown().map(({ latestSignInId }) => latestSignInId)).toEqual(['away']);
    }));

  it('is kept quiet while she travels there, and there alone', () =>
    watched(async (world) => {
      await world.store.alerts.write(tenantId, (writer) =>
        writer.saveSilence({
          ...aSilence,
          matcher: { user: { id: 'id-of-ada', name: 'ada' }, country: 'FR' },
          from: atMinute(0),
          until: atMinute(60 * dayOf),
        }),
      );
      world.signIns.put(gotIn('home', 0, 'NO'));
      world.signIns.put(gotIn('travel', 20, 'FR'));
      world.signIns.put(gotIn('elsewhere', 20, 'BR'));
      await until(world, 0, 21);
      expect(world.teams.shown().map(({ latestSignInId }) => latestSignInId)).toEqual([
        'elsewhere',
      ]);
    }));

  it('learns of all, whatever the settings let count', () =>
    watched(
      async (world) => {
        world.signIns.put(gotIn('home', 0, 'NO'));
        world.signIns.put(gotIn('unwatched', 20, 'SE'));
        world.signIns.put(gotIn('watched', 20, 'RU'));
        await until(world, 0, 21);
        expect(world.teams.shown().map(({ latestSignInId }) => latestSignInId)).toEqual([
          'watched',
        ]);
      },
      { match: { countries: ['RU'] } },
    ));

  it('looks at those that got in and have a place, a session that is renewed too', () => {
    expect(findingOf(newCountry, { location: from('FR') })).toBeDefined();
    expect(
      findingOf(newCountry, { location: from('FR'), signInEventTypes: ['nonInteractiveUser'] }),
    ).toBeDefined();
    expect(findingOf(newCountry, { location: from('FR'), ...status(50126) })).toBeUndefined();
    expect(findingOf(newCountry, { location: from('') })).toBeUndefined();
  });
});
