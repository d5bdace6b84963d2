import type { Kysely } from 'kysely';
import type { UserCountry, UserCountryWriter } from '../ports/user-countries.ts';
import { inPieces } from './engine.ts';
import type { Database } from './schema.ts';

/** Where users were seen. */
export function userCountryStatements(db: Kysely<Database>, tenantId: string): UserCountryWriter {
  return {
    async countriesOf(who) {
      const found: UserCountry[] = [];
      for (const piece of inPieces([...new Set(who)])) {
        const rows = await db
          .selectFrom('user_countries')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('who', 'in', piece)
          .orderBy('who')
          .orderBy('country')
          .execute();
        found.push(
          ...rows.map((row) => ({
            who: row.who,
            country: row.country,
            firstAt: new Date(row.first_at),
            firstRecord: row.first_record,
            lastAt: new Date(row.last_at),
          })),
        );
      }
      return found;
    },

    async saveCountries(countries, keptForMs) {
      for (const piece of inPieces(countries)) {
        await db
          .insertInto('user_countries')
          .values(
            piece.map(({ who, country, firstAt, firstRecord, lastAt }) => ({
              tenant_id: tenantId,
              who,
              country,
              first_at: firstAt.getTime(),
              first_record: firstRecord,
              last_at: lastAt.getTime(),
              forget_at: lastAt.getTime() + keptForMs,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'who', 'country']).doUpdateSet((row) => ({
              first_at: row.ref('excluded.first_at'),
              first_record: row.ref('excluded.first_record'),
              last_at: row.ref('excluded.last_at'),
              forget_at: row.ref('excluded.forget_at'),
            })),
          )
          .execute();
      }
    },
  };
}
