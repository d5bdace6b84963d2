import { type AuditDraft, changed, target } from './directory-audit.ts';
import { adminUser, groupIds, operatorUser, policyIds } from './identities.ts';
import type { Json } from './json.ts';
import type { Person } from './people.ts';
import type { Policy } from './policy.ts';
import { guidAt } from './random.ts';
import { withSevenDigits } from './sign-in-times.ts';

const dayMs = 24 * 60 * 60_000;

interface Change {
  readonly policyId: string;
  readonly daysAgo: number;
  readonly by: string;
  /** The policy as it was before; null: it was made then. */
  before(now: Policy): Policy | null;
}

const changes: readonly Change[] = [
  {
    policyId: policyIds.mfaOutside,
    daysAgo: 6.4,
    by: adminUser.id,
    before: (policy) => ({
      ...policy,
      state: 'enabledForReportingButNotEnforced',
      sessionControls: null,
      conditions: { ...policy.conditions, clientAppTypes: ['all'] },
    }),
  },
  {
    policyId: policyIds.blockCountries,
    daysAgo: 3.2,
    by: operatorUser.id,
    before: (policy) => ({
      ...policy,
      conditions: {
        ...policy.conditions,
        users: { ...policy.conditions.users, excludeGroups: [groupIds.breakGlass] },
      },
    }),
  },
  { policyId: policyIds.reportCompliant, daysAgo: 13.1, by: adminUser.id, before: () => null },
];

function draftOf(
  activity: string,
  by: Person,
  policy: Policy,
  before: Json,
  after: Json,
): AuditDraft {
  return {
    activity,
    category: 'Policy',
    service: 'Conditional Access',
    operation: before === undefined ? 'Add' : after === undefined ? 'Delete' : 'Update',
    actor: { person: by },
    targets: [
      target('Policy', policy.id, policy.displayName, [
        changed('ConditionalAccessPolicy', before, after),
      ]),
    ],
    details: [{ key: 'Category', value: 'Conditional Access' }],
  };
}

/** The pilot that came before the report-only policy, and is no more. */
function pilotOf(policy: Policy): Policy {
  return { ...policy, id: guidAt(52, 1, 1), displayName: 'CA099 - Pilot: compliant devices' };
}

/**
 * What was changed of conditional access lately: whole policies as JSON before and after, as the log writes them.
 * Gives the policies with the times of these changes.
 */
export function writePolicyHistory(
  now: Date,
  policies: readonly Policy[],
  people: readonly Person[],
  write: (draft: AuditDraft, atMs: number) => void,
): Policy[] {
  const person = (id: string) => people.find((one) => one.id === id) ?? (people[0] as Person);
  const at = (daysAgo: number) => now.getTime() - daysAgo * dayMs;
  const changedNow = policies.map((policy) => {
    const change = changes.find(({ policyId }) => policyId === policy.id);
    if (change === undefined) return policy;
    const after: Policy = { ...policy, modifiedDateTime: withSevenDigits(at(change.daysAgo), 3) };
    const before = change.before(policy);
    const activity = `${before === null ? 'Add' : 'Update'} conditional access policy`;
    const draft = draftOf(activity, person(change.by), after, before ?? undefined, after);
    write(draft, at(change.daysAgo));
    return after;
  });
  const compliant = policies.find(({ id }) => id === policyIds.reportCompliant);
  if (compliant) {
    const pilot = pilotOf(compliant);
    const draft = draftOf(
      'Delete conditional access policy',
      person(adminUser.id),
      pilot,
      pilot,
      undefined,
    );
    write(draft, at(13));
  }
  return changedNow;
}
