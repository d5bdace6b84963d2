import type { Kysely } from 'kysely';
import type { AlertWriter, HeldSignIn } from '../ports/alert-store.ts';
import { findCase, readSignIn, saveCase, withHistories, writeSignIn } from './case-rows.ts';
import { isUnresolved } from './case-states.ts';
import { addTallies } from './case-tallies.ts';
import { inPieces } from './engine.ts';
import type { Database } from './schema.ts';

/** Cases and the sign-ins that they hold. */
export function caseStatements(
  db: Kysely<Database>,
  tenantId: string,
): Pick<
  AlertWriter,
  | 'findCase'
  | 'unresolvedCases'
  | 'saveCase'
  | 'addSignIns'
  | 'latelyStruck'
  | 'withdrawSignIns'
  | 'heldSignIns'
  | 'replaceSignIns'
  | 'signInsOf'
> {
  async function heldSignIns(
    ids: readonly string[],
    rules: readonly string[],
  ): Promise<HeldSignIn[]> {
    const held: HeldSignIn[] = [];
    for (const piece of inPieces(ids)) {
      const rows = await db
        .selectFrom('case_sign_ins')
        .innerJoin('cases', (join) =>
          join
            .onRef('cases.tenant_id', '=', 'case_sign_ins.tenant_id')
            .onRef('cases.id', '=', 'case_sign_ins.case_id'),
        )
        .select(['case_sign_ins.case_id', 'case_sign_ins.detail', 'cases.rule'])
        .where('case_sign_ins.tenant_id', '=', tenantId)
        .where('case_sign_ins.record_id', 'in', piece)
        .where('cases.rule', 'in', rules)
        .execute();
      for (const { case_id, detail, rule } of rows) {
        held.push({ caseId: case_id, rule, signIn: readSignIn(detail) });
      }
    }
    return held;
  }

  return {
    findCase: (id) => findCase(db, { tenantId, id }),

    async unresolvedCases(keys) {
      const cases = [];
      for (const piece of inPieces(keys)) {
        const rows = await db
          .selectFrom('cases')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where(isUnresolved)
          .where('key', 'in', piece)
          .execute();
        cases.push(...(await withHistories(db, tenantId, rows)));
      }
      return new Map(cases.map((found) => [found.key, found]));
    },

    saveCase: (changed) => saveCase(db, changed),

    async addSignIns({ id: caseId, spread }, signIns) {
      const byId = new Map(signIns.map((signIn) => [signIn.id, signIn]));
      for (const piece of inPieces(signIns)) {
        const added = await db
          .insertInto('case_sign_ins')
          .values(
            piece.map((signIn) => ({
              tenant_id: tenantId,
              case_id: caseId,
              record_id: signIn.id,
              at: signIn.at.getTime(),
              detail: writeSignIn(signIn),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .returning('record_id')
          .execute();
        if (spread === undefined) continue;
        const fresh = added.flatMap(({ record_id }) => byId.get(record_id) ?? []);
        await addTallies(db, { tenantId, id: caseId }, fresh);
      }
      const { count } = await db
        .selectFrom('case_sign_ins')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .executeTakeFirstOrThrow();
      return count;
    },

    async latelyStruck(rule, policyId, since, most) {
      const rows = await db
        .selectFrom('cases')
        .select(['user_id', 'user_name', 'user_principal_name', 'last_at'])
        .where('tenant_id', '=', tenantId)
        .where('policy_id', '=', policyId)
        .where('last_at', '>=', since.getTime())
        .where('rule', '=', rule)
        .where(isUnresolved)
        .where('spread', '=', 0)
        .orderBy('last_at', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => ({
        who: row.user_id ?? row.user_principal_name?.toLowerCase() ?? row.user_name,
        at: new Date(row.last_at),
      }));
    },

    async withdrawSignIns(ids, rules) {
      const held = await heldSignIns(ids, rules);
      for (const [caseId, members] of Map.groupBy(held, (one) => one.caseId)) {
        for (const piece of inPieces(members)) {
          await db
            .deleteFrom('case_sign_ins')
            .where('tenant_id', '=', tenantId)
            .where('case_id', '=', caseId)
            .where(
              'record_id',
              'in',
              piece.map(({ signIn }) => signIn.id),
            )
            .execute();
        }
      }
      return [...new Set(held.map(({ caseId }) => caseId))];
    },

    heldSignIns,

    async replaceSignIns(caseId, signIns) {
      for (const signIn of signIns) {
        await db
          .updateTable('case_sign_ins')
          .set({ at: signIn.at.getTime(), detail: writeSignIn(signIn) })
          .where('tenant_id', '=', tenantId)
          .where('case_id', '=', caseId)
          .where('record_id', '=', signIn.id)
          .execute();
      }
    },

    async signInsOf(caseId) {
      const rows = await db
        .selectFrom('case_sign_ins')
        .select('detail')
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .orderBy('at')
        .orderBy('record_id')
        .execute();
      return rows.map(({ detail }) => readSignIn(detail));
    },
  };
}
