import type { Kysely, SelectQueryBuilder } from 'kysely';
import { canonicalLook, type KeptLook, type Look, placeIn, readLook } from '../domain/look.ts';
import { type ChainHead, linkTo } from '../domain/look-chain.ts';
import { AppError } from '../errors.ts';
import type { LookRecord, LooksQuestion } from '../ports/look-record.ts';
import { type Engine, inPieces, writeAlone } from './engine.ts';
import { headOf, startOf } from './look-chain.ts';
import { sha256 } from './look-hash.ts';
import type { Database } from './schema.ts';

interface Waiting {
  readonly look: Look;
  readonly done: () => void;
  readonly failed: (thrown: unknown) => void;
}

/** A lock of its own: a look never waits for the poll of another replica. */
const lockOf = (tenantId: string) => `looks of ${tenantId}`;

/** Rows that one statement takes, below both databases' limits of parameters. */
const mostInAStatement = 100;

async function appendAll(
  db: Kysely<Database>,
  tenantId: string,
  looks: readonly Look[],
): Promise<void> {
  let head = await headOf(db, tenantId);
  const rows = looks.map((look) => {
    const sequence = head.count + 1;
    const record = canonicalLook(look, tenantId, sequence);
    const row = { sequence, record, ...linkTo(head, record, sha256) };
    head = { count: sequence, hash: row.hash };
    return { tenant_id: tenantId, at: look.at.getTime(), ...row };
  });
  const people = rows.flatMap(({ sequence, record }) =>
    (placeIn(record)?.people ?? []).map((person_id) => ({
      tenant_id: tenantId,
      person_id,
      sequence,
    })),
  );
  for (const piece of inPieces(rows, mostInAStatement)) {
    await db.insertInto('looks').values(piece).execute();
  }
  for (const piece of inPieces(people, mostInAStatement)) {
    await db.insertInto('look_people').values(piece).execute();
  }
}

/**
 * Looks that come while others are being written go together in the next transaction: many at once cost little
 * more than one, and hold one connection.
 */
function createAppender(engine: Engine, tenantId: string) {
  let next: Waiting[] | undefined;
  let last: Promise<void> = Promise.resolve();

  async function write(batch: readonly Waiting[]): Promise<void> {
    next = undefined;
    try {
      const looks = batch.map(({ look }) => look);
      await writeAlone(engine, lockOf(tenantId), (db) => appendAll(db, tenantId, looks));
      for (const { done } of batch) done();
    } catch (thrown) {
      for (const { failed } of batch) failed(thrown);
    }
  }

  return (look: Look): Promise<void> =>
    new Promise((done, failed) => {
      const waiting = { look, done, failed };
      if (next !== undefined) {
        next.push(waiting);
        return;
      }
      const batch = [waiting];
      next = batch;
      last = last.then(() => write(batch));
    });
}

function readable(record: string): KeptLook {
  try {
    return readLook(record);
  } catch (cause) {
    throw new AppError('store-failed', 'A row of this record can’t be read: it was changed.', {
      hint: 'Whoever runs the bot finds it with npm run verify-log.',
      cause,
    });
  }
}

type Asked = Pick<LooksQuestion, 'personId' | 'window'>;

function matching(db: Kysely<Database>, tenantId: string, { personId, window }: Asked) {
  const query: SelectQueryBuilder<Database, 'looks', object> = db
    .selectFrom('looks')
    .where('looks.tenant_id', '=', tenantId)
    .where('looks.at', '>=', window.from.getTime())
    .where('looks.at', '<=', window.to.getTime());
  if (personId === undefined) return query;
  return query.where('looks.sequence', 'in', (of) =>
    of
      .selectFrom('look_people')
      .select('look_people.sequence')
      .where('look_people.tenant_id', '=', tenantId)
      .where('look_people.person_id', '=', personId.toLowerCase()),
  );
}

/** The last row of those that are all older; undefined: the oldest is not. */
async function lastToDrop(
  db: Kysely<Database>,
  tenantId: string,
  moment: Date,
): Promise<ChainHead | undefined> {
  const kept = await db
    .selectFrom('looks')
    .select(({ fn }) => fn.min('sequence').as('first'))
    .where('tenant_id', '=', tenantId)
    .where('at', '>=', moment.getTime())
    .executeTakeFirst();
  let query = db
    .selectFrom('looks')
    .select(['sequence as count', 'hash'])
    .where('tenant_id', '=', tenantId);
  if (kept?.first != null) query = query.where('sequence', '<', kept.first);
  return query.orderBy('sequence', 'desc').limit(1).executeTakeFirst();
}

async function drop(db: Kysely<Database>, tenantId: string, last: ChainHead): Promise<void> {
  const anchor = { sequence: last.count, hash: last.hash };
  await db
    .insertInto('look_anchors')
    .values({ tenant_id: tenantId, ...anchor })
    .onConflict((c) => c.column('tenant_id').doUpdateSet(anchor))
    .execute();
  for (const table of ['look_people', 'looks'] as const) {
    await db
      .deleteFrom(table)
      .where('tenant_id', '=', tenantId)
      .where('sequence', '<=', last.count)
      .execute();
  }
}

/** Who asked the bot what: rows that are appended, chained, and dropped from the old end alone. */
export function createLookRecord(engine: Engine): LookRecord {
  const { db } = engine;
  const appenders = new Map<string, (look: Look) => Promise<void>>();

  return {
    append(tenantId, look) {
      const append = appenders.get(tenantId) ?? createAppender(engine, tenantId);
      appenders.set(tenantId, append);
      return append(look);
    },

    async list(tenantId, question) {
      const rows = await matching(db, tenantId, question)
        .select('looks.record')
        .orderBy('looks.sequence', 'desc')
        .limit(question.most)
        .offset(question.skip ?? 0)
        .execute();
      return rows.map(({ record }) => readable(record));
    },

    async count(tenantId, question) {
      const { looks } = await matching(db, tenantId, question)
        .select(({ fn }) => fn.countAll<number>().as('looks'))
        .executeTakeFirstOrThrow();
      return Number(looks);
    },

    head: (tenantId) => headOf(db, tenantId),

    forgetBefore: (tenantId, moment) =>
      writeAlone(engine, lockOf(tenantId), async (transaction) => {
        const last = await lastToDrop(transaction, tenantId, moment);
        if (last !== undefined && last.count > (await startOf(transaction, tenantId)).count) {
          await drop(transaction, tenantId, last);
        }
      }),
  };
}
