import type { Kysely } from 'kysely';
import type { OwnChat, OwnChats, OwnChatWriter } from '../ports/own-chats.ts';
import { type Engine, inPieces, writeAlone } from './engine.ts';
import type { Database } from './schema.ts';
import { toTarget } from './subscriptions.ts';

/** Chats share a table with the conversations that receive alerts, as both are where messages go. */
const chatsOf = (db: Kysely<Database>, tenantId: string) =>
  db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_id', 'is not', null);

async function chatOf(
  db: Kysely<Database>,
  tenantId: string,
  ownerId: string,
): Promise<OwnChat | undefined> {
  const row = await chatsOf(db, tenantId)
    .where('owner_id', '=', ownerId.toLowerCase())
    .where('dead_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('conversation_id')
    .limit(1)
    .executeTakeFirst();
  return row && { target: toTarget(row), owner: { id: ownerId, name: row.created_by_name } };
}

export function ownChatStatements(db: Kysely<Database>, tenantId: string): OwnChatWriter {
  return {
    ownChatOf: (ownerId) => chatOf(db, tenantId, ownerId),

    async ownChatsAmong(conversationIds) {
      const found: string[] = [];
      for (const piece of inPieces(conversationIds)) {
        const rows = await chatsOf(db, tenantId)
          .where('conversation_id', 'in', piece)
          .where('dead_at', 'is', null)
          .execute();
        found.push(...rows.map((row) => row.conversation_id));
      }
      return found;
    },
  };
}

export function createOwnChats(engine: Engine): OwnChats {
  /** What was refused for good and asked for alerts stays so until it asks again. */
  const isCurrent = (
    db: Kysely<Database>,
    { target, owner }: OwnChat,
  ): Promise<{ receives: number; dead_at: number | null } | undefined> =>
    chatsOf(db, target.tenantId)
      .where('conversation_id', '=', target.conversationId)
      .where('owner_id', '=', owner.id.toLowerCase())
      .where('service_url', '=', target.serviceUrl)
      .where('bot_id', '=', target.bot.id)
      .executeTakeFirst();

  return {
    async note(chat, at) {
      const known = await isCurrent(engine.db, chat);
      if (known !== undefined && (known.dead_at === null || known.receives === 1)) return;
      const { target, owner } = chat;
      const place = {
        service_url: target.serviceUrl,
        bot_id: target.bot.id,
        bot_name: target.bot.name ?? null,
        owner_id: owner.id.toLowerCase(),
      };
      await writeAlone(engine, target.tenantId, async (db) => {
        await db
          .insertInto('subscriptions')
          .values({
            tenant_id: target.tenantId,
            conversation_id: target.conversationId,
            kind: 'personal',
            name: null,
            created_by_id: owner.id,
            created_by_name: owner.name,
            created_at: at.getTime(),
            dead_at: null,
            dead_reason: null,
            receives: 0,
            ...place,
          })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet(place),
          )
          .execute();
        await db
          .updateTable('subscriptions')
          .set({ dead_at: null, dead_reason: null })
          .where('tenant_id', '=', target.tenantId)
          .where('conversation_id', '=', target.conversationId)
          .where('receives', '=', 0)
          .execute();
      });
    },

    of: (tenantId, ownerId) => chatOf(engine.db, tenantId, ownerId),
  };
}
