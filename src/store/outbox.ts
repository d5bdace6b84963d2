import { type Kysely, sql } from 'kysely';
import type { Outbox, OutboxClaim } from '../ports/outbox.ts';
import { findCase } from './case-rows.ts';
import { readDigest } from './digests.ts';
import { type Engine, writeAlone } from './engine.ts';
import { readReplySubject } from './outbox-rows.ts';
import { settlements } from './outbox-settlements.ts';
import { waitingUntil } from './quiet-ends.ts';
import type { Database, OutboxKind } from './schema.ts';
import { toTarget } from './subscriptions.ts';

/** Tasks that are due: waiting, or in flight for so long that their sender must have died. */
function dueTasks(db: Kysely<Database>, tenantId: string, now: Date, staleBefore: Date) {
  return db
    .selectFrom('outbox')
    .where('outbox.tenant_id', '=', tenantId)
    .where((where) =>
      where.or([
        where.and([where('outbox.state', '=', 'pending'), where('due_at', '<=', now.getTime())]),
        where.and([
          where('outbox.state', '=', 'sending'),
          where('claimed_at', '<=', staleBefore.getTime()),
        ]),
      ]),
    );
}

interface Taken {
  readonly id: string;
  readonly kind: OutboxKind;
  readonly subject: string;
  readonly revision: number;
  readonly attempts: number;
  readonly token: string | null;
}

/** What the sender needs to know beside the task; nothing when case, digest or subscription is gone. */
async function fill(
  { db, name }: Engine,
  tenantId: string,
  conversationId: string,
  taken: Taken,
): Promise<OutboxClaim | undefined> {
  const subscription = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  if (subscription === undefined) return undefined;
  const claimed = {
    id: taken.id,
    tenantId,
    target: toTarget(subscription),
    revision: taken.revision,
    token: taken.token ?? '',
    attempts: taken.attempts,
  };
  if (taken.kind === 'removal') {
    return { ...claimed, kind: 'removal', activityId: taken.subject };
  }
  if (taken.kind === 'quiet-end') {
    const until = new Date(taken.subject);
    const waiting = await waitingUntil({ db, name, tenantId, conversationId }, until);
    return { ...claimed, kind: 'quiet-end', until, ...waiting };
  }
  if (taken.kind === 'digest') {
    const digest = await readDigest(db, tenantId, taken.subject);
    return digest && { ...claimed, kind: 'digest', digest };
  }
  const { caseId, step } =
    taken.kind === 'reply' ? readReplySubject(taken.subject) : { caseId: taken.subject, step: -1 };
  const found = await findCase(db, { tenantId, id: caseId });
  if (found === undefined) return undefined;
  const message = await db
    .selectFrom('messages')
    .select('activity_id')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  const activityId = message?.activity_id || undefined;
  if (taken.kind === 'card') return { ...claimed, kind: 'card', case: found, activityId };
  const event = found.history[step];
  return event && { ...claimed, kind: 'reply', case: found, event, activityId };
}

/** The outbox in tables; a claim locks one row for one statement, so that senders never wait for each other. */
export function createOutbox(engine: Engine): Outbox {
  const { db, name, newId } = engine;
  return {
    async dueConversations(tenantId, now, staleBefore, limit) {
      const rows = await dueTasks(db, tenantId, now, staleBefore)
        .innerJoin('subscriptions', (join) =>
          join
            .onRef('subscriptions.tenant_id', '=', 'outbox.tenant_id')
            .onRef('subscriptions.conversation_id', '=', 'outbox.conversation_id'),
        )
        .where('subscriptions.dead_at', 'is', null)
        .select('outbox.conversation_id')
        .groupBy('outbox.conversation_id')
        .orderBy((order) => order.fn.min('due_at'))
        .limit(limit)
        .execute();
      return rows.map((row) => row.conversation_id);
    },

    async countDue(tenantId, now, staleBefore, atMost) {
      const due = dueTasks(db, tenantId, now, staleBefore).select('outbox.id').limit(atMost);
      return (await due.execute()).length;
    },

    async claimNext(tenantId, conversationId, now, staleBefore) {
      const due = dueTasks(db, tenantId, now, staleBefore)
        .where('outbox.conversation_id', '=', conversationId)
        .select('outbox.id')
        .orderBy('due_at')
        .orderBy('outbox.id')
        .limit(1);
      const taken = await db
        .updateTable('outbox')
        .set({
          state: 'sending',
          claimed_at: now.getTime(),
          token: newId(),
          attempts: sql`attempts + 1`,
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', name === 'postgres' ? due.forUpdate().skipLocked() : due)
        .returning(['id', 'kind', 'subject', 'revision', 'attempts', 'token'])
        .executeTakeFirst();
      return taken && fill(engine, tenantId, conversationId, taken);
    },

    ...settlements({
      alone: (tenantId, work) => writeAlone(engine, tenantId, work),
      newId,
    }),

    async backlog(tenantId) {
      const rows = await db
        .selectFrom('outbox')
        .select((select) => [
          'state',
          select.fn.countAll<number>().as('count'),
          select.fn.min('due_at').as('oldest'),
        ])
        .where('tenant_id', '=', tenantId)
        .groupBy('state')
        .execute();
      const waiting = rows.filter(({ state }) => state !== 'given-up');
      const oldest = Math.min(...waiting.map((row) => row.oldest));
      return {
        waiting: waiting.reduce((sum, { count }) => sum + count, 0),
        givenUp: rows.find(({ state }) => state === 'given-up')?.count ?? 0,
        oldestDueAt: Number.isFinite(oldest) ? new Date(oldest) : undefined,
      };
    },
  };
}
