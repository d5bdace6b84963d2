import type { Case } from '../../domain/case.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Person } from '../../domain/person.ts';
import type { SignIn, SignInType } from '../../domain/sign-in.ts';
import type { HeldRole, UserProfile, UserRisk } from '../../domain/user-profile.ts';
import { isBlock } from '../../domain/verdict.ts';
import type { SignInQuery } from '../../ports/sign-in-log.ts';
import { withNames } from '../audits/names.ts';
import type { CommandDeps } from '../deps.ts';
import { orProblem, type Part } from '../or-problem.ts';

/** Everything about one account; each part stands or fails alone. */
export interface UserFacts {
  readonly profile: Part<UserProfile | undefined>;
  readonly manager: Part<Person | undefined>;
  readonly risk: Part<UserRisk | undefined>;
  readonly roles: Part<readonly HeldRole[]>;
  /** Newest first, the latest hundred at most. */
  readonly interactive: Part<readonly SignIn[]>;
  readonly nonInteractive: Part<SignIn | undefined>;
  readonly lastBlock: Part<SignIn | undefined>;
  /** Newest first, the latest few. */
  readonly changes: Part<readonly DirectoryAudit[]>;
  readonly cases: Part<readonly Case[]>;
}

const keptMs = 30 * 24 * 60 * 60_000;
const mostInteractive = 100;
const mostChanges = 5;
const mostCases = 500;

type Deps = Pick<
  CommandDeps,
  'profiles' | 'risk' | 'roles' | 'signIns' | 'audits' | 'cases' | 'directory' | 'tenantId'
>;

/** Reads everything side by side: four questions to the logs, which is one burst of what they take. */
export async function readUser(
  userId: string,
  deps: Deps,
  now: Date,
  signal: AbortSignal,
): Promise<UserFacts> {
  const window = { from: new Date(now.getTime() - keptMs), to: now };

  async function rows(
    types: readonly SignInType[],
    pageSize: number,
    more: Partial<SignInQuery> = {},
  ): Promise<readonly SignIn[]> {
    const query = { window, types, userId, ...more };
    const options = { priority: 'person', pageSize, signal } as const;
    for await (const page of deps.signIns.pages(query, options)) {
      if (page.rows.length > 0 || !page.more) return page.rows.slice(0, pageSize);
    }
    return [];
  }

  async function changes(): Promise<readonly DirectoryAudit[]> {
    const query = { window, targetId: userId };
    const options = { priority: 'person', pageSize: mostChanges, signal } as const;
    for await (const page of deps.audits.pages(query, options)) {
      if (page.rows.length > 0 || !page.more) {
        return withNames(page.rows.slice(0, mostChanges), deps.directory, signal);
      }
    }
    return [];
  }

  async function cases(): Promise<readonly Case[]> {
    const { cases: open } = await deps.cases.open(deps.tenantId, mostCases);
    return open.filter(({ user }) => user.id === userId);
  }

  const people = ['interactiveUser', 'nonInteractiveUser'] as const;
  const [profile, manager, risk, roles, interactive, nonInteractive, lastBlock, changed, open] =
    await Promise.all([
      orProblem(deps.profiles.profile(userId, signal), undefined),
      orProblem(deps.profiles.manager(userId, signal), undefined),
      orProblem(deps.risk.ofUser(userId, signal), undefined),
      orProblem<readonly HeldRole[]>(deps.roles.ofUser(userId, signal), []),
      orProblem(rows(['interactiveUser'], mostInteractive), []),
      orProblem(
        rows(['nonInteractiveUser'], 1).then(([one]) => one),
        undefined,
      ),
      orProblem(
        rows(people, 10, { outcome: 'blocked' }).then((some) => some.find(isBlock)),
        undefined,
      ),
      orProblem(changes(), []),
      orProblem(cases(), []),
    ]);
  return {
    profile,
    manager,
    risk,
    roles,
    interactive,
    nonInteractive,
    lastBlock,
    changes: changed,
    cases: open,
  };
}
