import { type Kysely, type RawBuilder, sql } from 'kysely';
import { resolutions } from '../domain/case.ts';
import type { DigestFigures, DigestTotals } from '../domain/digest.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { Engine } from './engine.ts';
import type { Database } from './schema.ts';

const shownOfEach = 3;
const quarterMs = 15 * 60_000;

/** A field of a sign-in's share in its case, or null. */
function fieldOf(name: Engine['name'], ...path: readonly string[]): RawBuilder<string | null> {
  return name === 'sqlite'
    ? sql`json_extract(case_sign_ins.detail, ${sql.lit(`$.${path.join('.')}`)})`
    : sql`(case_sign_ins.detail::json #>> ${sql.lit(`{${path.join(',')}}`)})`;
}

interface Place {
  readonly engine: Engine;
  readonly db: Kysely<Database>;
  readonly tenantId: string;
  readonly window: TimeWindow;
}

/** What cases hold of that time, one row for each case and record; a case of many people says who in each. */
function heldIn({ engine, db, tenantId, window }: Place) {
  const field = (...path: string[]) => fieldOf(engine.name, ...path);
  const ofCase = sql`case when cases.spread = 1 then null else
    coalesce(cases.user_id, lower(cases.user_principal_name), cases.user_name) end`;
  return db
    .selectFrom('case_sign_ins')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.tenant_id', '=', 'case_sign_ins.tenant_id')
        .onRef('cases.id', '=', 'case_sign_ins.case_id'),
    )
    .where('cases.tenant_id', '=', tenantId)
    .where('cases.last_at', '>=', window.from.getTime())
    .where('case_sign_ins.at', '>=', window.from.getTime())
    .where('case_sign_ins.at', '<=', window.to.getTime())
    .select([
      'cases.rule',
      'cases.verdict',
      'cases.policy_id',
      'cases.policy_name',
      'case_sign_ins.record_id',
      'case_sign_ins.at',
      sql<number>`case when ${field('record')} is null then 0 else 1 end`.as('is_entry'),
      sql<string>`coalesce(${field('user', 'id')}, ${field('user', 'name')}, ${ofCase}, '?')`.as(
        'who',
      ),
      sql<string>`coalesce(${field('user', 'name')}, cases.user_name)`.as('who_name'),
      sql<string>`coalesce(${field('app')}, cases.app_name)`.as('app'),
    ]);
}

/** Neither who got in nor what was changed was kept out. */
const wasStopped = sql<boolean>`is_entry = 0 and verdict in ('Stopped', 'Needs the user')`;
const gotIn = sql<boolean>`is_entry = 0 and verdict = 'Got in'`;
const wasChanged = sql<boolean>`is_entry = 1 and verdict = 'Changed'`;

const distinctRecords = sql<number>`count(distinct record_id)`;

async function sums(place: Place) {
  return place.db
    .selectFrom(heldIn(place).as('held'))
    .select([
      sql<number>`count(distinct case when ${wasStopped} then record_id end)`.as('signIns'),
      sql<number>`count(distinct case when ${wasChanged} then record_id end)`.as('entries'),
      sql<number>`count(distinct case when ${wasStopped} then who end)`.as('people'),
      sql<number>`count(distinct case when ${gotIn} then who end)`.as('gotIn'),
    ])
    .executeTakeFirstOrThrow();
}

async function casesByRule({ db, tenantId, window }: Place) {
  return db
    .selectFrom('cases')
    .select((select) => ['rule', select.fn.countAll<number>().as('cases')])
    .where('tenant_id', '=', tenantId)
    .where('last_at', '>=', window.from.getTime())
    .where('first_at', '>=', window.from.getTime())
    .where('first_at', '<=', window.to.getTime())
    .groupBy('rule')
    .execute();
}

/** What can be compared of a time. */
export async function totalsOf(place: Place): Promise<DigestTotals> {
  const { signIns, entries, people, gotIn } = await sums(place);
  const records = await place.db
    .selectFrom(heldIn(place).as('held'))
    .select(['rule', distinctRecords.as('records')])
    .groupBy('rule')
    .execute();
  const began = await casesByRule(place);
  const names = new Set([...records, ...began].map(({ rule }) => rule));
  const rules = [...names].map((rule) => ({
    rule,
    records: Number(records.find((one) => one.rule === rule)?.records ?? 0),
    cases: Number(began.find((one) => one.rule === rule)?.cases ?? 0),
  }));
  return {
    signIns: Number(signIns),
    entries: Number(entries),
    people: Number(people),
    gotIn: Number(gotIn),
    cases: rules.reduce((sum, { cases }) => sum + cases, 0),
    rules: rules.toSorted(
      (one, other) =>
        other.records - one.records ||
        other.cases - one.cases ||
        one.rule.localeCompare(other.rule),
    ),
  };
}

/** Those with most sign-ins, by what tells them apart. */
async function struckMost(place: Place, key: RawBuilder<string | null>, name: string) {
  const rows = await place.db
    .selectFrom(heldIn(place).as('held'))
    .select([
      sql<string>`max(${sql.ref(name)})`.as('name'),
      sql<string | null>`max(policy_id)`.as('policyId'),
      distinctRecords.as('count'),
    ])
    .where('is_entry', '=', 0)
    .where(sql<boolean>`${key} is not null`)
    .groupBy(key)
    .orderBy('count', 'desc')
    .orderBy('name')
    .limit(shownOfEach)
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

async function resolvedIn({ db, tenantId, window }: Place): Promise<DigestFigures['resolved']> {
  const rows = await db
    .selectFrom('case_events')
    .select((select) => ['note', select.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`what = 'resolved'`)
    .where('at', '>=', window.from.getTime())
    .where('at', '<=', window.to.getTime())
    .groupBy('note')
    .orderBy('count', 'desc')
    .orderBy('note')
    .execute();
  const causes = new Map<string, number>();
  for (const { note, count } of rows) {
    // Whoever resolves a case may write some words behind the cause.
    const cause = resolutions.find((one) => note === one || note?.startsWith(`${one}: `)) ?? '';
    causes.set(cause, (causes.get(cause) ?? 0) + Number(count));
  }
  return [...causes]
    .map(([cause, count]) => ({ cause, count }))
    .sort((one, other) => other.count - one.count || (one.cause < other.cause ? -1 : 1));
}

async function quartersOf(place: Place): Promise<DigestFigures['quarters']> {
  const size = sql.lit(quarterMs);
  const rows = await place.db
    .selectFrom(heldIn(place).as('held'))
    .select([sql<number>`at / ${size}`.as('quarter'), distinctRecords.as('count')])
    .where('is_entry', '=', 0)
    .groupBy('quarter')
    .orderBy('quarter')
    .execute();
  return rows.map(({ quarter, count }) => ({
    at: new Date(Number(quarter) * quarterMs),
    count: Number(count),
  }));
}

/** All that is counted of a time; what lies outside of it costs nothing. */
export async function figuresOf(place: Place): Promise<DigestFigures> {
  const share = ({ name, count }: { name: string; count: number }) => ({ name, count });
  const policyKey = sql<string | null>`coalesce(policy_id, policy_name)`;
  const policies = await struckMost(place, policyKey, 'policy_name');
  return {
    ...(await totalsOf(place)),
    resolved: await resolvedIn(place),
    topPeople: (await struckMost(place, sql.ref('who'), 'who_name')).map(share),
    topPolicies: policies.map((row) => ({ ...share(row), id: row.policyId ?? undefined })),
    topApps: (await struckMost(place, sql.ref('app'), 'app')).map(share),
    quarters: await quartersOf(place),
  };
}
