import { type Kysely, sql } from 'kysely';
import type { Change, WhatChanged } from '../domain/what-changed.ts';
import type { AlertWriter } from '../ports/alert-store.ts';
import type { PolicyCases, PolicyJumps } from '../ports/policy-jumps.ts';
import type { Engine, EngineName } from './engine.ts';
import type { Database } from './schema.ts';

const hourMs = 60 * 60_000;

function readFound(json: string): WhatChanged {
  const stored = JSON.parse(json);
  const { searched, changes } = stored;
  return {
    ...stored,
    searched: { from: new Date(searched.from), to: new Date(searched.to) },
    changes: changes.map((one: Change) => ({ ...one, at: new Date(one.at) })),
  };
}

/** Sign-ins of the policy's cases in that time: only cases in which something happened since are looked at. */
function blocksOf(
  db: Kysely<Database>,
  tenantId: string,
  { rule, policyId }: PolicyCases,
  from: Date,
  to: Date,
) {
  return db
    .selectFrom('cases')
    .innerJoin('case_sign_ins', (join) =>
      join
        .onRef('case_sign_ins.tenant_id', '=', 'cases.tenant_id')
        .onRef('case_sign_ins.case_id', '=', 'cases.id'),
    )
    .where('cases.tenant_id', '=', tenantId)
    .where('cases.policy_id', '=', policyId)
    .where('cases.rule', '=', rule)
    .where('cases.last_at', '>=', from.getTime())
    .where('case_sign_ins.at', '>=', from.getTime())
    .where('case_sign_ins.at', '<=', to.getTime());
}

/** A case of many people names nobody: each of its sign-ins does. */
function whoIn(engine: EngineName) {
  const own = (key: 'id' | 'name') =>
    engine === 'postgres'
      ? sql`case_sign_ins.detail::json #>> ${sql.lit(`{user,${key}}`)}`
      : sql`json_extract(case_sign_ins.detail, ${sql.lit(`$.user.${key}`)})`;
  return sql<string>`case when cases.spread = 1
    then coalesce(${own('id')}, ${own('name')}, cases.user_name)
    else coalesce(cases.user_id, lower(cases.user_principal_name), cases.user_name) end`;
}

export function createPolicyJumps({ db, name }: Engine): PolicyJumps {
  const who = whoIn(name);
  return {
    async blocksPerHour(tenantId, of, from, to) {
      const start = sql.lit(from.getTime());
      const hour = sql<number>`(case_sign_ins.at - ${start}) / ${sql.lit(hourMs)}`;
      const rows = await blocksOf(db, tenantId, of, from, to)
        .select([hour.as('hour'), sql<number>`count(distinct ${who})`.as('people')])
        .groupBy('hour')
        .orderBy('hour')
        .execute();
      return rows.map((row) => ({
        hourAt: new Date(from.getTime() + row.hour * hourMs),
        people: row.people,
      }));
    },

    async firstBlocks(tenantId, of, from, to, most) {
      const rows = await blocksOf(db, tenantId, of, from, to)
        .select(({ fn }) => fn.min('case_sign_ins.at').as('first'))
        .groupBy(who)
        .orderBy('first')
        .limit(most)
        .execute();
      return rows.map(({ first }) => new Date(first));
    },

    async latest(tenantId, policyId, notAfter) {
      const row = await db
        .selectFrom('policy_jumps')
        .select(['began_at', 'read_at', 'found'])
        .where('tenant_id', '=', tenantId)
        .where('policy_id', '=', policyId)
        .where('began_at', '<=', notAfter.getTime())
        .orderBy('began_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return (
        row && {
          policyId,
          beganAt: new Date(row.began_at),
          readAt: new Date(row.read_at),
          found: readFound(row.found),
        }
      );
    },

    async save(tenantId, { policyId, beganAt, readAt, found }, insteadOf = beganAt) {
      const columns = { read_at: readAt.getTime(), found: JSON.stringify(found) };
      const key = { tenant_id: tenantId, policy_id: policyId, began_at: beganAt.getTime() };
      if (insteadOf.getTime() !== beganAt.getTime()) {
        await db
          .updateTable('policy_jumps')
          .set({ began_at: key.began_at })
          .where('tenant_id', '=', tenantId)
          .where('policy_id', '=', policyId)
          .where('began_at', '=', insteadOf.getTime())
          .execute();
      }
      await db
        .insertInto('policy_jumps')
        .values({ ...key, told_at: null, ...columns })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'policy_id', 'began_at']).doUpdateSet(columns),
        )
        .execute();
    },
  };
}

export function jumpStatements(
  db: Kysely<Database>,
  tenantId: string,
): Pick<AlertWriter, 'noteJumpTold'> {
  return {
    async noteJumpTold(policyId, beganAt, at) {
      const { numUpdatedRows } = await db
        .updateTable('policy_jumps')
        .set({ told_at: at.getTime() })
        .where('tenant_id', '=', tenantId)
        .where('policy_id', '=', policyId)
        .where('began_at', '=', beganAt.getTime())
        .where('told_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
