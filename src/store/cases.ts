import type { Cases } from '../ports/cases.ts';
import { findCase, toCase, withHistories } from './case-rows.ts';
import { isUnresolved } from './case-states.ts';
import type { Engine } from './engine.ts';

/** Reading cases, for answers and cards. */
export function createCases({ db }: Engine): Cases {
  return {
    find: (tenantId, id) => findCase(db, { tenantId, id }),

    async open(tenantId, limit) {
      const unresolved = db
        .selectFrom('cases')
        .where('tenant_id', '=', tenantId)
        .where(isUnresolved);
      const rows = await unresolved.selectAll().orderBy('last_at', 'desc').limit(limit).execute();
      const { total, silenced } = await unresolved
        .select((select) => [
          select.fn.countAll<number>().as('total'),
          select.fn.count<number>('silence_id').as('silenced'),
        ])
        .executeTakeFirstOrThrow();
      return { cases: await withHistories(db, tenantId, rows), total, silenced };
    },

    async openOfUser(tenantId, userId, limit) {
      const unresolved = db
        .selectFrom('cases')
        .where('tenant_id', '=', tenantId)
        .where('user_id', '=', userId)
        .where(isUnresolved);
      const rows = await unresolved.selectAll().orderBy('last_at', 'desc').limit(limit).execute();
      const { total } = await unresolved
        .select((select) => select.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { cases: rows.map((row) => toCase(row, [])), total };
    },

    async since(tenantId, from) {
      const rows = await db
        .selectFrom('cases')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('last_at', '>=', from.getTime())
        .orderBy('last_at', 'desc')
        .execute();
      return rows.map((row) => toCase(row, []));
    },
  };
}
