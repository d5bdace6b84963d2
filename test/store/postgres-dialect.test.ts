import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { postgresDialect } from '../../src/store/postgres-dialect.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let server: PostgresServer;
let url: string;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.newDatabase();
}, 120_000);
afterAll(() => server.stop(), 60_000);

/** A client of its own, as a replica has one, which gives up silent transactions after `silenceMs`. */
async function withClient(
  work: (db: Kysely<unknown>, lost: Promise<Error>) => Promise<void>,
  silenceMs?: number,
): Promise<void> {
  const lost = Promise.withResolvers<Error>();
  const db = new Kysely<unknown>({ dialect: postgresDialect(url, lost.resolve, silenceMs) });
  try {
    await work(db, lost.promise);
  } finally {
    await db.destroy();
  }
}

const lock = sql`select pg_advisory_xact_lock(7)`;

describe('connections to PostgreSQL', () => {
  it('lose a transaction in which a frozen client says nothing, so that another goes on', () =>
    withClient(async (frozen, lost) => {
      const holding = Promise.withResolvers<void>();
      const thawed = Promise.withResolvers<void>();
      const stale = frozen.transaction().execute(async (transaction) => {
        await lock.execute(transaction);
        holding.resolve();
        await thawed.promise;
        await lock.execute(transaction);
      });
      const failed = expect(stale).rejects.toThrow();
      await holding.promise;
      await withClient(async (other) => {
        await other.transaction().execute((transaction) => lock.execute(transaction));
      });
      expect((await lost).message).toContain('idle-in-transaction timeout');
      thawed.resolve();
      await failed;
      await lock.execute(frozen);
    }, 200));

  it('keep the silence to half a minute by default', () =>
    withClient(async (db) => {
      const { rows } = await sql<{
        idle_in_transaction_session_timeout: string;
      }>`show idle_in_transaction_session_timeout`.execute(db);
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '30s' }]);
    }));

  it('may be cut while they are idle: that is told, and the next call has a new one', () =>
    withClient(async (db, lost) => {
      const pidOf = async () => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
        return rows[0]?.pid;
      };
      const cut = await pidOf();
      await withClient(async (admin) => {
        await sql`select pg_terminate_backend(${cut})`.execute(admin);
      });
      expect((await lost).message).toContain('terminating connection');
      expect(await pidOf()).not.toBe(cut);
    }));
});
