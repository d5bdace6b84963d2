import type { AuditFollower, AuditFollowers } from '../ports/audit-work.ts';
import { readJson } from './audit-json.ts';
import type { Engine } from './engine.ts';

/** The cards that follow. */
export function createAuditFollowers({ db }: Engine): AuditFollowers {
  const placeOf = ({ tenantId, target, activityId }: AuditFollower) => ({
    tenant_id: tenantId,
    conversation_id: target.conversationId,
    activity_id: activityId,
  });
  return {
    async follow(follower) {
      const columns = { follower: JSON.stringify(follower) };
      await db
        .insertInto('audit_followers')
        .values({ ...placeOf(follower), ...columns })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'conversation_id', 'activity_id']).doUpdateSet(columns),
        )
        .execute();
    },

    async all(tenantId) {
      const rows = await db
        .selectFrom('audit_followers')
        .select('follower')
        .where('tenant_id', '=', tenantId)
        .execute();
      return rows.map(({ follower }) => readJson<AuditFollower>(follower));
    },

    async settle(follower) {
      await db
        .updateTable('audit_followers')
        .set({ follower: JSON.stringify(follower) })
        .where((where) => where.and(placeOf(follower)))
        .execute();
    },

    async drop(follower) {
      await db
        .deleteFrom('audit_followers')
        .where((where) => where.and(placeOf(follower)))
        .execute();
    },
  };
}
