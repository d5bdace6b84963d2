import type { Affected } from '../../domain/policy-tally.ts';
import { privilegedRoleIds } from '../../domain/privileged-roles.ts';
import { type AtRisk, accountKind } from '../../domain/readiness.ts';
import type { Directory } from '../../ports/directory.ts';
import { orProblem } from '../or-problem.ts';

/** Roles are asked for one by one: so many are enough to stop a policy from being switched on. */
export const mostLookedUp = 12;

/** Those affected with what must not be locked out, and a sentence about what could not be told. */
export interface WhoIsAtRisk {
  readonly atRisk: readonly AtRisk[];
  readonly problem: string;
}

/** Looks up who of those affected, stops first, is an administrator; guesses the rest by name. */
export async function readAtRisk(
  affected: readonly Affected[],
  directory: Directory,
  signal: AbortSignal,
): Promise<WhoIsAtRisk> {
  const worstFirst = affected.toSorted((a, b) => b.stopped - a.stopped || b.prompted - a.prompted);
  const asked = worstFirst.filter(({ id }) => id !== undefined).slice(0, mostLookedUp);
  const answers = await Promise.all(
    asked.map(async ({ id = '' }) => {
      const held = directory.heldBy(id, privilegedRoleIds, signal);
      const [roles, problem] = await orProblem(held, new Set<string>());
      return { id, admin: roles.size > 0, problem };
    }),
  );
  const admins = new Set(answers.filter(({ admin }) => admin).map(({ id }) => id));
  const left = worstFirst.filter(({ id }) => id !== undefined).length - asked.length;
  const problem = answers.find((one) => one.problem !== '')?.problem;
  return {
    atRisk: worstFirst.map(({ id, name, userPrincipalName, stopped, prompted }) => ({
      name,
      stopped,
      prompted,
      admin: id !== undefined && admins.has(id),
      kind: accountKind(name, userPrincipalName),
    })),
    problem: [
      problem ? `Who of them is an administrator could not be told: ${problem}` : '',
      left > 0 ? `Roles were looked up for ${asked.length} accounts, not for ${left} others.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  };
}
