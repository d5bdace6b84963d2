import type { DayOfRange } from '../../domain/days.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PolicyTally } from '../../domain/policy-tally.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import type { Readiness } from '../../domain/readiness.ts';
import type { SignInType } from '../../domain/sign-in.ts';
import { many } from '../figures.ts';
import { coverageOf } from '../policy/coverage.ts';
import type { PolicySignIns } from '../policy/read-policy-sign-ins.ts';
import { rankedView, resultsOf, signInsAsk, trendView } from '../policy/tally-view.ts';
import { backAction, type ListPlace } from '../request.ts';

/** What the rehearsal of one policy has shown. */
export interface RehearsalView {
  readonly policy: Policy;
  readonly effect: string;
  readonly rangeLabel: string;
  /** `last 14d` */
  readonly range: string;
  readonly days: readonly DayOfRange[];
  readonly read: PolicySignIns;
  readonly tally: PolicyTally;
  readonly readiness: Readiness;
  readonly types: readonly SignInType[];
  /** About what could not be told beside the sign-ins. */
  readonly problem: string;
  readonly portal: PortalLinks;
  readonly back?: ListPlace;
}

/** Names in each list, the most that fit first. */
export const rehearsalRooms = [6, 4, 2] as const;

const looks = {
  go: { icon: '✅', boxStyle: 'good' },
  'not yet': { icon: '✋', boxStyle: 'warning' },
  'cannot say': { icon: '❔', boxStyle: 'default' },
} as const;

/** “Affected: 12 of 41 accounts (3 stopped, 10 prompted)” */
function shares({ users, affectedUsers, stoppedUsers, promptedUsers }: PolicyTally): string {
  if (affectedUsers.length === 0) return '';
  return `${affectedUsers.length} of ${many(users, 'account')} affected: ${stoppedUsers} would be stopped, ${promptedUsers} prompted.`;
}

/** The card of one rehearsal: the verdict first, then the numbers behind it. */
export function rehearsalView(facts: RehearsalView, names: number) {
  const { policy, tally, readiness, read, range } = facts;
  const place = { policyId: policy.id, range, reportOnly: true };
  const { results, resultsDetail } = resultsOf(tally, facts.rangeLabel, true);
  const hidden = read.policiesHidden;
  return {
    name: policy.name,
    subtitle: `Report-only rehearsal, ${facts.rangeLabel} · ${facts.effect}`,
    answer:
      readiness.answer === 'go' ? 'Go' : readiness.answer === 'not yet' ? 'Not yet' : 'Cannot say',
    reason: readiness.reason,
    ...looks[readiness.answer],
    results: hidden ? '' : results,
    resultsDetail: hidden ? '' : [resultsDetail, shares(tally)].filter(Boolean).join('. '),
    chart: trendView(tally, facts.days, true),
    ranked: rankedView(tally, place, names),
    notes: [coverageOf(read, facts.types), facts.problem].filter(Boolean).join(' '),
    signInsAsk: signInsAsk(place),
    policyAsk: `policy ${policy.id}`,
    backAction: backAction(facts.back),
    portalUrl: facts.portal.policy(policy.id),
  };
}
