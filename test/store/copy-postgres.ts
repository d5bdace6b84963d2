import { Client } from 'pg';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';

async function within<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Statements, as an administrator types them. */
export async function runSql(url: string, statements: string): Promise<void> {
  await within(url, (client) => client.query(statements));
}

/** Every table with its rows as JSON, of one moment: the one transaction that pg_dump reads in. */
function dump(url: string): Promise<[string, string][]> {
  return within(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
    );
    const dumped: [string, string][] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ held: string }>(
        `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as held from "${name}" t`,
      );
      dumped.push([name, rows[0]?.held ?? '[]']);
    }
    return dumped;
  });
}

/** What pg_dump and pg_restore do, with the bot running on `from`; they are no part of the server that tests install. */
export async function copyPostgres(from: string, to: string): Promise<void> {
  const tables = await dump(from);
  await (await openStore(to, { log: recordingLog() })).close();
  await within(to, async (client) => {
    // As pg_restore does, rows before the triggers and keys that hold them together.
    await client.query('set session_replication_role = replica');
    for (const [name, held] of tables) {
      await client.query(`delete from "${name}"`);
      await client.query(
        `insert into "${name}" select * from jsonb_populate_recordset(null::"${name}", $1)`,
        [held],
      );
    }
  });
}
