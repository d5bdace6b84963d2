import { Client } from 'pg';
import { readNetTrouble, wordsOf } from '../../domain/net-trouble.ts';
import { isRecord } from '../../domain/record.ts';
import type { StoreStanding, StoreTrouble } from '../../ports/probes.ts';
import { isOfNewer } from './is-of-newer.ts';

const connectWithinMs = 6_000;
const statementWithinMs = 5_000;

/** PostgreSQL's error codes (appendix A of its manual). */
const troubles: Readonly<Record<string, StoreTrouble>> = {
  '28P01': 'wrong-password',
  '28000': 'wrong-password',
  '3D000': 'unknown-database',
  '3F000': 'no-right',
  '42501': 'no-right',
  '53100': 'full',
  '53300': 'busy',
  '55P03': 'locked',
  '57P03': 'unreachable',
  '25006': 'read-only',
};

const wantsTls = /no encryption|SSL off/i;
const tls = /does not support SSL|SSL|TLS|certificate/i;

/** What a refusal of the server, or of the connection, means. */
export function postgresTrouble(thrown: unknown): { trouble: StoreTrouble; detail: string } {
  const words = wordsOf(thrown);
  const code = isRecord(thrown) && typeof thrown.code === 'string' ? thrown.code : undefined;
  if (wantsTls.test(words)) return { trouble: 'tls', detail: code ?? 'it asks for TLS' };
  const known = code === undefined ? undefined : troubles[code];
  if (known !== undefined) return { trouble: known, detail: `PostgreSQL error ${code}` };
  const net = readNetTrouble(thrown);
  if (net?.trouble === 'unreachable') return { trouble: 'unreachable', detail: net.detail };
  if (net?.trouble === 'untrusted' || tls.test(words)) {
    return { trouble: 'tls', detail: net?.detail ?? 'TLS' };
  }
  const isLate = /timeout|terminated/i.test(words);
  return { trouble: isLate ? 'unreachable' : 'unknown', detail: code ?? 'no answer' };
}

async function hasTable(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query('select to_regclass($1) as found', [name]);
  return rows[0]?.found !== null;
}

/** Makes a table and changes none of the bot's, all of which is taken back. */
async function writeOnce(client: Client): Promise<string | undefined> {
  await client.query('begin');
  try {
    await client.query('create table written_by_doctor (x integer)');
    if (await hasTable(client, 'leases')) {
      await client.query('update leases set expires_at = expires_at where false');
    }
    if (!(await hasTable(client, 'kysely_migration'))) return undefined;
    const { rows } = await client.query('select name from kysely_migration');
    return isOfNewer(rows.map(({ name }) => String(name)));
  } finally {
    await client.query('rollback');
  }
}

/** Nothing of the database is changed. The address is not told: it holds a password. */
export async function probePostgres(databaseUrl: string): Promise<StoreStanding> {
  let client: Client | undefined;
  try {
    client = new Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: connectWithinMs,
      query_timeout: statementWithinMs,
      application_name: 'teams-audit-bot doctor',
    });
    // A connection that is cut while nothing runs would otherwise end the process.
    client.on('error', () => undefined);
    await client.connect();
    const newer = await writeOnce(client);
    if (newer !== undefined) return { ok: false, trouble: 'newer', detail: newer };
    return { ok: true, evidence: `PostgreSQL on ${client.host} can be written` };
  } catch (thrown) {
    return { ok: false, ...postgresTrouble(thrown) };
  } finally {
    // A server that was never reached has nothing to end.
    await client?.end().catch(() => undefined);
  }
}
