import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Store } from '../../../src/store/open-store.ts';
import type { Database } from '../../../src/store/schema.ts';
import { aFinding, aSubscription, atMinute, tenantId, theCase } from '../../alerts/builders.ts';
import { channel } from '../../alerts/world.ts';

/** What a watch has behind it when the measuring begins, at the tests' nine o'clock. */
export interface History {
  readonly days: number;
  readonly failuresADay: number;
}

type Sql = RawBuilder<unknown>;

const source = 'sign-ins';
const dayMs = 24 * 60 * 60_000;
const until = atMinute(0).getTime();
/** What was seen and read is forgotten after so many days. */
const rememberedDays = 35;
const signInsACase = 10;
/** One case in ten is never resolved by anybody. */
const openOneIn = 10;
const [resolved, open] = ['first-resolved', 'first-open'];

const i = sql.ref('n.i');
const caseOfSignIn = sql`((${i} - 1) / ${sql.lit(signInsACase)} + 1)`;
const timesAgo = (number: Sql, stepMs: number) =>
  sql`${sql.lit(until)} - ${number} * ${sql.lit(Math.round(stepMs))}`;

/** An id without order, as Graph's are: neighbours in time lie apart in an index. */
function idOf(prefix: string, number: Sql): Sql {
  return sql`${sql.lit(prefix)} || ((${number} * 2654435761) % 4294967296) || '-' || ${number}`;
}

/** One case of each kind, one sign-in, one read and one message, as the watch itself writes them. */
async function writeFirstRows({ alerts, subscriptions }: Store): Promise<void> {
  const at = atMinute(0);
  const by = { id: 'olga', name: 'Olga' };
  await subscriptions.subscribe(aSubscription(channel));
  await alerts.write(tenantId, async (writer) => {
    const claimed = { at, by, what: 'claimed' as const };
    const ended = { at, by, what: 'resolved' as const, note: 'expected' };
    await writer.saveCase(theCase({ id: open, key: open }));
    await writer.saveCase(
      theCase({ id: resolved, key: resolved, state: 'resolved', history: [claimed, ended] }),
    );
    for (const caseId of [open, resolved]) {
      const { signIn } = aFinding(`sign-in-of-${caseId}`, 0);
      await writer.addSignIns({ id: caseId }, [
        { ...signIn, place: 'Oslo, NO', device: 'LAPTOP · Edge' },
      ]);
      await writer.saveMessage({
        caseId,
        conversationId: channel,
        activityId: caseId,
        postedAt: at,
        sentAt: at,
      });
    }
    await writer.rememberRecords(source, [
      { id: 'first', outcome: 'blocked', at, firstSeenAt: at },
    ]);
    const read = { pages: 1, rows: 80, newRows: 1, worstLatenessMs: 300_000 };
    await writer.appendLedger({ source, from: at, to: at, readAt: at, ...read });
  });
}

/** Repeats the rows of a table that fit, with other values in some columns. */
async function repeat(
  db: Kysely<Database>,
  table: keyof Database,
  times: number,
  { changes, only }: { changes: Readonly<Record<string, Sql>>; only: Sql },
): Promise<void> {
  const tables = await db.introspection.getTables();
  const columns = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
  const values = columns.map((column) => changes[column] ?? sql.ref(`first.${column}`));
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
    with recursive n(i) as (
      select cast(1 as bigint) union all select i + 1 from n where i < ${sql.lit(times)}
    )
    select ${sql.join(values)} from n cross join ${sql.table(table)} as first where ${only}`.execute(
    db,
  );
}

const kindOf = (number: Sql) =>
  sql`case when ${number} % ${sql.lit(openOneIn)} = 0 then ${sql.lit(open)} else ${sql.lit(resolved)} end`;

async function loadCases(db: Kysely<Database>, { days, failuresADay }: History): Promise<void> {
  const signIns = days * failuresADay;
  const cases = signIns / signInsACase;
  const at = timesAgo(i, (dayMs / failuresADay) * signInsACase);
  const id = idOf('case-', i);
  const ofCase = { case_id: id, at };
  const only = sql`first.case_id = ${kindOf(i)}`;
  await repeat(db, 'cases', cases, {
    changes: {
      id,
      key: idOf('key-', i),
      user_id: idOf('user-', i),
      first_at: at,
      last_at: at,
      // Nobody claimed them, and they were told of for the last time long ago.
      look_at: sql`null`,
    },
    only: sql`first.id = ${kindOf(i)}`,
  });
  await repeat(db, 'case_events', cases, { changes: ofCase, only });
  await repeat(db, 'messages', cases, { changes: { case_id: id, sent_at: at }, only });
  await repeat(db, 'case_sign_ins', signIns, {
    changes: {
      case_id: idOf('case-', caseOfSignIn),
      record_id: idOf('sign-in-', i),
      at: timesAgo(i, dayMs / failuresADay),
    },
    only: sql`first.case_id = ${kindOf(caseOfSignIn)}`,
  });
}

async function loadReads(db: Kysely<Database>, { days, failuresADay }: History): Promise<void> {
  const remembered = Math.min(days, rememberedDays);
  const seenAt = timesAgo(i, dayMs / failuresADay);
  await repeat(db, 'seen', remembered * failuresADay, {
    changes: { record_id: idOf('sign-in-', i), at: seenAt, first_seen_at: seenAt },
    only: sql`first.record_id = 'first'`,
  });
  const readAt = timesAgo(i, 60_000);
  const times = { from_at: readAt, to_at: readAt, read_at: readAt };
  await repeat(db, 'ledger', remembered * 24 * 60, {
    changes: { ...times, id: idOf('read-', i) },
    only: sql`true`,
  });
}

/**
 * Fills an empty store with what the watch would hold after so many days: cases with their sign-ins and
 * messages, of which nine in ten are resolved, and the last five weeks of what was seen and read.
 */
export async function loadHistory(
  db: Kysely<Database>,
  store: Store,
  history: History,
): Promise<void> {
  await writeFirstRows(store);
  await loadCases(db, history);
  await loadReads(db, history);
}
