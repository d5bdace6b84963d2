import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { NameOf, Policy } from '../../domain/policy.ts';
import { isWholePolicy } from '../../domain/policy-diff.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import { withNames } from '../audits/names.ts';
import type { CommandDeps } from '../deps.ts';
import { orProblem } from '../or-problem.ts';
import { namesIn } from '../policy-names.ts';

/** One entry with all that helps to read it. */
export interface AuditDetail {
  readonly entry: DirectoryAudit;
  readonly nameOf: NameOf;
  /** With which whoever did it most likely got in: from the same address, shortly before. */
  readonly signIn?: SignIn;
  /** Why that sign-in could not be looked for; '' when it could. */
  readonly signInProblem: string;
}

/** Tokens live about an hour: what is done with one follows its sign-in within that. */
const beforeMs = 60 * 60_000;
const mostPages = 3;

/** The versions of policies that an entry holds. */
function policiesIn({ targets }: DirectoryAudit): Policy[] {
  return targets
    .flatMap(({ changes }) => changes)
    .flatMap(({ before, after }) => [before, after])
    .filter(isWholePolicy)
    .map((raw) => ({ id: '', name: '', state: '', raw }));
}

async function signInBefore(
  { actor, at }: DirectoryAudit,
  { signIns }: Pick<CommandDeps, 'signIns'>,
  signal: AbortSignal,
): Promise<SignIn | undefined> {
  if (actor.kind !== 'user' || actor.id === undefined || actor.ip === undefined) return undefined;
  const query = {
    window: { from: new Date(at.getTime() - beforeMs), to: at },
    types: ['interactiveUser', 'nonInteractiveUser'] as const,
    userId: actor.id,
    ip: actor.ip,
  };
  let pages = 0;
  for await (const { rows } of signIns.pages(query, { priority: 'person', pageSize: 20, signal })) {
    const gotIn = rows.find((row) => row.errorCode === 0);
    pages += 1;
    if (gotIn || pages >= mostPages) return gotIn;
  }
  return undefined;
}

/** Reads one entry by its id; undefined when the log does not know it. */
export async function readAuditDetail(
  id: string,
  deps: Pick<CommandDeps, 'audits' | 'signIns' | 'directory' | 'policies'>,
  signal: AbortSignal,
): Promise<AuditDetail | undefined> {
  const found = await deps.audits.find(id, { priority: 'person', signal });
  if (found === undefined) return undefined;
  const [[entry = found], nameOf, [signIn, signInProblem]] = await Promise.all([
    withNames([found], deps.directory, signal),
    namesIn(policiesIn(found), deps, signal),
    orProblem(signInBefore(found, deps, signal), undefined),
  ]);
  return { entry, nameOf, signIn, signInProblem };
}
