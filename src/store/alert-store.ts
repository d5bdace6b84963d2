import type { AlertStore } from '../ports/alert-store.ts';
import { createAlertWriter } from './alert-writer.ts';
import { isUnresolved } from './case-states.ts';
import { type Engine, inPieces, writeAlone } from './engine.ts';
import { readFinding } from './finding-json.ts';
import { forgetBefore, forgetObservations } from './forget.ts';
import { checkFence } from './leases.ts';
import { toStoreError, withStoreErrors } from './store-error.ts';

/** What the watch keeps, in tables. */
export function createAlertStore(engine: Engine): AlertStore {
  const { db, newId } = engine;
  return {
    async write(tenantId, work, fence) {
      let ownError: unknown;
      try {
        return await writeAlone(engine, tenantId, async (transaction) => {
          try {
            if (fence !== undefined) await checkFence(engine, transaction, tenantId, fence);
            return await work(withStoreErrors(createAlertWriter(transaction, tenantId, newId)));
          } catch (thrown) {
            ownError = thrown;
            throw thrown;
          }
        });
      } catch (thrown) {
        throw thrown === ownError ? thrown : toStoreError(thrown);
      }
    },

    ...withStoreErrors<Omit<AlertStore, 'write'>>({
      async lastReadTo(tenantId, source, notAfter) {
        const row = await db
          .selectFrom('ledger')
          .select('to_at')
          .where('tenant_id', '=', tenantId)
          .where('source', '=', source)
          .where('to_at', '<=', notAfter.getTime())
          .where('sweep_at', 'is', null)
          .orderBy('to_at', 'desc')
          .limit(1)
          .executeTakeFirst();
        return row === undefined ? undefined : new Date(row.to_at);
      },

      async ledger(tenantId, source, limit) {
        const rows = await db
          .selectFrom('ledger')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('source', '=', source)
          .orderBy('to_at', 'desc')
          .orderBy('read_at', 'desc')
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          source: row.source,
          from: new Date(row.from_at),
          to: new Date(row.to_at),
          readAt: new Date(row.read_at),
          pages: row.pages,
          rows: row.row_count,
          newRows: row.new_rows,
          worstLatenessMs: row.worst_lateness_ms,
          sweepAt: row.sweep_at === null ? undefined : new Date(row.sweep_at),
        }));
      },

      async candidates(tenantId, rule) {
        const rows = await db
          .selectFrom('candidates')
          .select('finding')
          .where('tenant_id', '=', tenantId)
          .where('rule', '=', rule)
          .orderBy('at')
          .orderBy('record_id')
          .execute();
        return rows.map(({ finding }) => readFinding(finding));
      },

      async unresolvedKeys(tenantId, keys) {
        const held = new Set<string>();
        for (const piece of inPieces(keys)) {
          const rows = await db
            .selectFrom('cases')
            .select('key')
            .where('tenant_id', '=', tenantId)
            .where(isUnresolved)
            .where('key', 'in', piece)
            .execute();
          for (const { key } of rows) held.add(key);
        }
        return held;
      },

      forgetBefore: (tenantId, before) => forgetBefore(db, tenantId, before.getTime()),

      forgetObservations: (tenantId, now) => forgetObservations(db, tenantId, now.getTime()),
    }),
  };
}
