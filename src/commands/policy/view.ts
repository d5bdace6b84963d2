import type { DayOfRange } from '../../domain/days.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PolicyTally } from '../../domain/policy-tally.ts';
import type { PolicyWords } from '../../domain/policy-words.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import type { SignInType } from '../../domain/sign-in.ts';
import { isoOf } from '../iso.ts';
import { backAction, type ListPlace } from '../request.ts';
import { coverageOf } from './coverage.ts';
import type { LastChange } from './read-last-change.ts';
import type { PolicySignIns } from './read-policy-sign-ins.ts';
import { rankedView, resultsOf, signInsAsk, trendView } from './tally-view.ts';

export const isReportOnly = ({ state }: Pick<Policy, 'state'>): boolean =>
  state === 'enabledForReportingButNotEnforced';

/** All that a policy's card is made of. */
export interface PolicyFacts {
  readonly policy: Policy;
  readonly said: PolicyWords;
  /** In one line, without a full stop. */
  readonly effect: string;
  readonly rangeLabel: string;
  /** `last 7d` */
  readonly range: string;
  readonly types: readonly SignInType[];
  readonly days: readonly DayOfRange[];
  /** Undefined when they could not be read: `resultsProblem` says why. */
  readonly results?: { readonly read: PolicySignIns; readonly tally: PolicyTally };
  readonly resultsProblem: string;
  readonly change: LastChange;
  readonly portal: PortalLinks;
  readonly back?: ListPlace;
}

/** How much of a policy fits: lines of each section, names of each list. */
export interface PolicyRoom {
  readonly lines: number;
  readonly names: number;
  readonly changes: number;
}

export const policyRooms: readonly PolicyRoom[] = [
  { lines: 12, names: 5, changes: 6 },
  { lines: 6, names: 3, changes: 3 },
  { lines: 3, names: 2, changes: 1 },
];

function section(title: string, lines: readonly string[], most: number) {
  const left = lines.length - most;
  const shown = lines.slice(0, most).map((text) => ({ text: `• ${text}` }));
  return { title, lines: left > 0 ? [...shown, { text: `… and ${left} more` }] : shown };
}

function changeView({ at, who, lines }: LastChange, most: number) {
  const left = lines.length - most;
  const shown = lines.slice(0, most).map((text) => ({ text }));
  return {
    changedAt: at ? isoOf(at) : '',
    who,
    lines: left > 0 ? [...shown, { text: `… and ${left} more; “Its changes” has all` }] : shown,
  };
}

function resultsView({ results, policy, rangeLabel }: PolicyFacts) {
  const isShown = results && !results.read.policiesHidden && policy.state !== 'disabled';
  return isShown
    ? resultsOf(results.tally, rangeLabel, isReportOnly(policy))
    : { results: '', resultsDetail: '' };
}

function notesOf({ policy, results, resultsProblem, types }: PolicyFacts): string {
  if (policy.state === 'disabled')
    return 'A policy that is off is not evaluated: it has no results.';
  return results ? coverageOf(results.read, types) : `Results are missing: ${resultsProblem}`;
}

/** The card of one policy: what it did, to whom, who changed it, what it demands. */
export function policyView(facts: PolicyFacts, room: PolicyRoom) {
  const { policy, said, results, range, portal } = facts;
  const reportOnly = isReportOnly(policy);
  const place = { policyId: policy.id, range, reportOnly };
  const tally = policy.state === 'disabled' ? undefined : results?.tally;
  return {
    name: policy.name,
    state: said.state,
    effect: facts.effect,
    ...resultsView(facts),
    chart: tally ? trendView(tally, facts.days, reportOnly) : null,
    ranked: tally ? rankedView(tally, place, room.names) : [],
    change: changeView(facts.change, room.changes),
    sections: [
      section('Applies to', said.who, room.lines),
      section('When using', said.what, room.lines),
      section('Under these conditions', said.conditions, room.lines),
      section('Demands', said.grant, room.lines),
      section('Session', said.session, room.lines),
    ].filter(({ lines }) => lines.length > 0),
    createdAt: policy.createdAt ? isoOf(policy.createdAt) : '',
    notes: notesOf(facts),
    signInsAsk: signInsAsk(place),
    auditsAsk: `audits on ${policy.id}`,
    rehearsalAsk: reportOnly ? `would-block ${policy.id}` : '',
    backAction: backAction(facts.back),
    portalUrl: portal.policy(policy.id),
  };
}
