import { dayFinder, daysIn } from '../../domain/days.ts';
import type { Policy } from '../../domain/policy.ts';
import { type PolicyTally, tallyPolicy } from '../../domain/policy-tally.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { CommandDeps } from '../deps.ts';
import { many } from '../figures.ts';
import { isoOf } from '../iso.ts';
import { coverageOf } from '../policy/coverage.ts';
import type { PolicySignIns } from '../policy/read-policy-sign-ins.ts';
import { isReportOnly } from '../policy/view.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { mostPages } from './read-rehearsal.ts';

const linesAPage = 6;
const types = ['interactiveUser', 'nonInteractiveUser'] as const;

/** What the list of rehearsals is made of. */
interface ListFacts {
  readonly rehearsed: readonly Policy[];
  readonly tallyOf: (policy: Policy) => PolicyTally | undefined;
  readonly read?: PolicySignIns;
  readonly rangeLabel: string;
  readonly rangeWords?: string;
  readonly page: number;
  readonly until: Date;
  readonly portal: PortalLinks;
}

function lineOf(policy: Policy, tally: PolicyTally | undefined) {
  const { stopped = 0, prompted = 0 } = tally?.counts ?? {};
  const isQuiet = stopped + prompted === 0;
  return {
    icon: stopped > 0 ? '✋' : isQuiet ? '✅' : '⏸️',
    name: policy.name,
    results: tally
      ? `${many(stopped, 'attempt')} would be stopped (${many(tally.stoppedUsers, 'account')}), ${prompted.toLocaleString('en')} prompted (${many(tally.promptedUsers, 'account')}), of ${many(tally.applied, 'attempt')} that it applied to`
      : 'Its results could not be read.',
  };
}

/** The list as its card binds it. */
export function rehearsalsView(facts: ListFacts) {
  const { rehearsed, read, rangeWords, until } = facts;
  const pages = Math.max(1, Math.ceil(rehearsed.length / linesAPage));
  const page = Math.min(Math.max(1, Math.trunc(facts.page)), pages);
  const ask = ['would-block', rangeWords].filter(Boolean).join(' ');
  const place = { ask, until: isoOf(until) };
  return {
    title: 'Policies in rehearsal',
    total: `${many(rehearsed.length, 'report-only policy', 'report-only policies')}, ${facts.rangeLabel}`,
    lines: rehearsed.slice((page - 1) * linesAPage, page * linesAPage).map((policy) => ({
      ...lineOf(policy, facts.tallyOf(policy)),
      ask: ['would-block', policy.id, rangeWords].filter(Boolean).join(' '),
      back: { ...place, page },
    })),
    empty:
      rehearsed.length > 0
        ? ''
        : 'No policy is report-only today. A policy that is made report-only is evaluated at every sign-in and stops nobody.',
    pageText: pages > 1 ? `Page ${page} of ${pages}` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    notes: read ? coverageOf(read, types) : 'No sign-in was read.',
    portalUrl: facts.portal.policies(),
  };
}

interface Asked {
  readonly window: TimeWindow;
  readonly rangeLabel: string;
  readonly rangeWords?: string;
  readonly until: Date;
}

/** All report-only policies with what each would have done, from one reading. */
export async function listRehearsals(
  asked: Asked,
  { request, deps }: { readonly request: CommandRequest; readonly deps: CommandDeps },
): Promise<Reply> {
  const { signal, timeZone } = request;
  const rehearsed = (await deps.policies.all(signal)).filter(isReportOnly);
  const { window } = asked;
  const read =
    rehearsed.length === 0
      ? undefined
      : await deps.readPolicySignIns({ window, types, mostPages }, signal);
  const find = dayFinder(daysIn(window, timeZone));
  const tallyOf = (policy: Policy) =>
    read && !read.policiesHidden ? tallyPolicy(read.attempts, policy.id, find) : undefined;
  const hits = new Map(rehearsed.map((one) => [one, tallyOf(one)]));
  const weight = (one: Policy) => {
    const { stopped = 0, prompted = 0 } = hits.get(one)?.counts ?? {};
    return stopped * 1e6 + prompted;
  };
  const facts = {
    ...asked,
    rehearsed: rehearsed.toSorted((a, b) => weight(b) - weight(a) || a.name.localeCompare(b.name)),
    tallyOf: (one: Policy) => hits.get(one),
    read,
    page: request.page ?? 1,
    portal: deps.portal,
  };
  const line = ['would-block', asked.rangeWords].filter(Boolean).join(' ');
  return { card: 'rehearsals', data: rehearsalsView(facts), asked: line };
}
