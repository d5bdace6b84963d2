import { type Kysely, type RawBuilder, sql } from 'kysely';
import { forgetCases } from './forget-cases.ts';
import type { Database } from './schema.ts';

/** One call drops so many rows of a table at most, so that no poll waits for it: a storm goes in several. */
export const mostAtOnce = 5_000;

/** The ledger's entry from which the poll goes on stays, however old it is. */
const isNotTheNewest = sql<boolean>`to_at < (
  select newest.to_at from ledger as newest
  where newest.tenant_id = ledger.tenant_id and newest.source = ledger.source and newest.sweep_at is null
  order by newest.to_at desc limit 1
)`;

/** So does the span in which the time from which on everything is remembered lies. */
const isFollowed = (time: number) => sql<boolean>`exists (
  select 1 from read_spans as later
  where later.tenant_id = read_spans.tenant_id and later.source = read_spans.source
    and later.from_at > read_spans.from_at and later.from_at <= ${time}
)`;

interface Many {
  readonly table: keyof Database;
  readonly key: readonly string[];
  readonly age: string;
  readonly also?: RawBuilder<boolean>;
}

/** Tables with a row for each record or read: they go in turns. */
const records: readonly Many[] = [
  { table: 'seen', key: ['source', 'record_id'], age: 'first_seen_at' },
  { table: 'candidates', key: ['record_id'], age: 'at' },
  { table: 'ledger', key: ['id'], age: 'read_at', also: isNotTheNewest },
];
const evidence: readonly Many[] = [
  { table: 'observations', key: ['rule', 'key', 'record_id'], age: 'forget_at' },
  { table: 'user_countries', key: ['who', 'country'], age: 'forget_at' },
];

interface Few {
  readonly table: keyof Database;
  readonly age: string;
  /** How the table writes a time; absent: milliseconds. */
  readonly written?: (time: number) => number | string;
  readonly also?: (time: number) => RawBuilder<boolean>;
}

/** Tables with few rows a day: they go at once. */
const others: readonly Few[] = [
  { table: 'failed_reads', age: 'last_at' },
  { table: 'sweeps', age: 'started_at' },
  { table: 'read_hours', age: 'hour_at' },
  { table: 'read_spans', age: 'to_at', also: isFollowed },
  { table: 'outbox', age: 'due_at', also: () => sql<boolean>`state = 'given-up'` },
  { table: 'policy_jumps', age: 'began_at' },
  { table: 'digests', age: 'made_at' },
  { table: 'quiet_ends', age: 'until_at' },
  {
    table: 'rehearsal_days',
    age: 'day',
    written: (time) => new Date(time).toISOString().slice(0, 10),
  },
];

const always = sql<boolean>`1 = 1`;

/** The oldest go first; what is found by an index on age costs what is dropped, not what is there. */
async function dropSome(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
  { table, key, age, also = always }: Many,
): Promise<void> {
  const keys = sql.join(key.map((column) => sql.ref(column)));
  await sql`delete from ${sql.table(table)}
    where tenant_id = ${tenantId} and (${keys}) in (
      select ${keys} from ${sql.table(table)}
      where tenant_id = ${tenantId} and ${sql.ref(age)} < ${time} and ${also}
      order by ${sql.ref(age)} limit ${sql.lit(mostAtOnce)}
    )`.execute(db);
}

async function dropAll(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
  { table, age, written = (at) => at, also = () => always }: Few,
): Promise<void> {
  await sql`delete from ${sql.table(table)}
    where tenant_id = ${tenantId} and ${sql.ref(age)} < ${written(time)} and ${also(time)}`.execute(
    db,
  );
}

/** Drops evidence, and countries of users, that are to be forgotten then. */
export async function forgetObservations(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
): Promise<void> {
  for (const one of evidence) await dropSome(db, tenantId, time, one);
}

/** Drops what the watch knew before that time, and cases that ended long before. */
export async function forgetBefore(
  db: Kysely<Database>,
  tenantId: string,
  time: number,
): Promise<void> {
  for (const one of records) await dropSome(db, tenantId, time, one);
  for (const one of others) await dropAll(db, tenantId, time, one);
  await forgetCases(db, tenantId, time);
}
