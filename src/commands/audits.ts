import { knownZone } from '../domain/zoned-time.ts';
import { auditArguments } from './audits/arguments.ts';
import { withNames } from './audits/names.ts';
import { auditPreviews, mostPreviews } from './audits/previews.ts';
import { type AuditQuestion, askOf } from './audits/question.ts';
import type { AuditList } from './audits/read-list.ts';
import { resolveAudits } from './audits/resolve.ts';
import { auditTable } from './audits/table.ts';
import { auditsView, linesAPage, pagesOf, wanted } from './audits/view.ts';
import { type Call, defineCommand } from './command.ts';
import type { Reply } from './request.ts';

interface Asked {
  readonly question: AuditQuestion;
  readonly list: AuditList;
  readonly until: Date;
}

async function draw(
  { question, list, until }: Asked,
  { request, deps }: Pick<Call<typeof auditArguments>, 'request' | 'deps'>,
): Promise<Reply> {
  const found = wanted(question, list);
  const { page } = pagesOf(found.length, request.page ?? 1);
  const lines = found.slice((page - 1) * linesAPage, page * linesAPage);
  const shown = await withNames(lines, deps.directory, request.signal);
  const { portal, clock } = deps;
  const input = { question, list, shown, portal, until, page, now: clock.now() };
  return { card: 'audits', data: auditsView(input), asked: askOf(question) };
}

export const audits = defineCommand({
  name: 'audits',
  access: 'reader',
  summary: 'The directory audit log: what was changed, by whom, old → new',
  examples: [
    'audits for alice',
    'audits by alice last 30d',
    'audits on "Block legacy authentication"',
    'audits category role management last 7d',
    'audits activity "Update conditional access policy" last 30d',
    'audits failed last 24h',
  ],
  args: auditArguments,
  async run({ args, request, deps }) {
    const resolved = await resolveAudits(args, request, deps);
    if ('reply' in resolved) return resolved.reply;
    const { question, until } = resolved;
    const list = await deps.readAudits(question, request.signal);
    return draw({ question, list, until }, { request, deps });
  },
  async search({ args, request, deps }) {
    const resolved = await resolveAudits(args, request, deps);
    if ('reply' in resolved) return { reply: resolved.reply };
    const { question, until } = resolved;
    const list = await deps.readAudits(question, request.signal);
    const found = wanted(question, list).slice(0, mostPreviews);
    const [reply, entries] = await Promise.all([
      draw({ question, list, until }, { request, deps }),
      withNames(found, deps.directory, request.signal),
    ]);
    return { reply, previews: auditPreviews(entries, knownZone(request.timeZone)) };
  },
  async table({ args, request, deps }) {
    const resolved = await resolveAudits(args, request, deps);
    if ('reply' in resolved) return resolved.reply;
    return auditTable(resolved.question, deps.audits, request.signal);
  },
});
