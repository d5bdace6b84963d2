import type { Kysely } from 'kysely';
import { type ChainHead, emptyChain } from '../domain/look-chain.ts';
import type { LookChain } from '../ports/look-record.ts';
import type { Database } from './schema.ts';

/** What the oldest row that is left follows. */
export async function startOf(db: Kysely<Database>, tenantId: string): Promise<ChainHead> {
  const anchor = await db
    .selectFrom('look_anchors')
    .select(['sequence as count', 'hash'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return anchor ?? emptyChain;
}

/** The last row; where all are dropped, the last that was. */
export async function headOf(db: Kysely<Database>, tenantId: string): Promise<ChainHead> {
  const last = await db
    .selectFrom('looks')
    .select(['sequence as count', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? (await startOf(db, tenantId));
}

export function createLookChain(db: Kysely<Database>): LookChain {
  return {
    async tenants() {
      const rows = await db
        .selectFrom('looks')
        .select('tenant_id')
        .union(db.selectFrom('look_anchors').select('tenant_id'))
        .execute();
      return rows.map(({ tenant_id }) => tenant_id).sort();
    },

    start: (tenantId) => startOf(db, tenantId),

    async rows(tenantId, after, most) {
      const rows = await db
        .selectFrom('looks')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(most)
        .execute();
      const people = new Map<number, string[]>(rows.map(({ sequence }) => [sequence, []]));
      const listed = await db
        .selectFrom('look_people')
        .select(['person_id', 'sequence'])
        .where('tenant_id', '=', tenantId)
        .where('sequence', '>', after)
        .where('sequence', '<=', rows.at(-1)?.sequence ?? after)
        .execute();
      for (const { person_id, sequence } of listed) people.get(sequence)?.push(person_id);
      return rows.map(({ sequence, at, previous, hash, record }) => ({
        sequence,
        at: new Date(at),
        people: people.get(sequence) ?? [],
        previous,
        hash,
        record,
      }));
    },
  };
}
