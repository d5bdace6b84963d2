import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Policy } from '../../domain/policy.ts';
import type { DirectoryAuditLog } from '../../ports/directory-audit-log.ts';
import { orProblem } from '../or-problem.ts';
import { changeLines } from './change-lines.ts';

/** Who changed a policy last, and how. */
export interface LastChange {
  /** Undefined: neither the log nor the policy says. */
  readonly at?: Date;
  readonly who: string;
  readonly lines: readonly string[];
}

const keptMs = 30 * 24 * 60 * 60_000;

/** The person or app that did it; system work has neither. */
export function actorWords({ kind, name, userPrincipalName, id }: DirectoryAudit['actor']): string {
  const known = name ?? userPrincipalName ?? id;
  if (known === undefined) return 'Microsoft Entra itself';
  return kind === 'app' ? `the app ${known}` : known;
}

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

/** The last change of a policy by the directory audit log, else by the policy itself, which names nobody. */
export async function readLastChange(
  policy: Policy,
  audits: DirectoryAuditLog | undefined,
  now: Date,
  signal: AbortSignal,
): Promise<LastChange> {
  const [audit, problem] = audits
    ? await orProblem(newestOf(audits, policy.id, now, signal), undefined)
    : ([undefined, ''] as const);
  if (audit) {
    const who = `${audit.activity} by ${actorWords(audit.actor)}`;
    return { at: audit.at, who, lines: changeLines(audit, policy.id) };
  }
  const modifiedAt = policy.modifiedAt ?? policy.createdAt;
  if (problem !== '') return { at: modifiedAt, who: 'nobody known', lines: [problem] };
  return modifiedAt === undefined
    ? {
        who: '',
        lines: ['None within the 30 days that the log goes back, and the policy does not say.'],
      }
    : { at: modifiedAt, who: 'by whom is beyond the 30 days of the log', lines: [] };
}
