import { type Kysely, sql } from 'kysely';
import type { Finding } from '../ports/finding.ts';
import type { Evidence, Observation, ObservationWriter } from '../ports/observations.ts';
import { inPieces } from './engine.ts';
import { readFinding, writeFinding } from './finding-json.ts';
import type { Database } from './schema.ts';

const nameOf = (rule: string, key: string, id: string): string => JSON.stringify([rule, key, id]);

const byName = (observations: readonly Observation[]): Map<string, Observation> =>
  new Map(
    observations.map((one): [string, Observation] => {
      const { rule, key, signIn } = one.finding;
      return [nameOf(rule, key, signIn.id), one];
    }),
  );

/** Evidence for rules over all sign-ins. */
export function observationStatements(db: Kysely<Database>, tenantId: string): ObservationWriter {
  return {
    async newObservations(observations) {
      const given = byName(observations);
      for (const [rule, members] of Map.groupBy(given.values(), ({ finding }) => finding.rule)) {
        for (const piece of inPieces(members)) {
          const rows = await db
            .selectFrom('observations')
            .select(['record_id', 'key'])
            .where('tenant_id', '=', tenantId)
            .where('rule', '=', rule)
            .where(
              'record_id',
              'in',
              piece.map(({ finding }) => finding.signIn.id),
            )
            .execute();
          for (const row of rows) given.delete(nameOf(rule, row.key, row.record_id));
        }
      }
      return [...given.values()];
    },

    async addObservations(observations, { alerts, forgetAt }) {
      for (const piece of inPieces(observations)) {
        await db
          .insertInto('observations')
          .values(
            piece.map(({ finding, role, who, countsUnder }) => ({
              tenant_id: tenantId,
              rule: finding.rule,
              key: countsUnder ?? finding.key,
              record_id: finding.signIn.id,
              at: finding.signIn.at.getTime(),
              role: role ?? '',
              who,
              ip: finding.signIn.ip ?? null,
              forget_at: forgetAt.getTime(),
              finding: alerts ? null : writeFinding(finding),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },

    async keysWith({ rule, keys, from, to }, role) {
      const found = new Set<string>();
      for (const piece of inPieces(keys)) {
        const rows = await db
          .selectFrom('observations')
          .select('key')
          .distinct()
          .where('tenant_id', '=', tenantId)
          .where('rule', '=', rule)
          .where('key', 'in', piece)
          .where('at', '>=', from.getTime())
          .where('at', '<=', to.getTime())
          .where('role', '=', role)
          .execute();
        for (const { key } of rows) found.add(key);
      }
      return found;
    },

    async evidence({ rule, keys, from, to, spanMs, most }) {
      const found = new Map<string, Evidence[]>();
      for (const piece of inPieces(keys)) {
        const rows = await db
          .selectFrom((inner) =>
            inner
              .selectFrom('observations')
              .select([
                'key',
                'record_id',
                'at',
                'role',
                'who',
                'ip',
                sql<number>`case when finding is null then 1 else 0 end`.as('alerted'),
                sql<number>`row_number() over (
                  partition by key, at / ${sql.lit(Math.round(spanMs))}
                  order by case when finding is null then 1 else 0 end, at desc, record_id
                )`.as('place'),
              ])
              .where('tenant_id', '=', tenantId)
              .where('rule', '=', rule)
              .where('key', 'in', piece)
              .where('at', '>=', from.getTime())
              .where('at', '<=', to.getTime())
              .as('newest'),
          )
          .selectAll()
          .where('place', '<=', most)
          .orderBy('at')
          .orderBy('record_id')
          .execute();
        for (const { key, record_id: id, at, role, who, ip, alerted } of rows) {
          const evidence = found.get(key) ?? [];
          const hasAlerted = alerted === 1 && { hasAlerted: true as const };
          evidence.push({ id, at: new Date(at), role, who, ip: ip ?? undefined, ...hasAlerted });
          found.set(key, evidence);
        }
      }
      return found;
    },

    async fileObservations(rule, key, ids, forgetAt) {
      const filed: Finding[] = [];
      for (const piece of inPieces(ids)) {
        const rows = await db
          .selectFrom('observations')
          .select(['record_id', 'finding'])
          .where('tenant_id', '=', tenantId)
          .where('rule', '=', rule)
          .where('key', '=', key)
          .where('record_id', 'in', piece)
          .where('finding', 'is not', null)
          .execute();
        filed.push(...rows.flatMap(({ finding }) => (finding ? readFinding(finding) : [])));
        if (rows.length === 0) continue;
        await db
          .updateTable('observations')
          .set({ finding: null, forget_at: forgetAt.getTime() })
          .where('tenant_id', '=', tenantId)
          .where('rule', '=', rule)
          .where('key', '=', key)
          .where(
            'record_id',
            'in',
            rows.map(({ record_id }) => record_id),
          )
          .execute();
      }
      return filed;
    },
  };
}
