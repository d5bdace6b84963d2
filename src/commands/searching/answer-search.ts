import type { ActivityRecord } from '../../domain/activity-record.ts';
import { hasEnded, type SearchJob } from '../../domain/search-job.ts';
import type { Searches, SearchQuestion } from '../../ports/searches.ts';
import { activityReply } from '../activity/view.ts';
import type { CommandDeps } from '../deps.ts';
import { problemReply } from '../problem-reply.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { mayCancel } from './may-cancel.ts';
import { asideWords, progressView } from './progress-view.ts';
import { type ActivityQuestion, askOf, filterOf, isWanted, openAsk, titleOf } from './question.ts';

/** A question and what it is asked with. */
export interface Asking {
  readonly question: ActivityQuestion;
  /** As of when it is asked, whole seconds. */
  readonly until: Date;
  /** True: what was found before does not count. */
  readonly isAnew: boolean;
  readonly request: CommandRequest;
  readonly deps: CommandDeps;
}

/** Answers from before that are older are gone for good; a question as of then is not begun again by itself. */
const staleMs = 24 * 60 * 60_000;

export async function readAll(searches: Searches, job: SearchJob): Promise<ActivityRecord[]> {
  const records: ActivityRecord[] = [];
  for await (const piece of searches.records(job)) records.push(...piece);
  return records;
}

/** The question as the searches take it; or why it can't be asked. */
export function toSearchQuestion({
  question,
  until,
}: Pick<Asking, 'question' | 'until'>):
  | { readonly wanted: SearchQuestion }
  | { readonly problem: string } {
  const found = filterOf(question);
  if ('problem' in found) return found;
  return {
    wanted: {
      filter: found.filter,
      window: question.window,
      askedAt: until,
      // The parts that only look at what was found are left out: it is the whole search that goes on.
      line: askOf(question, { done: undefined, ip: undefined }),
      title: titleOf(question),
      rangeLabel: question.rangeLabel,
    },
  };
}

/** The search behind the question: the one that is there, or a new one; undefined when it is gone for good. */
async function findOrAsk(wanted: SearchQuestion, asking: Asking): Promise<SearchJob | undefined> {
  const { deps, request, isAnew } = asking;
  const { searches, clock } = deps;
  const isOld = request.until && clock.now().getTime() - request.until.getTime() > staleMs;
  if (request.until !== undefined && !isAnew) {
    const known = await searches.known(wanted);
    if (known !== undefined || isOld || request.isRedrawn) return known;
  }
  return searches.ask(wanted, request.asker, isAnew);
}

function goneReply(question: ActivityQuestion): Reply {
  const again = `${askOf(question)} anew`;
  return problemReply('What this search found is no longer kept: it is for a day.', again);
}

async function progressReply(job: SearchJob, asking: Asking): Promise<Reply> {
  const { question, until, deps, request } = asking;
  const line = askOf(question);
  const { asker, timeZone } = request;
  const view = progressView({
    job,
    standing: await deps.searches.standing(job),
    rangeLabel: question.rangeLabel,
    ask: line,
    until,
    mayCancel: mayCancel(job, request),
    portal: deps.portal,
    now: deps.clock.now(),
  });
  const card = { asker, timeZone, line, askedAt: until };
  return {
    card: 'search',
    data: view,
    asked: line,
    placed: hasEnded(job) ? undefined : (place) => deps.searches.watch(job, { ...card, place }),
  };
}

/** The answer where it is there, else how the search for it goes: a card that becomes the answer. */
export async function answerSearch(asking: Asking): Promise<Reply> {
  const { question, until, deps, request } = asking;
  const read = toSearchQuestion(asking);
  if ('problem' in read) return problemReply(read.problem, 'file "Budget.xlsx" last 7d');
  const job = await findOrAsk(read.wanted, asking);
  if (job === undefined) return goneReply(question);
  if (job.state === 'finished' && !deps.searches.hasRecords(job)) return goneReply(question);
  if (job.state !== 'finished') return progressReply(job, asking);
  const { used, most } = await deps.searches.budget();
  const { isTruncated = false, unreadable = 0, dropped = 0 } = job.result ?? {};
  const line = askOf(question);
  const { done, ip, ...unfiltered } = question;
  return activityReply({
    kind: question.kind,
    person: question.person,
    file: question.file,
    records: (await readAll(deps.searches, job)).filter((row) =>
      isWanted(row, { ...unfiltered, ip }),
    ),
    facts: {
      isTruncated,
      unreadable,
      dropped,
      finishedAt: job.endedAt ?? until,
      searchesUsed: used,
      searchesADay: most,
    },
    rangeLabel: [question.rangeLabel, ip && `from ${ip}`].filter(Boolean).join(' · '),
    window: job.window,
    only: done,
    page: request.page ?? 1,
    ask: line,
    onlyAsk: (only) => askOf(question, { done: only }),
    anewAsk: `${line} anew`,
    openAsk: (recordId) => openAsk(job, recordId),
    until,
    now: deps.clock.now(),
    portal: deps.portal,
    aside: asideWords(job),
  });
}
