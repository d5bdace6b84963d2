import { alice, hostile, mariaTwo, obrien } from './identities.ts';
import type { JsonObject } from './json.ts';
import type { Person } from './people.ts';

interface Judged {
  readonly level: 'none' | 'low' | 'medium' | 'high';
  readonly state: 'atRisk' | 'remediated' | 'dismissed' | 'confirmedCompromised';
  readonly detail: string;
  readonly hoursAgo: number;
}

/** Everybody whom Identity Protection has ever marked; all others are unknown to it. */
const judged: ReadonlyMap<string, Judged> = new Map([
  [alice.id, { level: 'medium', state: 'atRisk', detail: 'none', hoursAgo: 20 }],
  [
    hostile.id,
    {
      level: 'high',
      state: 'confirmedCompromised',
      detail: 'adminConfirmedUserCompromised',
      hoursAgo: 60,
    },
  ],
  [
    mariaTwo.id,
    {
      level: 'none',
      state: 'remediated',
      detail: 'userPerformedSecuredPasswordChange',
      hoursAgo: 200,
    },
  ],
  [
    obrien.id,
    { level: 'none', state: 'dismissed', detail: 'adminDismissedAllRiskForUser', hoursAgo: 400 },
  ],
]);

/** The risky users of the tenant as Graph serves them. */
export function riskyUsers(people: readonly Person[], startMs: number): JsonObject[] {
  return people.flatMap((person) => {
    const known = judged.get(person.id);
    if (known === undefined) return [];
    return [
      {
        id: person.id,
        isDeleted: false,
        isProcessing: false,
        riskLastUpdatedDateTime: new Date(startMs - known.hoursAgo * 3_600_000).toISOString(),
        riskLevel: known.level,
        riskState: known.state,
        riskDetail: known.detail,
        userDisplayName: person.displayName,
        userPrincipalName: person.signInName,
      },
    ];
  });
}
