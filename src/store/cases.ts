import type { Cases } from '../ports/cases.ts';
import { findCase, withHistories } from './case-rows.ts';
import type { Engine } from './engine.ts';

/** Reading cases, for answers and cards. */
export function createCases({ db }: Engine): Cases {
  return {
    find: (tenantId, id) => findCase(db, { tenantId, id }),

    async open(tenantId, limit) {
      const unresolved = db
        .selectFrom('cases')
        .where('tenant_id', '=', tenantId)
        .where('state', '!=', 'resolved');
      const rows = await unresolved.selectAll().orderBy('last_at', 'desc').limit(limit).execute();
      const { total } = await unresolved
        .select((select) => select.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { cases: await withHistories(db, tenantId, rows), total };
    },
  };
}
