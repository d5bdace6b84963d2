import type { ConversationMemory } from '../ports/conversation-memory.ts';
import type { Engine } from './engine.ts';

const keyOf = (name: string) => name.trim().toLowerCase();

export function createConversationMemory({ db }: Engine): ConversationMemory {
  return {
    async last(tenantId, conversationId) {
      const row = await db
        .selectFrom('last_questions')
        .select(['line', 'until_at'])
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row && { line: row.line, until: new Date(row.until_at) };
    },

    async remember(tenantId, conversationId, { line, until }) {
      const values = { line, until_at: until.getTime() };
      await db
        .insertInto('last_questions')
        .values({ tenant_id: tenantId, conversation_id: conversationId, ...values })
        .onConflict((c) => c.columns(['tenant_id', 'conversation_id']).doUpdateSet(values))
        .execute();
    },

    async saved(tenantId, personId) {
      const rows = await db
        .selectFrom('saved_questions')
        .select(['name', 'line', 'saved_at'])
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .orderBy('key')
        .execute();
      return rows.map(({ name, line, saved_at }) => ({ name, line, savedAt: new Date(saved_at) }));
    },

    async save(tenantId, personId, { name, line, savedAt }) {
      const values = { name, line, saved_at: savedAt.getTime() };
      await db
        .insertInto('saved_questions')
        .values({ tenant_id: tenantId, person_id: personId, key: keyOf(name), ...values })
        .onConflict((c) => c.columns(['tenant_id', 'person_id', 'key']).doUpdateSet(values))
        .execute();
    },

    async forget(tenantId, personId, name) {
      const { numDeletedRows } = await db
        .deleteFrom('saved_questions')
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .where('key', '=', keyOf(name))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async forgetBefore(tenantId, moment) {
      await db
        .deleteFrom('last_questions')
        .where('tenant_id', '=', tenantId)
        .where('until_at', '<', moment.getTime())
        .execute();
    },
  };
}
