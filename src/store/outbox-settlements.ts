import type { Kysely } from 'kysely';
import type { Outbox, OutboxClaim } from '../ports/outbox.ts';
import { enqueue } from './outbox-rows.ts';
import type { Database } from './schema.ts';

interface Surroundings {
  alone<T>(tenantId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>;
  newId(): string;
}

type Settlements = Pick<
  Outbox,
  'settleSent' | 'settleRetry' | 'settleLost' | 'settleGivenUp' | 'settleGone'
>;

/** The task back to waiting, due as before unless said; nothing when another holder has it by now. */
async function putBack(
  db: Kysely<Database>,
  claim: OutboxClaim,
  rest: { dueAt?: Date; attempts?: number; reason?: string },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      state: 'pending',
      claimed_at: null,
      token: null,
      last_error: rest.reason ?? null,
      ...(rest.dueAt === undefined ? {} : { due_at: rest.dueAt.getTime() }),
      ...(rest.attempts === undefined ? {} : { attempts: rest.attempts }),
    })
    .where('tenant_id', '=', claim.tenantId)
    .where('id', '=', claim.id)
    .where('token', '=', claim.token)
    .execute();
}

/** True when the task was taken as it is now, and has ended. */
async function end(db: Kysely<Database>, claim: OutboxClaim): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('tenant_id', '=', claim.tenantId)
    .where('id', '=', claim.id)
    .where('token', '=', claim.token)
    .where('revision', '=', claim.revision)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The message that a case has in a conversation now; one whose id Teams did not tell is as good as none. */
async function shownAs(
  db: Kysely<Database>,
  tenantId: string,
  caseId: string,
  conversationId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('messages')
    .select('activity_id')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row?.activity_id || undefined;
}

export function settlements({ alone, newId }: Surroundings): Settlements {
  return {
    settleSent: (claim, sent) =>
      alone(claim.tenantId, async (db) => {
        const { conversationId } = claim.target;
        if (claim.kind !== 'card') {
          await end(db, claim);
          return 'recorded';
        }
        const shown = await shownAs(db, claim.tenantId, claim.case.id, conversationId);
        if (claim.activityId === undefined && shown !== undefined && shown !== sent.activityId) {
          await enqueue(db, {
            id: newId(),
            tenantId: claim.tenantId,
            conversationId,
            kind: 'removal',
            subject: sent.activityId,
            dueAt: sent.at,
          });
          await putBack(db, claim, { dueAt: sent.nextUpdateAt, attempts: 0 });
          return 'superseded';
        }
        const columns = { activity_id: sent.activityId, sent_at: sent.at.getTime() };
        const posted = { posted_at: sent.at.getTime() };
        await db
          .insertInto('messages')
          .values({
            tenant_id: claim.tenantId,
            case_id: claim.case.id,
            conversation_id: conversationId,
            ...columns,
            ...posted,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['tenant_id', 'case_id', 'conversation_id'])
              .doUpdateSet({ ...columns, ...(claim.activityId === undefined && posted) }),
          )
          .execute();
        if (!(await end(db, claim)))
          await putBack(db, claim, { dueAt: sent.nextUpdateAt, attempts: 0 });
        return 'recorded';
      }),

    settleRetry: (claim, dueAt, reason) =>
      alone(claim.tenantId, (db) => putBack(db, claim, { dueAt, reason })),

    settleLost: (claim, now) =>
      alone(claim.tenantId, async (db) => {
        if (claim.kind !== 'card' && claim.kind !== 'reply') return;
        if (claim.activityId === undefined) return;
        await db
          .deleteFrom('messages')
          .where('tenant_id', '=', claim.tenantId)
          .where('case_id', '=', claim.case.id)
          .where('conversation_id', '=', claim.target.conversationId)
          .where('activity_id', '=', claim.activityId)
          .execute();
        await putBack(db, claim, { dueAt: now, attempts: 0 });
      }),

    settleGivenUp: (claim, reason) =>
      alone(claim.tenantId, async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('outbox')
          .set({ state: 'given-up', claimed_at: null, token: null, last_error: reason })
          .where('tenant_id', '=', claim.tenantId)
          .where('id', '=', claim.id)
          .where('token', '=', claim.token)
          .where('revision', '=', claim.revision)
          .executeTakeFirst();
        // What was refused is out of date: the newer state of the case gets its own try.
        if (numUpdatedRows === 0n) await putBack(db, claim, { attempts: 0 });
      }),

    settleGone: (claim, at, reason) =>
      alone(claim.tenantId, async (db) => {
        await db
          .updateTable('subscriptions')
          .set({ dead_at: at.getTime(), dead_reason: reason })
          .where('tenant_id', '=', claim.tenantId)
          .where('conversation_id', '=', claim.target.conversationId)
          .execute();
        await db
          .deleteFrom('outbox')
          .where('tenant_id', '=', claim.tenantId)
          .where('conversation_id', '=', claim.target.conversationId)
          .execute();
      }),
  };
}
