import { expect, it } from '@jest/globals';
import type { UserCountry } from '../../src/ports/user-countries.ts';
import { atMinute, minuteMs, tenantId } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const seen = (who: string, country: string, minute = 0): UserCountry => ({
  who,
  country,
  firstAt: atMinute(minute),
  firstRecord: `${who} ${country}`,
  lastAt: atMinute(minute + 5),
});
const keptForMs = 100 * minuteMs;

/** What every store must know of where users were seen. */
export function userCountriesContract(name: string, setUp: () => Setup): void {
  describeStore(`countries of users in ${name}`, setUp, (opened) => {
    it('are given for the users that are asked for, and replaced when they are seen there again', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        const known = [seen('ada', 'FR'), seen('ada', 'NO'), seen('bo', 'NO')];
        await writer.saveCountries(known, keptForMs);
        expect(await writer.countriesOf(['ada', 'ada', 'cy'])).toEqual(known.slice(0, 2));
        const again = { ...seen('ada', 'NO'), lastAt: atMinute(90) };
        await writer.saveCountries([again], keptForMs);
        expect(await writer.countriesOf(['ada'])).toEqual([seen('ada', 'FR'), again]);
        expect(await writer.countriesOf([])).toEqual([]);
        await writer.saveCountries([], keptForMs);
      });
    });

    it('are known for thousands of users at once', async () => {
      const { store } = opened();
      const many = Array.from({ length: 1_203 }, (_, at) => seen(`user-${at}`, 'NO'));
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCountries(many, keptForMs);
        expect(await writer.countriesOf(many.map(({ who }) => who))).toHaveLength(1_203);
      });
    });

    it('are undone with the read that brought them', async () => {
      const { store } = opened();
      const broken = store.alerts.write(tenantId, async (writer) => {
        await writer.saveCountries([seen('ada', 'NO')], keptForMs);
        throw new Error('the process dies');
      });
      await expect(broken).rejects.toThrow();
      await store.alerts.write(tenantId, async (writer) => {
        expect(await writer.countriesOf(['ada'])).toEqual([]);
      });
    });

    it('are forgotten so long after the last sign-in from there, and are the tenant’s own', async () => {
      const { store } = opened();
      const countries = (tenant = tenantId) =>
        store.alerts.write(tenant, async (writer) =>
          (await writer.countriesOf(['ada'])).map(({ country }) => country),
        );
      await store.alerts.write(tenantId, (writer) =>
        writer.saveCountries([seen('ada', 'FR'), seen('ada', 'NO', 10)], keptForMs),
      );
      expect(await countries('another-tenant')).toEqual([]);
      await store.alerts.forgetObservations('another-tenant', atMinute(500));
      await store.alerts.forgetObservations(tenantId, atMinute(105));
      expect(await countries()).toEqual(['FR', 'NO']);
      await store.alerts.forgetObservations(tenantId, atMinute(106));
      expect(await countries()).toEqual(['NO']);
    });
  });
}
