import type { Kysely } from 'kysely';
import type { Target } from '../ports/notifier.ts';
import { type Subscription, type Subscriptions, withoutThread } from '../ports/subscriptions.ts';
import { type Engine, writeAlone } from './engine.ts';
import type { Database, SubscriptionRow } from './schema.ts';

export function toTarget(row: SubscriptionRow): Target {
  return {
    conversationId: row.conversation_id,
    serviceUrl: row.service_url,
    tenantId: row.tenant_id,
    kind: row.kind,
    bot: { id: row.bot_id, name: row.bot_name ?? undefined },
    ...(row.detail && { detail: row.detail }),
  };
}

function toSubscription(row: SubscriptionRow): Subscription {
  return {
    target: toTarget(row),
    name: row.name ?? undefined,
    createdBy: { id: row.created_by_id, name: row.created_by_name },
    createdAt: new Date(row.created_at),
    dead:
      row.dead_at === null
        ? undefined
        : { at: new Date(row.dead_at), reason: row.dead_reason ?? 'not known' },
  };
}

function toRow({ target, name, createdBy, createdAt }: Subscription): SubscriptionRow {
  return {
    tenant_id: target.tenantId,
    conversation_id: withoutThread(target.conversationId),
    service_url: target.serviceUrl,
    kind: target.kind,
    name: name ?? null,
    bot_id: target.bot.id,
    bot_name: target.bot.name ?? null,
    created_by_id: createdBy.id,
    created_by_name: createdBy.name,
    created_at: createdAt.getTime(),
    dead_at: null,
    dead_reason: null,
    receives: 1,
    owner_id: target.kind === 'personal' ? createdBy.id.toLowerCase() : null,
    detail: target.detail ?? null,
  };
}

/** Oldest first. */
export async function listSubscriptions(
  db: Kysely<Database>,
  tenantId: string,
): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('receives', '=', 1)
    .orderBy('created_at')
    .orderBy('conversation_id')
    .execute();
  return rows.map(toSubscription);
}

/** Conversations that asked for alerts. Messages already shown there outlive an end, so that they are updated when it comes back. */
export function createSubscriptions(engine: Engine): Subscriptions {
  return {
    subscribe: (subscription) =>
      writeAlone(engine, subscription.target.tenantId, async (db) => {
        const row = toRow(subscription);
        const known = await db
          .selectFrom('subscriptions')
          .select('dead_at')
          .where('tenant_id', '=', row.tenant_id)
          .where('conversation_id', '=', row.conversation_id)
          .where('receives', '=', 1)
          .executeTakeFirst();
        const { tenant_id: _tenant, conversation_id: _conversation, detail, ...others } = row;
        const columns = { ...others, ...(detail && { detail }) };
        await db
          .insertInto('subscriptions')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet(columns),
          )
          .execute();
        return known !== undefined && known.dead_at === null ? 'already' : 'new';
      }),

    unsubscribe: (tenantId, givenId) =>
      writeAlone(engine, tenantId, async (db) => {
        const conversationId = withoutThread(givenId);
        await db
          .deleteFrom('outbox')
          .where('tenant_id', '=', tenantId)
          .where('conversation_id', '=', conversationId)
          .execute();
        // A chat of one person stays known: what is for her alone still goes there.
        const { numUpdatedRows } = await db
          .updateTable('subscriptions')
          .set({ receives: 0, dead_at: null, dead_reason: null })
          .where('tenant_id', '=', tenantId)
          .where('conversation_id', '=', conversationId)
          .where('receives', '=', 1)
          .executeTakeFirst();
        await db
          .deleteFrom('subscriptions')
          .where('tenant_id', '=', tenantId)
          .where('conversation_id', '=', conversationId)
          .where('owner_id', 'is', null)
          .execute();
        return numUpdatedRows > 0n;
      }),

    list: (tenantId) => listSubscriptions(engine.db, tenantId),
  };
}
