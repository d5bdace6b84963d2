import type { AuditScan, FindingKind } from '../../domain/auditing/audit-scan.ts';
import type { LogEvidence } from '../../domain/auditing/log-evidence.ts';
import { type AppError, toAppError } from '../../errors.ts';
import type { ExchangeAccess, OrganisationAuditing } from '../../ports/audit-switches.ts';
import type { TenantLicences } from '../../ports/tenant-facts.ts';
import type { CommandDeps } from '../deps.ts';
import type { CommandRequest } from '../request.ts';

/** What was read, or why it could not be. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

/** All that the status card is made of. */
export interface AuditFacts {
  readonly now: Date;
  /** Name and domain; the tenant's id where they could not be read. */
  readonly tenantName: string;
  readonly access: ExchangeAccess;
  readonly ingestion: Answer<{ readonly isOn: boolean }>;
  readonly organisation: Answer<OrganisationAuditing>;
  readonly evidence: LogEvidence;
  readonly licences: Answer<TenantLicences>;
  /** The newest reading of all mailboxes. */
  readonly scan: AuditScan | undefined;
  /** The first of each, by name. */
  readonly first: Readonly<Record<FindingKind, readonly string[]>>;
  /** Changes that were asked for so far. */
  readonly changes: number;
}

/** Names on the card for each kind. */
const mostNames = 4;

async function answer<T>(work: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'store-failed') throw error;
    return { ok: false, error };
  }
}

/** What the tenant is called; its id where that could not be read. */
export async function tenantName(
  { tenantFacts, tenantId }: Pick<CommandDeps, 'tenantFacts' | 'tenantId'>,
  signal: AbortSignal,
): Promise<string> {
  const named = await answer(tenantFacts.name(signal));
  return (named.ok && named.value) || tenantId;
}

async function firstNames({ auditing }: CommandDeps, scan: AuditScan | undefined) {
  const of = async (kind: FindingKind) => {
    if (scan === undefined) return [];
    const found = await auditing.findings(scan, kind, { after: 0, limit: mostNames });
    return found.map(({ subject }) => subject.name);
  };
  return {
    bypass: await of('bypass'),
    outdated: await of('outdated'),
    'left-out': await of('left-out'),
  };
}

/** Reads all of it side by side; what fails is a part of the answer. */
export async function readAuditFacts(
  deps: CommandDeps,
  { signal }: Pick<CommandRequest, 'signal'>,
  scan: AuditScan | undefined,
): Promise<AuditFacts> {
  const { auditing, tenantFacts, clock } = deps;
  const options = { priority: 'person', signal } as const;
  const [name, ingestion, organisation, evidence, licences, first, changes] = await Promise.all([
    tenantName(deps, signal),
    answer(auditing.exchange.ingestion(options)),
    answer(auditing.exchange.organisation(options)),
    auditing.evidence(signal),
    answer(tenantFacts.licences(signal)),
    firstNames(deps, scan),
    auditing.lastChange(),
  ]);
  const answered = evidence.kind === 'records' || evidence.kind === 'taken';
  // What the log answered may be from before it was switched off: the two are compared as of now.
  const isDoubtful = ingestion.ok && !ingestion.value.isOn && answered;
  const { access } = auditing.exchange;
  const now = clock.now();
  return {
    now,
    tenantName: name,
    access,
    ingestion,
    organisation,
    evidence: isDoubtful ? await auditing.evidence(signal, true) : evidence,
    licences,
    scan,
    first,
    changes,
  };
}
