import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { openStore } from '../../../src/store/open-store.ts';
import { postgresTrouble, probePostgres } from '../../../src/store/probes/probe-postgres.ts';
import { recordingLog } from '../../alerts/recording-log.ts';
import { type PostgresServer, startPostgres } from '../postgres-server.ts';

async function run(url: string, ...statements: readonly string[]) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const answers = [];
  for (const statement of statements) answers.push((await client.query(statement)).rows);
  await client.end();
  return answers;
}

const tables = "select tablename from pg_tables where schemaname = 'public' order by 1";

describe('whether PostgreSQL can be written', () => {
  let server: PostgresServer;
  let empty: string;
  let begun: string;

  beforeAll(async () => {
    server = await startPostgres();
    empty = await server.newDatabase();
    begun = await server.newDatabase();
    await (await openStore(begun, { log: recordingLog() })).close();
    await run(
      empty,
      "create role looker login password 'looker'",
      'revoke create on schema public from public',
    );
  }, 120_000);
  afterAll(() => server.stop(), 60_000);

  const troubleOf = async (url: string) => {
    const standing = await probePostgres(url);
    expect(JSON.stringify(standing)).not.toMatch(/postgres:postgres|no-such-secret/);
    return standing.ok ? 'none' : standing.trouble;
  };

  it('is so in a new database and in one that a bot uses, and leaves nothing behind', async () => {
    const before = await run(begun, tables);
    expect([await troubleOf(empty), await troubleOf(begun)]).toEqual(['none', 'none']);
    expect(await run(empty, tables)).toEqual([[]]);
    expect(await run(begun, tables)).toEqual(before);
  });

  it('tells apart what refuses it', async () => {
    const at = (user: string, rest = '') => {
      const url = new URL(empty + rest);
      [url.username = '', url.password = ''] = user.split(':');
      return url.href;
    };
    const readOnly = '?options=-c%20default_transaction_read_only%3Don';
    const elsewhere = new URL(empty);
    elsewhere.pathname = '/elsewhere';
    const down = new URL(empty);
    down.port = '1';
    expect(await troubleOf(at('postgres:no-such-secret'))).toBe('wrong-password');
    expect(await troubleOf(elsewhere.href)).toBe('unknown-database');
    expect(await troubleOf(down.href)).toBe('unreachable');
    expect(await troubleOf(at('looker:looker'))).toBe('no-right');
    expect(await troubleOf(at('postgres:postgres', readOnly))).toBe('read-only');
    expect(await troubleOf(`${empty}?sslmode=require`)).toBe('tls');
  });

  it('knows a database that a newer version has changed', async () => {
    const newer = await server.newDatabase();
    await (await openStore(newer, { log: recordingLog() })).close();
    await run(newer, "insert into kysely_migration values ('9999-later', '2030-01-01')");
    expect(await troubleOf(newer)).toBe('newer');
  });

  it.each([
    [{ code: '53300' }, 'busy'],
    [{ code: '53100' }, 'full'],
    [{ code: '57P03' }, 'unreachable'],
    [new Error('Connection terminated due to connection timeout'), 'unreachable'],
    [{ code: '28000', message: 'no pg_hba.conf entry for host "10.0.0.4", no encryption' }, 'tls'],
  ])('reads %j as “%s”', (thrown, trouble) => {
    expect(postgresTrouble(thrown).trouble).toBe(trouble);
  });
});
