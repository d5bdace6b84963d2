import type { Kysely } from 'kysely';
import type { AuditFinding, AuditScan } from '../domain/auditing/audit-scan.ts';
import type { AuditScans } from '../ports/audit-work.ts';
import { readJson } from './audit-json.ts';
import { type Engine, inPieces, writeAlone } from './engine.ts';
import type { Database } from './schema.ts';

type Rows = Kysely<Database>;

const toScanRow = (scan: AuditScan) => ({
  tenant_id: scan.tenantId,
  id: scan.id,
  state: scan.state,
  started_at: scan.startedAt.getTime(),
  revision: scan.revision,
  scan: JSON.stringify(scan),
});

async function latestScan(db: Rows, tenantId: string): Promise<AuditScan | undefined> {
  const row = await db
    .selectFrom('audit_scans')
    .select('scan')
    .where('tenant_id', '=', tenantId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && readJson<AuditScan>(row.scan);
}

async function addFindings(
  db: Rows,
  { tenantId, id }: Pick<AuditScan, 'tenantId' | 'id'>,
  found: readonly AuditFinding[],
): Promise<void> {
  const { last } = await db
    .selectFrom('audit_findings')
    .select((select) => select.fn.max('seq').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('scan_id', '=', id)
    .executeTakeFirstOrThrow();
  const bySubject = new Map(found.map((one) => [`${one.kind} ${one.subject.id}`, one]));
  const values = [...bySubject.values()].map((finding, index) => ({
    tenant_id: tenantId,
    scan_id: id,
    kind: finding.kind,
    subject_id: finding.subject.id,
    seq: Number(last ?? 0) + index + 1,
    finding: JSON.stringify(finding),
  }));
  for (const piece of inPieces(values)) {
    await db
      .insertInto('audit_findings')
      .values(piece)
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'scan_id', 'kind', 'subject_id'])
          .doUpdateSet((set) => ({ finding: set.ref('excluded.finding') })),
      )
      .execute();
  }
}

/** Scans in tables; what a page found is written with the scan that says so. */
export function createAuditScans(engine: Engine): AuditScans {
  const { db } = engine;
  return {
    latest: (tenantId) => latestScan(db, tenantId),

    begin: (scan) =>
      writeAlone(engine, scan.tenantId, async (transaction) => {
        const known = await latestScan(transaction, scan.tenantId);
        if (known?.state === 'running') return known;
        for (const table of ['audit_findings', 'audit_scans'] as const) {
          await transaction.deleteFrom(table).where('tenant_id', '=', scan.tenantId).execute();
        }
        await transaction.insertInto('audit_scans').values(toScanRow(scan)).execute();
        return scan;
      }),

    save: (scan, found, anew = []) =>
      writeAlone(engine, scan.tenantId, async (transaction) => {
        const next = { ...scan, revision: scan.revision + 1 };
        const { state, revision, scan: json } = toScanRow(next);
        const { numUpdatedRows } = await transaction
          .updateTable('audit_scans')
          .set({ state, revision, scan: json })
          .where('tenant_id', '=', scan.tenantId)
          .where('id', '=', scan.id)
          .where('revision', '=', scan.revision)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return undefined;
        if (anew.length > 0) {
          await transaction
            .deleteFrom('audit_findings')
            .where('tenant_id', '=', scan.tenantId)
            .where('scan_id', '=', scan.id)
            .where('kind', 'in', [...anew])
            .execute();
        }
        if (found.length > 0) await addFindings(transaction, scan, found);
        return next;
      }),

    async findings({ tenantId, id }, kind, { after, limit }) {
      const rows = await db
        .selectFrom('audit_findings')
        .select('finding')
        .where('tenant_id', '=', tenantId)
        .where('scan_id', '=', id)
        .where('kind', '=', kind)
        .orderBy('seq')
        .offset(after)
        .limit(limit)
        .execute();
      return rows.map(({ finding }) => readJson<AuditFinding>(finding));
    },
  };
}
