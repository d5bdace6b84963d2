import { type Kysely, sql } from 'kysely';
import type { DigestWriter } from '../ports/digests.ts';
import type { QuietClaim } from '../ports/outbox.ts';
import type { EngineName } from './engine.ts';
import { enqueue } from './outbox-rows.ts';
import type { Database } from './schema.ts';

interface Place {
  readonly db: Kysely<Database>;
  readonly name: EngineName;
  readonly tenantId: string;
  readonly conversationId: string;
}

/** What the cards hold that wait in a conversation for the same end. */
export async function waitingUntil(
  { db, name, tenantId, conversationId }: Place,
  until: Date,
): Promise<Pick<QuietClaim, 'cases' | 'signIns' | 'entries'>> {
  const record =
    name === 'sqlite'
      ? sql`json_extract(cases.latest, '$.record')`
      : sql`(cases.latest::json ->> 'record')`;
  const row = await db
    .selectFrom('outbox')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.tenant_id', '=', 'outbox.tenant_id')
        .onRef('cases.id', '=', 'outbox.subject'),
    )
    .where('outbox.tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'card')
    .where('due_at', '=', until.getTime())
    .select((select) => [
      select.fn.countAll<number>().as('cases'),
      sql<number>`coalesce(sum(case when ${record} is null then count else 0 end), 0)`.as(
        'signIns',
      ),
      sql<number>`coalesce(sum(case when ${record} is null then 0 else count end), 0)`.as(
        'entries',
      ),
    ])
    .executeTakeFirstOrThrow();
  return { cases: Number(row.cases), signIns: Number(row.signIns), entries: Number(row.entries) };
}

/** The line at the end of a quiet time, inside a transaction. */
export function quietEndStatements(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): Pick<DigestWriter, 'enqueueQuietEnd'> {
  return {
    async enqueueQuietEnd(until, conversationId) {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('quiet_ends')
        .values({
          tenant_id: tenantId,
          conversation_id: conversationId,
          until_at: until.getTime(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) return;
      await enqueue(db, {
        tenantId,
        conversationId,
        kind: 'quiet-end',
        subject: until.toISOString(),
        // Before the cards, whatever their ids.
        dueAt: new Date(until.getTime() - 1),
        id: newId(),
      });
    },
  };
}
