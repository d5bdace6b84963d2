import { counted } from '../domain/activity/count-words.ts';
import { hasEnded, type SearchJob } from '../domain/search-job.ts';
import { words } from './argument.ts';
import { type Call, defineCommand } from './command.ts';
import { isoOf } from './iso.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';
import { mayCancel } from './searching/may-cancel.ts';
import { budgetWords, elapsed, progressView, stateWords } from './searching/progress-view.ts';

const mostShown = 6;

const args = { cancel: words('cancel', 'cancel <search>') };
type SearchesCall = Call<typeof args>;

const icons = { open: '🔎', finished: '✅', failed: '⚠', cancelled: '⏹' } as const;

async function lineOf(job: SearchJob, { deps, request }: SearchesCall) {
  const now = deps.clock.now();
  const isHere = deps.searches.hasRecords(job);
  const found = `${counted(job.result?.records ?? 0, 'record')} found.`;
  return {
    icon: icons[job.state],
    headline: job.title,
    state: isHere ? found : stateWords(job, await deps.searches.standing(job)),
    lineAt: isoOf(job.createdAt),
    detail: [
      job.rangeLabel,
      `by ${job.askedBy.name}`,
      `${elapsed(job.createdAt, job.endedAt ?? now)}${job.endedAt ? '' : ' so far'}`,
    ].join(' · '),
    ask: job.line,
    until: isoOf(job.createdAt),
    cancelAsk: job.state === 'open' && mayCancel(job, request) ? `searches cancel ${job.id}` : '',
  };
}

async function listReply(call: SearchesCall, note = ''): Promise<Reply> {
  const { deps } = call;
  const budget = await deps.searches.budget();
  const jobs = await deps.searches.recent(mostShown);
  const open = jobs.filter(({ state }) => state === 'open').length;
  return {
    card: 'searches',
    data: {
      title:
        open === 0
          ? 'No search is running'
          : `${open} ${open === 1 ? 'search is' : 'searches are'} running`,
      note,
      budget: `${budgetWords(budget)} Other tools’ searches of this tenant count at Microsoft too and are not known here.`,
      freeAt: budget.freeAt ? isoOf(budget.freeAt) : '',
      lines: await Promise.all(jobs.map((job) => lineOf(job, call))),
    },
  };
}

/** Stops a search and shows its end; the other cards that show it say so by themselves. */
async function cancel(id: string, call: SearchesCall): Promise<Reply> {
  const { deps, request } = call;
  const job = await deps.searches.find(id.toLowerCase());
  if (job === undefined) return problemReply(`No search is called “${id}” here.`, 'searches');
  if (hasEnded(job)) return listReply(call, `“${job.title}” has ended already.`);
  if (!mayCancel(job, request)) {
    const why = 'Who asked it, or an operator, may stop it.';
    const reply = await listReply(call, `${job.askedBy.name} began “${job.title}”. ${why}`);
    return { ...reply, look: { outcome: 'refused', why } };
  }
  const ended = (await deps.searches.cancel(job.id, request.asker, request.signal)) ?? job;
  if (ended.state !== 'cancelled') return listReply(call, `“${job.title}” has ended already.`);
  const data = progressView({
    job: ended,
    standing: await deps.searches.standing(ended),
    rangeLabel: ended.rangeLabel,
    ask: ended.line,
    until: ended.createdAt,
    mayCancel: false,
    portal: deps.portal,
    now: deps.clock.now(),
  });
  return { card: 'search', data };
}

export const searches = defineCommand({
  name: 'searches',
  access: 'reader',
  summary:
    'Searches of the unified audit log: running and recent ones, and how many are left today',
  examples: ['searches'],
  args,
  run: (call) =>
    call.args.cancel === undefined ? listReply(call) : cancel(call.args.cancel, call),
});
