import type { CaseContext, ContextSignIn } from '../domain/case-context.ts';
import type { CaseContexts } from '../ports/case-contexts.ts';
import type { Engine } from './engine.ts';

function readContext(json: string): CaseContext {
  const stored = JSON.parse(json);
  return {
    ...stored,
    readAt: new Date(stored.readAt),
    upTo: new Date(stored.upTo),
    signIns: stored.signIns?.map((one: ContextSignIn) => ({ ...one, at: new Date(one.at) })),
  };
}

export function createCaseContexts({ db }: Engine): CaseContexts {
  return {
    async find(tenantId, caseId) {
      const row = await db
        .selectFrom('case_context')
        .select('context')
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .executeTakeFirst();
      return row && readContext(row.context);
    },

    async save(tenantId, caseId, context) {
      const columns = { read_at: context.readAt.getTime(), context: JSON.stringify(context) };
      await db
        .insertInto('case_context')
        .values({ tenant_id: tenantId, case_id: caseId, ...columns })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'case_id']).doUpdateSet(columns))
        .execute();
    },
  };
}
