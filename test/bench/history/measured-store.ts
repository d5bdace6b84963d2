import { randomUUID } from 'node:crypto';
import { type Dialect, Kysely, sql } from 'kysely';
import type { Engine, EngineName } from '../../../src/store/engine.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { type Store, storeOver } from '../../../src/store/open-store.ts';
import type { Database } from '../../../src/store/schema.ts';

/** The bot's own store, with an eye on what it asks its database. */
export interface MeasuredStore {
  readonly db: Kysely<Database>;
  readonly store: Store;
  /** Statements so far. */
  statements(): number;
  /** Rows read or written so far, as the database counts them; undefined where it does not. */
  rows(): Promise<number | undefined>;
  /** Lets the database look at its tables, as it does by itself from time to time. */
  analyze(): Promise<void>;
}

const rowsTouched = sql<{ rows: number }>`
  select sum(seq_tup_read + coalesce(idx_tup_fetch, 0) + n_tup_ins + n_tup_upd + n_tup_del) as rows
  from pg_stat_user_tables`;

/** Opens the store as the bot does, over a dialect of the caller. */
export async function openMeasuredStore(
  name: EngineName,
  dialect: Dialect,
): Promise<MeasuredStore> {
  let count = 0;
  const db = new Kysely<Database>({
    dialect,
    log: () => {
      count += 1;
    },
  });
  const engine: Engine = { name, db, newId: randomUUID };
  await migrate(engine);
  return {
    db,
    store: storeOver(engine),
    statements: () => count,
    async rows() {
      if (name === 'sqlite') return undefined;
      await sql`select pg_stat_force_next_flush()`.execute(db);
      const { rows } = await rowsTouched.execute(db);
      return Number(rows[0]?.rows);
    },
    async analyze() {
      if (name === 'postgres') await sql.raw('vacuum analyze').execute(db);
    },
  };
}
