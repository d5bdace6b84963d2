import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

export type EngineName = 'sqlite' | 'postgres';

/** What every part of the store works with: the database, which one it is, and new ids. */
export interface Engine {
  readonly name: EngineName;
  readonly db: Kysely<Database>;
  readonly newId: () => string;
}

/**
 * Runs `work` as the tenant's only writer. SQLite has one writer by nature (`begin immediate`);
 * PostgreSQL holds an advisory lock until the transaction ends, so that two replicas see each other's work.
 */
export function writeAlone<T>(
  engine: Engine,
  tenantId: string,
  work: (db: Kysely<Database>) => Promise<T>,
): Promise<T> {
  return engine.db.transaction().execute(async (transaction) => {
    if (engine.name === 'postgres') {
      await sql`select pg_advisory_xact_lock(hashtext(${tenantId}))`.execute(transaction);
    }
    return work(transaction);
  });
}

/** Lists in pieces that fit a statement's parameter limit. */
export function inPieces<T>(list: readonly T[], size = 500): T[][] {
  const pieces: T[][] = [];
  for (let start = 0; start < list.length; start += size) {
    pieces.push(list.slice(start, start + size));
  }
  return pieces;
}
