import type { Policy } from '../../domain/policy.ts';
import type { PolicyTally } from '../../domain/policy-tally.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { many } from '../figures.ts';
import { isoOf } from '../iso.ts';
import type { PolicySignIns } from '../policy/read-policy-sign-ins.ts';
import { isReportOnly } from '../policy/view.ts';

/** Everything the list of policies is made of. */
interface PoliciesFacts {
  readonly all: readonly Policy[];
  readonly shown: readonly Policy[];
  /** `on`, `off` or `report-only`, where one was asked for. */
  readonly state?: string;
  readonly effectOf: (policy: Policy) => string;
  /** Results of the last 24 hours; undefined where they could not be read. */
  readonly tallyOf: (policy: Policy) => PolicyTally | undefined;
  readonly read?: PolicySignIns;
  readonly problem: string;
  readonly page: number;
  readonly until: Date;
  readonly portal: PortalLinks;
}

/** The same number of lines on each page; names and effects are cut where they do not fit. */
const linesAPage = 6;
export const policyLinesRooms = [400, 120] as const;

const looks: Readonly<Record<string, { readonly icon: string; readonly word: string }>> = {
  enabled: { icon: '🟢', word: 'on' },
  enabledForReportingButNotEnforced: { icon: '🧪', word: 'report-only' },
  disabled: { icon: '⚪', word: 'off' },
};
const lookOf = ({ state }: Policy) => looks[state] ?? { icon: '❔', word: state };

/** “24 h: 3 blocked, 5 interrupted”; nothing for a policy that is off or did nothing. */
function resultsOf(policy: Policy, tally: PolicyTally | undefined): string {
  if (tally === undefined || policy.state === 'disabled') return '';
  const { stopped, prompted } = tally.counts;
  const words = isReportOnly(policy)
    ? ['would be stopped', 'would be prompted']
    : ['blocked', 'interrupted'];
  if (tally.applied === 0) return 'Applied to nothing lately';
  return `Lately applied to ${many(tally.applied, 'attempt')}: ${stopped} ${words[0]}, ${prompted} ${words[1]}`;
}

function coverage({ read, problem }: PoliciesFacts): string {
  if (!read) return `Results are missing: ${problem}`;
  if (read.policiesHidden) {
    return 'Results are missing: grant the app Policy.Read.ConditionalAccess or Policy.Read.All.';
  }
  return read.whole
    ? `“Lately” is the last 24 hours: ${many(read.rows, 'sign-in record')}, interactive and non-interactive.`
    : `“Lately” is the newest ${many(read.rows, 'sign-in record')} of the last 24 hours; older ones were not read.`;
}

const cut = (words: string, most: number) =>
  words.length > most ? `${words.slice(0, most - 1)}…` : words;

/** The list as its card binds it; `longest` is how long one text may be. */
export function policiesView(facts: PoliciesFacts, longest: number) {
  const { all, shown, state, until, portal } = facts;
  const ask = ['policies', state].filter(Boolean).join(' ');
  const pages = Math.max(1, Math.ceil(shown.length / linesAPage));
  const page = Math.min(Math.max(1, Math.trunc(facts.page)), pages);
  const place = { ask, until: isoOf(until) };
  const hasResults = facts.read !== undefined && !facts.read.policiesHidden;
  const count = (wanted: string) => all.filter((one) => lookOf(one).word === wanted).length;
  return {
    title: state ? `Policies that are ${state}` : 'Conditional access policies',
    total: ['on', 'report-only', 'off'].map((word) => `${count(word)} ${word}`).join(' · '),
    lines: shown.slice((page - 1) * linesAPage, page * linesAPage).map((policy) => ({
      icon: lookOf(policy).icon,
      name: cut(policy.name, longest),
      effect: cut(`${lookOf(policy).word} · ${facts.effectOf(policy)}`, longest),
      results: hasResults ? resultsOf(policy, facts.tallyOf(policy)) : '',
      ask: `policy ${policy.id}`,
      back: { ...place, page },
    })),
    empty: shown.length > 0 ? '' : `No policy is ${state ?? 'there'}.`,
    pageText: pages > 1 ? `Page ${page} of ${pages}` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    filters: ['on', 'report-only', 'off', '']
      .filter((word) => word !== (state ?? ''))
      .map((word) => ({
        filterLabel: word === '' ? 'All' : `Only ${word}`,
        ask: ['policies', word].filter(Boolean).join(' '),
      })),
    notes: coverage(facts),
    portalUrl: portal.policies(),
  };
}
