import type { Kysely } from 'kysely';
import { type AlertWriter, seenOutcomes } from '../ports/alert-store.ts';
import { findCase, readSignIn, saveCase, withHistories, writeSignIn } from './case-rows.ts';
import { inPieces } from './engine.ts';
import { writeFinding } from './finding-json.ts';
import { enqueue } from './outbox-rows.ts';
import type { Database } from './schema.ts';
import { listSubscriptions } from './subscriptions.ts';

/** The statements of one transaction on one tenant's alerts. */
export function createAlertWriter(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): AlertWriter {
  return {
    ...recordStatements(db, tenantId, newId),
    ...caseStatements(db, tenantId),
    ...deliveryStatements(db, tenantId, newId),
  };
}

function recordStatements(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): Pick<
  AlertWriter,
  'knownRecords' | 'rememberRecords' | 'appendLedger' | 'addCandidates' | 'dropCandidates'
> {
  return {
    async knownRecords(source, ids) {
      const known = new Map<string, (typeof seenOutcomes)[number]>();
      for (const piece of inPieces(ids)) {
        const rows = await db
          .selectFrom('seen')
          .select(['record_id', 'outcome'])
          .where('tenant_id', '=', tenantId)
          .where('source', '=', source)
          .where('record_id', 'in', piece)
          .execute();
        for (const row of rows) known.set(row.record_id, seenOutcomes[row.outcome] ?? 'other');
      }
      return known;
    },

    async rememberRecords(source, records) {
      for (const piece of inPieces(records)) {
        await db
          .insertInto('seen')
          .values(
            piece.map(({ id, outcome, at, firstSeenAt }) => ({
              tenant_id: tenantId,
              source,
              record_id: id,
              outcome: seenOutcomes.indexOf(outcome),
              at: at.getTime(),
              first_seen_at: firstSeenAt.getTime(),
            })),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['tenant_id', 'source', 'record_id'])
              .doUpdateSet((set) => ({ outcome: set.ref('excluded.outcome') })),
          )
          .execute();
      }
    },

    async appendLedger(entry) {
      await db
        .insertInto('ledger')
        .values({
          tenant_id: tenantId,
          id: newId(),
          source: entry.source,
          from_at: entry.from.getTime(),
          to_at: entry.to.getTime(),
          read_at: entry.readAt.getTime(),
          pages: entry.pages,
          row_count: entry.rows,
          new_rows: entry.newRows,
          worst_lateness_ms: entry.worstLatenessMs,
        })
        .execute();
    },

    async addCandidates(findings) {
      for (const piece of inPieces(findings)) {
        await db
          .insertInto('candidates')
          .values(
            piece.map((finding) => ({
              tenant_id: tenantId,
              record_id: finding.signIn.id,
              rule: finding.rule,
              at: finding.signIn.at.getTime(),
              finding: writeFinding(finding),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },

    async dropCandidates(signInIds) {
      for (const piece of inPieces(signInIds)) {
        await db
          .deleteFrom('candidates')
          .where('tenant_id', '=', tenantId)
          .where('record_id', 'in', piece)
          .execute();
      }
    },
  };
}

function caseStatements(
  db: Kysely<Database>,
  tenantId: string,
): Pick<
  AlertWriter,
  | 'findCase'
  | 'unresolvedCases'
  | 'casesToWake'
  | 'saveCase'
  | 'addSignIns'
  | 'withdrawSignIns'
  | 'signInsOf'
> {
  return {
    findCase: (id) => findCase(db, { tenantId, id }),

    async unresolvedCases(keys) {
      const cases = [];
      for (const piece of inPieces(keys)) {
        const rows = await db
          .selectFrom('cases')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('state', '!=', 'resolved')
          .where('key', 'in', piece)
          .execute();
        cases.push(...(await withHistories(db, tenantId, rows)));
      }
      return new Map(cases.map((found) => [found.key, found]));
    },

    async casesToWake(now) {
      const rows = await db
        .selectFrom('cases')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'snoozed')
        .where('snoozed_until', '<=', now.getTime())
        .execute();
      return withHistories(db, tenantId, rows);
    },

    saveCase: (changed) => saveCase(db, changed),

    async addSignIns(caseId, signIns) {
      for (const piece of inPieces(signIns)) {
        await db
          .insertInto('case_sign_ins')
          .values(
            piece.map((signIn) => ({
              tenant_id: tenantId,
              case_id: caseId,
              record_id: signIn.id,
              at: signIn.at.getTime(),
              detail: writeSignIn(signIn),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      const { count } = await db
        .selectFrom('case_sign_ins')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .executeTakeFirstOrThrow();
      return count;
    },

    async withdrawSignIns(ids) {
      const touched = new Set<string>();
      for (const piece of inPieces(ids)) {
        const rows = await db
          .deleteFrom('case_sign_ins')
          .where('tenant_id', '=', tenantId)
          .where('record_id', 'in', piece)
          .returning('case_id')
          .execute();
        for (const row of rows) touched.add(row.case_id);
      }
      return [...touched];
    },

    async signInsOf(caseId) {
      const rows = await db
        .selectFrom('case_sign_ins')
        .select('detail')
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .orderBy('at')
        .orderBy('record_id')
        .execute();
      return rows.map(({ detail }) => readSignIn(detail));
    },
  };
}

function deliveryStatements(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): Pick<
  AlertWriter,
  'liveSubscriptions' | 'messages' | 'saveMessage' | 'enqueueCard' | 'enqueueRemoval'
> {
  return {
    async liveSubscriptions() {
      const all = await listSubscriptions(db, tenantId);
      return all.filter(({ dead }) => dead === undefined);
    },

    async messages(caseId) {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .execute();
      return rows.map((row) => ({
        caseId: row.case_id,
        conversationId: row.conversation_id,
        activityId: row.activity_id,
        sentAt: new Date(row.sent_at),
      }));
    },

    async saveMessage({ caseId, conversationId, activityId, sentAt }) {
      const columns = { activity_id: activityId, sent_at: sentAt.getTime() };
      await db
        .insertInto('messages')
        .values({
          tenant_id: tenantId,
          case_id: caseId,
          conversation_id: conversationId,
          ...columns,
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'case_id', 'conversation_id']).doUpdateSet(columns),
        )
        .execute();
    },

    enqueueCard: (caseId, conversationId, dueAt) =>
      enqueue(db, { tenantId, conversationId, kind: 'card', subject: caseId, dueAt, id: newId() }),

    enqueueRemoval: (conversationId, activityId, dueAt) =>
      enqueue(db, {
        tenantId,
        conversationId,
        kind: 'removal',
        subject: activityId,
        dueAt,
        id: newId(),
      }),
  };
}
