import { type Kysely, sql } from 'kysely';
import { stateAt } from '../domain/case.ts';
import { whoIn } from '../domain/case-title.ts';
import type { Digest, OpenCases } from '../domain/digest.ts';
import type { Digests, DigestWriter } from '../ports/digests.ts';
import { withHistories } from './case-rows.ts';
import { isUnresolved } from './case-states.ts';
import { figuresOf, totalsOf } from './digest-figures.ts';
import type { Engine } from './engine.ts';
import { enqueue } from './outbox-rows.ts';
import type { Database } from './schema.ts';

const shownOpen = 6;

/** Keys of a digest that hold times. */
const times = new Set(['from', 'to', 'at', 'lastAt', 'watchedSince']);

/** The digest of that day as it was made. */
export async function readDigest(
  db: Kysely<Database>,
  tenantId: string,
  day: string,
): Promise<Digest | undefined> {
  const row = await db
    .selectFrom('digests')
    .select('content')
    .where('tenant_id', '=', tenantId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row && JSON.parse(row.content, (key, value) => (times.has(key) ? new Date(value) : value));
}

const isUnclaimed = sql<boolean>`(cases.state = 'open' and owner_id is null and silence_id is null)`;

async function openCases(db: Kysely<Database>, tenantId: string): Promise<OpenCases> {
  // Every key is at least '': the condition leads SQLite to the index of what is unresolved.
  const unresolved = db
    .selectFrom('cases')
    .where('tenant_id', '=', tenantId)
    .where('key', '>=', '')
    .where(isUnresolved);
  const groups = await unresolved
    .select((select) => [
      'rule',
      select.fn.countAll<number>().as('open'),
      select.fn.count<number>('silence_id').as('silenced'),
      sql<number>`sum(case when ${isUnclaimed} then 1 else 0 end)`.as('unclaimed'),
    ])
    .groupBy('rule')
    .orderBy('unclaimed', 'desc')
    .orderBy('open', 'desc')
    .orderBy('rule')
    .execute();
  const rows = await unresolved
    .selectAll()
    .orderBy(sql`case when ${isUnclaimed} then 0 else 1 end`)
    .orderBy(
      sql`case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end`,
    )
    .orderBy('last_at', 'desc')
    .orderBy('id')
    .limit(shownOpen)
    .execute();
  const rules = groups.map(({ rule, open, unclaimed, silenced }) => ({
    rule,
    open: Number(open),
    unclaimed: Number(unclaimed),
    silenced: Number(silenced),
  }));
  const sum = (of: 'open' | 'unclaimed' | 'silenced') =>
    rules.reduce((total, one) => total + one[of], 0);
  return {
    total: sum('open'),
    unclaimed: sum('unclaimed'),
    silenced: sum('silenced'),
    rules: rules.map(({ rule, open, unclaimed }) => ({ rule, open, unclaimed })),
    cases: (await withHistories(db, tenantId, rows)).map((found) => ({
      id: found.id,
      rule: found.rule,
      verdict: found.verdict,
      headline: found.headline,
      count: found.count,
      lastAt: found.lastAt,
      policy: found.policy,
      state: stateAt(found, found.lastAt),
      who: whoIn(found),
      owner: found.owner?.name,
    })),
  };
}

/** What digests are made of, from what the watch keeps. */
export function createDigests(engine: Engine): Digests {
  const { db } = engine;
  return {
    async facts(tenantId, window) {
      const figures = await figuresOf({ engine, db, tenantId, window });
      return { figures, open: await openCases(db, tenantId) };
    },

    totals: (tenantId, window) => totalsOf({ engine, db, tenantId, window }),

    async lastDay(tenantId) {
      const row = await db
        .selectFrom('digests')
        .select('day')
        .where('tenant_id', '=', tenantId)
        .orderBy('day', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.day;
    },
  };
}

/** Digests inside a transaction. */
export function digestStatements(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): Omit<DigestWriter, 'enqueueQuietEnd'> {
  return {
    async saveDigest({ day, madeAt, digest }) {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('digests')
        .values({
          tenant_id: tenantId,
          day,
          made_at: madeAt.getTime(),
          content: JSON.stringify(digest),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows > 0n;
    },

    enqueueDigest: (day, conversationId, dueAt) =>
      enqueue(db, { tenantId, conversationId, kind: 'digest', subject: day, dueAt, id: newId() }),
  };
}
