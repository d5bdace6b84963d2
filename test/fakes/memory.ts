import type {
  ConversationMemory,
  LastQuestion,
  SavedQuestion,
} from '../../src/ports/conversation-memory.ts';

/** What was asked before, in memory. */
export function createFakeMemory(): ConversationMemory {
  const asked = new Map<string, LastQuestion>();
  const kept = new Map<string, Map<string, SavedQuestion>>();
  const of = (tenantId: string, personId: string) => {
    const key = `${tenantId} ${personId}`;
    const mine = kept.get(key) ?? new Map<string, SavedQuestion>();
    kept.set(key, mine);
    return mine;
  };
  const keyOf = (name: string) => name.trim().toLowerCase();
  return {
    last: async (tenantId, conversationId) => asked.get(`${tenantId} ${conversationId}`),
    async remember(tenantId, conversationId, question) {
      asked.set(`${tenantId} ${conversationId}`, question);
    },
    saved: async (tenantId, personId) =>
      [...of(tenantId, personId)].sort(([a], [b]) => a.localeCompare(b)).map(([, one]) => one),
    async save(tenantId, personId, question) {
      of(tenantId, personId).set(keyOf(question.name), question);
    },
    forget: async (tenantId, personId, name) => of(tenantId, personId).delete(keyOf(name)),
    async forgetBefore(tenantId, moment) {
      for (const [key, { until }] of asked) {
        if (key.startsWith(`${tenantId} `) && until < moment) asked.delete(key);
      }
    },
  };
}
