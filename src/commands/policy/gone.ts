import { actorName } from '../../domain/audit-words/actors.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { AppliedPolicy } from '../../domain/sign-in.ts';
import type { DirectoryAuditLog, DirectoryAuditQuery } from '../../ports/directory-audit-log.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import type { CommandDeps } from '../deps.ts';
import { orProblem } from '../or-problem.ts';
import type { Reply } from '../request.ts';
import { quoted } from '../words.ts';

const keptMs = 30 * 24 * 60 * 60_000;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const deletion = 'Delete conditional access policy';

interface Trace {
  readonly name: string;
  readonly at: Date;
}

type Parts = Pick<CommandDeps, 'signIns' | 'audits' | 'clock' | 'portal'>;

/** The newest sign-in that names a policy by this id. */
async function traceOf(
  signIns: SignInLog,
  policyId: string,
  window: { readonly from: Date; readonly to: Date },
  signal: AbortSignal,
): Promise<Trace | undefined> {
  const types = ['interactiveUser', 'nonInteractiveUser'] as const;
  const query = { window, types, policyId };
  const isIt = ({ id }: AppliedPolicy) => id?.toLowerCase() === policyId.toLowerCase();
  for await (const page of signIns.pages(query, { priority: 'person', pageSize: 20, signal })) {
    for (const { at, policies } of page.rows) {
      const named = policies?.find(isIt);
      if (named) return { name: named.name, at };
    }
    if (page.rows.length > 0) return undefined;
  }
  return undefined;
}

async function deletionOf(
  audits: DirectoryAuditLog,
  query: DirectoryAuditQuery,
  signal: AbortSignal,
): Promise<DirectoryAudit | undefined> {
  for await (const page of audits.pages(query, { priority: 'person', pageSize: 5, signal })) {
    const [newest] = page.rows;
    if (newest || !page.more) return newest;
  }
  return undefined;
}

const day = (at: Date) => `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`;

/** What the logs still know of a policy that is not there today: who deleted it, which sign-ins name it. */
export async function goneReply(
  typed: string,
  { signIns, audits, clock, portal }: Parts,
  signal: AbortSignal,
): Promise<Reply> {
  const now = clock.now();
  const window = { from: new Date(now.getTime() - keptMs), to: now };
  const isId = guid.test(typed);
  const about = isId ? { targetId: typed.toLowerCase() } : { targetName: typed };
  const [[deleted], [trace]] = await Promise.all([
    orProblem(deletionOf(audits, { window, activity: deletion, ...about }, signal), undefined),
    isId ? orProblem(traceOf(signIns, typed, window, signal), undefined) : ([undefined] as const),
  ]);
  const name = trace?.name ?? deleted?.targets.find(({ name: known }) => known)?.name ?? typed;
  const title = [
    `No policy is called “${name}” today.`,
    deleted
      ? `${actorName(deleted.actor)} deleted it on ${day(deleted.at)}.`
      : 'It may have been deleted or renamed since; sign-ins keep its old name.',
    trace ? `A sign-in of ${day(trace.at)} is the newest that names it.` : '',
  ];
  const ask = `signins policy ${isId ? typed.toLowerCase() : quoted(name)} last 7d`;
  return {
    card: 'policy-chooser',
    nameUnknown: true,
    data: {
      title: title.filter(Boolean).join(' '),
      policies: [
        { nameLabel: 'Sign-ins that name it', ask },
        { nameLabel: 'All policies', ask: 'policies' },
      ],
      more: '',
      portalUrl: portal.policies(),
    },
  };
}
