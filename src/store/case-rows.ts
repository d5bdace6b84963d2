import type { Kysely } from 'kysely';
import type { Case, CaseEvent, CaseSignIn } from '../domain/case.ts';
import { emptySpread, type Spread } from '../domain/spread.ts';
import { readSpread } from './case-tallies.ts';
import { inPieces } from './engine.ts';
import type { Database } from './schema.ts';
import type { CaseEventRow, CaseRow } from './schema-cases.ts';

interface CaseKey {
  readonly tenantId: string;
  readonly id: string;
}

const optional = <T>(value: T | null): T | undefined => value ?? undefined;
const optionalTime = (ms: number | null): Date | undefined =>
  ms === null ? undefined : new Date(ms);

/** A sign-in's share in a case as JSON text. */
export function writeSignIn(signIn: CaseSignIn): string {
  return JSON.stringify(signIn);
}

export function readSignIn(json: string): CaseSignIn {
  const stored = JSON.parse(json);
  return { ...stored, at: new Date(stored.at), seenAt: new Date(stored.seenAt) };
}

function toEvent(row: CaseEventRow): CaseEvent {
  return {
    at: new Date(row.at),
    by: { id: row.by_id, name: row.by_name },
    what: row.what,
    note: optional(row.note),
    until: optionalTime(row.until),
  };
}

function toCaseSilence(row: CaseRow): Case['silence'] {
  const { silence_id: id, silence_until: until, silence_by: by, silence_reason: reason } = row;
  if (id === null || until === null) return undefined;
  return { id, until: new Date(until), by: by ?? 'somebody', reason: reason ?? '' };
}

export function toCase(row: CaseRow, history: readonly CaseEvent[], spread?: Spread): Case {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    rule: row.rule,
    key: row.key,
    state: row.state,
    severity: row.severity,
    verdict: row.verdict,
    routing: row.routing === null ? undefined : JSON.parse(row.routing),
    user: {
      id: optional(row.user_id),
      name: row.user_name,
      userPrincipalName: optional(row.user_principal_name),
    },
    policy:
      row.policy_name === null ? undefined : { id: optional(row.policy_id), name: row.policy_name },
    app: { id: optional(row.app_id), name: row.app_name },
    headline: row.headline,
    why: row.why,
    nextStep: row.next_step,
    facts: row.facts === null ? undefined : JSON.parse(row.facts),
    count: row.count,
    firstAt: new Date(row.first_at),
    lastAt: new Date(row.last_at),
    latest: readSignIn(row.latest),
    owner:
      row.owner_id === null || row.owner_name === null
        ? undefined
        : { id: row.owner_id, name: row.owner_name },
    snoozedUntil: optionalTime(row.snoozed_until),
    silence: toCaseSilence(row),
    history,
    ...(row.spread === 1 && { spread: spread ?? emptySpread }),
  };
}

function toRow(c: Case): CaseRow {
  return {
    tenant_id: c.tenantId,
    id: c.id,
    rule: c.rule,
    key: c.key,
    state: c.state,
    severity: c.severity,
    verdict: c.verdict,
    routing: c.routing === undefined ? null : JSON.stringify(c.routing),
    user_id: c.user.id ?? null,
    user_name: c.user.name,
    user_principal_name: c.user.userPrincipalName ?? null,
    policy_id: c.policy?.id ?? null,
    policy_name: c.policy?.name ?? null,
    app_id: c.app.id ?? null,
    app_name: c.app.name,
    headline: c.headline,
    why: c.why,
    next_step: c.nextStep,
    facts: c.facts === undefined ? null : JSON.stringify(c.facts),
    count: c.count,
    first_at: c.firstAt.getTime(),
    last_at: c.lastAt.getTime(),
    latest: writeSignIn(c.latest),
    owner_id: c.owner?.id ?? null,
    owner_name: c.owner?.name ?? null,
    snoozed_until: c.snoozedUntil?.getTime() ?? null,
    silence_id: c.silence?.id ?? null,
    silence_until: c.silence?.until.getTime() ?? null,
    silence_by: c.silence?.by ?? null,
    silence_reason: c.silence?.reason ?? null,
    spread: c.spread === undefined ? 0 : 1,
    look_at: 0,
  };
}

/** Case rows of one tenant with their histories, in the order given. */
export async function withHistories(
  db: Kysely<Database>,
  tenantId: string,
  rows: readonly CaseRow[],
): Promise<Case[]> {
  const histories = new Map<string, CaseEvent[]>(rows.map(({ id }) => [id, []]));
  for (const piece of inPieces([...histories.keys()])) {
    const events = await db
      .selectFrom('case_events')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('case_id', 'in', piece)
      .orderBy('seq')
      .execute();
    for (const event of events) histories.get(event.case_id)?.push(toEvent(event));
  }
  const spreads = new Map<string, Spread>();
  for (const { id, spread } of rows) {
    if (spread === 1) spreads.set(id, await readSpread(db, { tenantId, id }));
  }
  return rows.map((row) => toCase(row, histories.get(row.id) ?? [], spreads.get(row.id)));
}

export async function findCase(
  db: Kysely<Database>,
  { tenantId, id }: CaseKey,
): Promise<Case | undefined> {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  return (await withHistories(db, tenantId, rows))[0];
}

/** Inserts or replaces the case; events that are stored already stay as they are. */
export async function saveCase(db: Kysely<Database>, changed: Case): Promise<void> {
  const row = toRow(changed);
  const { tenant_id: _tenant, id: _id, ...columns } = row;
  await db
    .insertInto('cases')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
    .execute();
  const events = changed.history.map((event, seq) => ({
    tenant_id: changed.tenantId,
    case_id: changed.id,
    seq,
    at: event.at.getTime(),
    by_id: event.by.id,
    by_name: event.by.name,
    what: event.what,
    note: event.note ?? null,
    until: event.until?.getTime() ?? null,
  }));
  if (events.length === 0) return;
  await db
    .insertInto('case_events')
    .values(events)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
