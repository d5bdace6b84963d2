import type { Kysely } from 'kysely';
import { type AlertWriter, type SeenOutcome, seenOutcomes } from '../ports/alert-store.ts';
import { inPieces } from './engine.ts';
import { writeFinding } from './finding-json.ts';
import type { Database } from './schema.ts';

/** What was seen, and what waits. */
export function recordStatements(
  db: Kysely<Database>,
  tenantId: string,
): Pick<AlertWriter, 'knownRecords' | 'rememberRecords' | 'addCandidates' | 'dropCandidates'> {
  return {
    async knownRecords(source, ids) {
      const known = new Map<string, SeenOutcome>();
      for (const piece of inPieces(ids)) {
        const rows = await db
          .selectFrom('seen')
          .select(['record_id', 'outcome'])
          .where('tenant_id', '=', tenantId)
          .where('source', '=', source)
          .where('record_id', 'in', piece)
          .execute();
        for (const row of rows) known.set(row.record_id, seenOutcomes[row.outcome] ?? 'other');
      }
      return known;
    },

    async rememberRecords(source, records) {
      for (const piece of inPieces(records)) {
        await db
          .insertInto('seen')
          .values(
            piece.map(({ id, outcome, at, firstSeenAt }) => ({
              tenant_id: tenantId,
              source,
              record_id: id,
              outcome: seenOutcomes.indexOf(outcome),
              at: at.getTime(),
              first_seen_at: firstSeenAt.getTime(),
            })),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['tenant_id', 'source', 'record_id'])
              .doUpdateSet((set) => ({ outcome: set.ref('excluded.outcome') })),
          )
          .execute();
      }
    },

    async addCandidates(findings) {
      for (const piece of inPieces(findings)) {
        await db
          .insertInto('candidates')
          .values(
            piece.map((finding) => ({
              tenant_id: tenantId,
              record_id: finding.signIn.id,
              rule: finding.rule,
              at: finding.signIn.at.getTime(),
              finding: writeFinding(finding),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },

    async dropCandidates(signInIds) {
      for (const piece of inPieces(signInIds)) {
        await db
          .deleteFrom('candidates')
          .where('tenant_id', '=', tenantId)
          .where('record_id', 'in', piece)
          .execute();
      }
    },
  };
}
