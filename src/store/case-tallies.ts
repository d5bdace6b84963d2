import { type Kysely, sql } from 'kysely';
import type { CaseSignIn } from '../domain/case.ts';
import { type Facet, type Spread, spreadStepMs } from '../domain/spread.ts';
import { inPieces } from './engine.ts';
import type { Database } from './schema.ts';
import type { CaseTallyRow } from './schema-cases.ts';

interface CaseKey {
  readonly tenantId: string;
  readonly id: string;
}

type FacetName = CaseTallyRow['facet'];

const shownPerFacet = 5;
/** As Graph writes countries that it does not know. */
const unknown = 'unknown';

function valuesOf({ at, user, app, country }: CaseSignIn): [FacetName, string, string][] {
  const name = user?.name ?? unknown;
  const step = at.getTime() - (at.getTime() % spreadStepMs);
  return [
    ['user', user?.id ?? name, name],
    ['app', app ?? unknown, app ?? unknown],
    ['country', country ?? unknown, country ?? unknown],
    ['at', String(step), ''],
  ];
}

/**
 * Counts sign-ins that the case did not hold before. What such a record says differently later is not
 * moved from one value to another: the sums stay right.
 */
export async function addTallies(
  db: Kysely<Database>,
  { tenantId, id }: CaseKey,
  fresh: readonly CaseSignIn[],
): Promise<void> {
  const tallies = new Map<string, CaseTallyRow>();
  for (const [facet, value, label] of fresh.flatMap(valuesOf)) {
    const key = JSON.stringify([facet, value]);
    const count = (tallies.get(key)?.count ?? 0) + 1;
    tallies.set(key, { tenant_id: tenantId, case_id: id, facet, value, label, count });
  }
  for (const piece of inPieces([...tallies.values()])) {
    await db
      .insertInto('case_tallies')
      .values(piece)
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'case_id', 'facet', 'value'])
          .doUpdateSet({ count: sql`case_tallies.count + excluded.count` }),
      )
      .execute();
  }
}

async function readFacet(db: Kysely<Database>, key: CaseKey, facet: FacetName): Promise<Facet> {
  const rows = db
    .selectFrom('case_tallies')
    .where('tenant_id', '=', key.tenantId)
    .where('case_id', '=', key.id)
    .where('facet', '=', facet);
  const { distinct } = await rows
    .select((select) => select.fn.countAll<number>().as('distinct'))
    .executeTakeFirstOrThrow();
  const top = await rows
    .select(['label as name', 'count'])
    .orderBy('count', 'desc')
    .orderBy('label')
    .limit(shownPerFacet)
    .execute();
  return { distinct, top };
}

/** How a case's sign-ins spread, as counted while it grew. */
export async function readSpread(db: Kysely<Database>, key: CaseKey): Promise<Spread> {
  const steps = await db
    .selectFrom('case_tallies')
    .select(['value', 'count'])
    .where('tenant_id', '=', key.tenantId)
    .where('case_id', '=', key.id)
    .where('facet', '=', 'at')
    .execute();
  const over = steps
    .map(({ value, count }) => ({ at: new Date(Number(value)), count }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    people: await readFacet(db, key, 'user'),
    apps: await readFacet(db, key, 'app'),
    countries: await readFacet(db, key, 'country'),
    over,
  };
}
