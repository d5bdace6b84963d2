import { actorName } from '../../domain/audit-words/actors.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Policy } from '../../domain/policy.ts';
import { changedLines, idsInChange } from '../../domain/policy-change.ts';
import type { Directory } from '../../ports/directory.ts';
import type { DirectoryAuditLog } from '../../ports/directory-audit-log.ts';
import { withNames } from '../audits/names.ts';
import { orProblem } from '../or-problem.ts';

/** Who changed a policy last, and how. */
export interface LastChange {
  /** Undefined: neither the log nor the policy says. */
  readonly at?: Date;
  readonly who: string;
  readonly lines: readonly string[];
}

interface Parts {
  readonly audits: DirectoryAuditLog;
  readonly directory: Directory;
}

const keptMs = 30 * 24 * 60 * 60_000;

async function newestOf(
  audits: DirectoryAuditLog,
  policyId: string,
  now: Date,
  signal: AbortSignal,
): Promise<DirectoryAudit | undefined> {
  const window = { from: new Date(now.getTime() - keptMs), to: now };
  const query = { window, targetId: policyId };
  for await (const page of audits.pages(query, { priority: 'person', pageSize: 5, signal })) {
    const [newest] = page.rows;
    if (newest || !page.more) return newest;
  }
  return undefined;
}

async function told(
  audit: DirectoryAudit,
  policyId: string,
  directory: Directory,
  signal: AbortSignal,
): Promise<LastChange> {
  const ids = idsInChange(audit, policyId);
  const [names] =
    ids.length === 0
      ? []
      : await orProblem(directory.names(ids, signal), new Map<string, string>());
  const lines = changedLines(
    audit,
    policyId,
    (id) => names?.get(id) ?? names?.get(id.toLowerCase()),
  ).map((line) => `• ${line}`);
  const [{ actor } = audit] = await withNames([audit], directory, signal);
  return { at: audit.at, who: `${audit.activity} by ${actorName(actor)}`, lines };
}

/** The last change of a policy by the directory audit log, else by the policy itself, which names nobody. */
export async function readLastChange(
  policy: Policy,
  { audits, directory }: Parts,
  now: Date,
  signal: AbortSignal,
): Promise<LastChange> {
  const modifiedAt = policy.modifiedAt ?? policy.createdAt;
  const [audit, problem] = await orProblem(newestOf(audits, policy.id, now, signal), undefined);
  if (audit) return told(audit, policy.id, directory, signal);
  if (problem !== '') return { at: modifiedAt, who: 'by whom is not known', lines: [problem] };
  return modifiedAt === undefined
    ? { who: '', lines: ['None within the 30 days of the log, and the policy does not say.'] }
    : { at: modifiedAt, who: 'who is beyond the 30 days of the log', lines: [] };
}
