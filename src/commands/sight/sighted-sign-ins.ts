import type { SignIn } from '../../domain/sign-in.ts';
import { AppError } from '../../errors.ts';
import type { SignInLog, SignInQuery } from '../../ports/sign-in-log.ts';
import type { Glance } from './glance.ts';

/** What conditional access leaves in a record beside the policies: who demanded what, for whom and for how long. */
const policyFields = [
  'appliedConditionalAccessPolicies',
  'conditionalAccessAudiences',
  'authenticationRequirementPolicies',
  'sessionLifetimePolicies',
  'authenticationContextClassReferences',
] as const;

/** The record as Microsoft gives it to roles that do not see conditional access data, with the reason. */
export function withoutPolicies(signIn: SignIn, why: string): SignIn {
  const raw = { ...signIn.raw };
  for (const field of policyFields) delete raw[field];
  return { ...signIn, raw, policies: undefined, policiesWithheld: why };
}

/** The sign-in log as an asker may see it. */
export function sightedSignIns(signIns: SignInLog, glance: Glance): SignInLog {
  const { policiesWithheld } = glance.sight;

  function shown(row: SignIn): SignIn {
    if (policiesWithheld === undefined) return row;
    glance.hidden.policies = true;
    return withoutPolicies(row, policiesWithheld);
  }

  /** Which sign-ins a policy is in tells as much as the policy. */
  function refuseOracle({ policyId }: SignInQuery): void {
    if (policiesWithheld === undefined || policyId === undefined) return;
    throw glance.refuse(new AppError('policies-withheld', policiesWithheld));
  }

  return {
    async *pages(query, options) {
      refuseOracle(query);
      if (query.userId !== undefined) await glance.admit({ id: query.userId });
      for await (const page of signIns.pages(query, options)) {
        const rows = page.rows.filter((row) =>
          glance.shows(row.id, { id: row.userId, userPrincipalName: row.userPrincipalName }),
        );
        yield { ...page, rows: rows.map(shown) };
      }
    },
    async find(id, options) {
      const row = await signIns.find(id, options);
      if (row === undefined) return undefined;
      await glance.admit({ id: row.userId, userPrincipalName: row.userPrincipalName });
      return shown(row);
    },
  };
}
