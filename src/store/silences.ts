import type { Kysely } from 'kysely';
import { endOf, type Silence } from '../domain/silence.ts';
import type { KeptSilence, Silences, SilenceWriter } from '../ports/silences.ts';
import { withHistories } from './case-rows.ts';
import { isUnresolved } from './case-states.ts';
import type { Engine } from './engine.ts';
import type { Database, SilenceRow } from './schema.ts';

function toSilence(row: SilenceRow): KeptSilence {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    matcher: JSON.parse(row.matcher),
    reason: row.reason,
    owner: { id: row.owner_id, name: row.owner_name },
    from: new Date(row.from_at),
    until: new Date(row.until_at),
    ended:
      row.ended_at === null
        ? undefined
        : { at: new Date(row.ended_at), by: row.ended_by ?? 'somebody' },
    heldBack: row.held_back,
  };
}

function toRow(silence: Silence): SilenceRow {
  return {
    tenant_id: silence.tenantId,
    id: silence.id,
    matcher: JSON.stringify(silence.matcher),
    reason: silence.reason,
    owner_id: silence.owner.id,
    owner_name: silence.owner.name,
    from_at: silence.from.getTime(),
    until_at: silence.until.getTime(),
    ended_at: silence.ended?.at.getTime() ?? null,
    ended_by: silence.ended?.by ?? null,
    held_back: 0,
  };
}

function silencesOf(db: Kysely<Database>, tenantId: string) {
  return db.selectFrom('silences').selectAll().where('tenant_id', '=', tenantId);
}

async function findSilence(
  db: Kysely<Database>,
  tenantId: string,
  id: string,
): Promise<KeptSilence | undefined> {
  const row = await silencesOf(db, tenantId).where('id', '=', id).executeTakeFirst();
  return row && toSilence(row);
}

/** Silences inside a transaction, and the cases that they hold back. */
export function silenceStatements(db: Kysely<Database>, tenantId: string): SilenceWriter {
  const unresolved = () =>
    db.selectFrom('cases').selectAll().where('tenant_id', '=', tenantId).where(isUnresolved);

  return {
    findSilence: (id) => findSilence(db, tenantId, id),

    async silencesUntilAfter(time) {
      const rows = await silencesOf(db, tenantId)
        .where('until_at', '>', time.getTime())
        .orderBy('from_at')
        .orderBy('id')
        .execute();
      return rows.map(toSilence);
    },

    async saveSilence(silence) {
      const row = toRow(silence);
      const { tenant_id: _tenant, id: _id, held_back: _held, ...columns } = row;
      await db
        .insertInto('silences')
        .values(row)
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
        .execute();
    },

    async noteHeldBack(id, findings) {
      await db
        .updateTable('silences')
        .set((set) => ({ held_back: set('held_back', '+', findings) }))
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute();
    },

    everyUnresolvedCase: async () =>
      withHistories(db, tenantId, await unresolved().orderBy('id').execute()),

    async casesToUnsilence(now) {
      const rows = await unresolved().where('silence_until', '<=', now.getTime()).execute();
      return withHistories(db, tenantId, rows);
    },
  };
}

export function createSilences({ db }: Engine): Silences {
  return {
    find: (tenantId, id) => findSilence(db, tenantId, id),

    async current(tenantId, now) {
      const rows = await silencesOf(db, tenantId)
        .where('until_at', '>', now.getTime())
        .orderBy('until_at')
        .orderBy('id')
        .execute();
      return rows.map(toSilence).filter((silence) => endOf(silence) > now);
    },
  };
}
