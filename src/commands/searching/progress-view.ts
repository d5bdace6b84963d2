import type { PortalLinks } from '../../domain/portal-links.ts';
import type { SearchJob } from '../../domain/search-job.ts';
import type { SearchStanding } from '../../ports/searches.ts';
import { isoOf } from '../iso.ts';

interface ProgressInput {
  readonly job: SearchJob;
  readonly standing: SearchStanding;
  readonly rangeLabel: string;
  /** Asks the same as the card does. */
  readonly ask: string;
  /** As of when. */
  readonly until: Date;
  readonly mayCancel: boolean;
  readonly portal: PortalLinks;
  readonly now: Date;
}

/** How long ago, in two figures at most: `40 s`, `5 min`, `1 h 20 min`. */
export function elapsed(from: Date, to: Date): string {
  const seconds = Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return [`${Math.floor(minutes / 60)} h`, minutes % 60 > 0 ? `${minutes % 60} min` : '']
    .filter(Boolean)
    .join(' ');
}

function againWords({ parts, window }: SearchJob): string {
  const again = parts.filter(({ isAgain }) => isAgain);
  if (again.length === 0) return '';
  const isHalved = again.some((part) => part.window.to < window.to);
  if (!isHalved) return ' It failed once and is tried again.';
  const done = parts.filter(({ state }) => state === 'succeeded').length;
  return ` It failed once and is tried again in two halves${done > 0 ? `; ${done} of ${parts.length} parts ${done === 1 ? 'is' : 'are'} done` : ''}.`;
}

function waitingWords({ ahead }: SearchStanding): string {
  if (ahead === 0) return 'Waiting to begin.';
  return `Waiting: ${ahead} of this bot’s searches ${ahead === 1 ? 'goes' : 'go'} before.`;
}

/** What happens now, for people. */
export function stateWords(job: SearchJob, standing: SearchStanding): string {
  if (job.state === 'cancelled') return `Cancelled by ${job.cancelledBy ?? 'somebody'}.`;
  if (job.state === 'failed') return job.problem?.sentence ?? 'It failed.';
  if (job.state === 'finished') return 'Found. The records are no longer kept.';
  if (job.waitsFor) return job.waitsFor.sentence;
  const states = job.parts.map(({ state }) => state);
  if (states.every((state) => state === 'succeeded')) return `Found: reading the records.`;
  if (states.includes('running')) return `Microsoft is searching.${againWords(job)}`;
  if (states.includes('waiting')) return `In Microsoft’s queue.${againWords(job)}`;
  if (states.includes('submitting')) return `Being handed to Microsoft.${againWords(job)}`;
  return waitingWords(standing);
}

function hintOf({ job, standing }: ProgressInput): string {
  const { hint } = job.problem ?? job.waitsFor ?? {};
  if (hint) return hint;
  if (job.state === 'cancelled' || job.state === 'finished') return 'Ask anew to search again.';
  return standing.ahead > 0
    ? ''
    : 'This takes minutes, now and then hours. The answer comes into this message; you may go on meanwhile.';
}

/** `3 of 200`, with what that means. */
export function budgetWords({ used, most }: SearchStanding['budget']): string {
  return `${used} of about ${most} searches of the last 24 hours used.`;
}

/** Why a question takes more than one of the day's searches. */
function costWords({ filter }: SearchJob): string {
  return filter.mailbox
    ? 'Mail takes two searches: by who acted, and by whose mailbox it was.'
    : '';
}

/** What such a search can't find, whatever there is. */
function notFoundWords({ filter }: SearchJob): string {
  if (!filter.userPrincipalNames?.length) return '';
  const missing = ['what was done under an earlier one is not found'];
  if (filter.mailbox) missing.push('nor commands that name the mailbox otherwise');
  return `It is searched by the sign-in name of today: ${missing.join(', ')}.`;
}

/** What is to be said of an answer beside what it holds. */
export function asideWords(job: SearchJob): string {
  return [costWords(job), notFoundWords(job)].filter(Boolean).join(' ');
}

/** A search on its way, or one that ended without an answer, as its card binds it. */
export function progressView(input: ProgressInput) {
  const { job, standing, rangeLabel, ask, until, mayCancel, portal, now } = input;
  const isOpen = job.state === 'open';
  const names = job.filter.userPrincipalNames ?? [];
  const waitsUntil = job.waitsFor && job.dueAt > now ? job.dueAt : undefined;
  return {
    title: job.title,
    subtitle: [...names, rangeLabel].join(' · '),
    icon: isOpen ? '🔎' : job.state === 'failed' ? '⚠' : '⏹',
    state: stateWords(job, standing),
    stateColor: job.state === 'failed' ? 'attention' : 'default',
    hint: hintOf(input),
    elapsed: isOpen ? `For ${elapsed(job.createdAt, now)} so far.` : '',
    againAt: waitsUntil ? isoOf(waitsUntil) : '',
    budget: [budgetWords(standing.budget), costWords(job)].filter(Boolean).join(' '),
    cancelAsk: isOpen && mayCancel ? `searches cancel ${job.id}` : '',
    refreshAsk: isOpen ? ask : '',
    until: isoOf(until),
    anewAsk: isOpen ? '' : `${ask} anew`,
    notes: ['The log is typically 60 to 90 minutes late.', notFoundWords(job)]
      .filter(Boolean)
      .join(' '),
    portalUrl: portal.auditSearch(),
  };
}
