import type { Kysely } from 'kysely';
import { isOpen, type KeptChange, keyOf } from '../domain/auditing/kept-change.ts';
import type { AuditChanges } from '../ports/audit-work.ts';
import { readJson } from './audit-json.ts';
import { type Engine, inPieces, writeAlone } from './engine.ts';
import type { Database } from './schema.ts';

type Rows = Kysely<Database>;

const toChangeRow = (change: KeptChange) => ({
  tenant_id: change.tenantId,
  number: change.number,
  key: keyOf(change.change),
  state: change.state,
  is_open: isOpen(change) ? 1 : null,
  due_at: change.dueAt.getTime(),
  change: JSON.stringify(change),
});

async function lastNumber(db: Rows, tenantId: string): Promise<number> {
  const { last } = await db
    .selectFrom('audit_changes')
    .select((select) => select.fn.max('number').as('last'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

async function openFor(db: Rows, tenantId: string, keys: readonly string[]) {
  const open = new Map<string, number>();
  for (const piece of inPieces(keys)) {
    const rows = await db
      .selectFrom('audit_changes')
      .select(['key', 'number'])
      .where('tenant_id', '=', tenantId)
      .where('is_open', '=', 1)
      .where('key', 'in', piece)
      .execute();
    for (const { key, number } of rows) open.set(key, number);
  }
  return open;
}

function openChanges(db: Rows, tenantId: string) {
  return db
    .selectFrom('audit_changes')
    .select('change')
    .where('tenant_id', '=', tenantId)
    .where('is_open', '=', 1);
}

function inRange(db: Rows, tenantId: string, { first, last }: { first: number; last: number }) {
  return db
    .selectFrom('audit_changes')
    .where('tenant_id', '=', tenantId)
    .where('number', '>=', first)
    .where('number', '<=', last);
}

const changesIn = (rows: readonly { readonly change: string }[]) =>
  rows.map(({ change }) => readJson<KeptChange>(change));

/** Changes in a table that only grows: a row is written once and then follows its change. */
export function createAuditChanges(engine: Engine): AuditChanges {
  const { db } = engine;
  return {
    add: ({ tenantId, by, askedAt }, wanted) =>
      writeAlone(engine, tenantId, async (transaction) => {
        const keys = wanted.map(({ change }) => keyOf(change));
        const known = await openFor(transaction, tenantId, keys);
        let number = await lastNumber(transaction, tenantId);
        const fresh: KeptChange[] = [];
        const numbers: number[] = [];
        for (const { change, undoes } of wanted) {
          const key = keyOf(change);
          const open = known.get(key);
          if (open === undefined) {
            number += 1;
            known.set(key, number);
            fresh.push({
              tenantId,
              number,
              change,
              state: 'waiting',
              by,
              askedAt,
              dueAt: askedAt,
              failures: 0,
              ...(undoes !== undefined && { undoes }),
            });
          }
          numbers.push(open ?? number);
        }
        for (const piece of inPieces(fresh.map(toChangeRow))) {
          await transaction.insertInto('audit_changes').values(piece).execute();
        }
        return {
          first: numbers.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER),
          last: numbers.reduce((a, b) => Math.max(a, b), 0),
          added: fresh.length,
        };
      }),

    async save(change) {
      const { state, is_open, due_at, change: json } = toChangeRow(change);
      await db
        .updateTable('audit_changes')
        .set({ state, is_open, due_at, change: json })
        .where('tenant_id', '=', change.tenantId)
        .where('number', '=', change.number)
        .execute();
    },

    async find(tenantId, number) {
      const range = { first: number, last: number };
      const [found] = changesIn(await inRange(db, tenantId, range).select('change').execute());
      return found;
    },

    async list(tenantId, { limit, skip, ...range }) {
      const rows = await inRange(db, tenantId, range)
        .select('change')
        .orderBy('number', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      return changesIn(rows);
    },

    async count(tenantId, range) {
      const rows = await inRange(db, tenantId, range)
        .select((select) => ['state', select.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
    },

    last: (tenantId) => lastNumber(db, tenantId),

    async due(tenantId, now, limit) {
      const rows = await openChanges(db, tenantId)
        .where('due_at', '<=', now.getTime())
        .orderBy('due_at')
        .orderBy('number')
        .limit(limit)
        .execute();
      return changesIn(rows);
    },

    async open(tenantId, limit) {
      return changesIn(await openChanges(db, tenantId).orderBy('number').limit(limit).execute());
    },

    openFor: (tenantId, keys) => openFor(db, tenantId, keys),
  };
}
