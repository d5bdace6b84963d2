import { AppError } from '../../errors.ts';
import { unifiedAuditSource } from '../../ports/lateness.ts';
import type { Probes } from '../../ports/probes.ts';
import { type Check, fail, type Outcome, ok, skip } from '../check.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const off = (evidence: string) =>
  fail(
    evidence,
    'Switch it on in Exchange Online PowerShell: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true (role Audit Logs). It takes up to 60 minutes.',
  );

async function byExchange({ switches }: Probes, signal: AbortSignal): Promise<Outcome | undefined> {
  if (switches === undefined || switches.access === 'off') return undefined;
  const { isOn } = await switches.ingestion({ priority: 'person', signal });
  return isOn ? ok('on, says Exchange') : off('off, says Exchange');
}

/** What the watch met when it searched that log last. */
async function byLedger({ opened, clock, setup }: Probes): Promise<Outcome | undefined> {
  const store = await opened();
  if (store === undefined) return undefined;
  const now = clock.now();
  const since = new Date(now.getTime() - dayMs);
  const [failures, spans] = await Promise.all([
    store.coverage.failures(setup.tenantId, unifiedAuditSource, since),
    store.coverage.spans(setup.tenantId, unifiedAuditSource),
  ]);
  const failing = failures.find(({ endedAt }) => endedAt === undefined);
  if (failing !== undefined) return undefined;
  const readTo = spans.at(-1)?.to;
  if (readTo === undefined || readTo < since) return undefined;
  return ok(`on: the watch’s own searches are answered (inferred)`);
}

/** Searches a minute of it, and takes the search back: one of about 200 that a tenant has in a day. */
async function bySearch({ auditSearch, clock }: Probes, signal: AbortSignal): Promise<Outcome> {
  const now = clock.now().getTime();
  const window = { from: new Date(now - 2 * minuteMs), to: new Date(now - minuteMs) };
  const options = { priority: 'person', signal } as const;
  try {
    const { id } = await auditSearch.submit({ name: 'teams-audit-bot doctor', window }, options);
    // Left behind it does no harm: it ends by itself.
    await auditSearch.cancel(id, options).catch(() => undefined);
    return ok('on: a search of it is taken (inferred)');
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.code === 'auditing-off') return off('off: Graph refuses to search it (inferred)');
    return skip(`can’t be told: ${thrown.message}`);
  }
}

/** Whether the unified audit log takes records in. */
export const auditing: Check = {
  id: 'auditing',
  title: 'Unified audit log',
  needs: ['graph', 'consent', 'store'],
  after: ['permission:AuditLogsQuery.Read.All', 'exchange'],
  async run(probes, signal) {
    return (
      (await byExchange(probes, signal).catch(() => undefined)) ??
      (await byLedger(probes)) ??
      bySearch(probes, signal)
    );
  },
};
