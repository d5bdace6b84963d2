import { auditArguments } from './audits/arguments.ts';
import { withNames } from './audits/names.ts';
import { askOf } from './audits/question.ts';
import { resolveAudits } from './audits/resolve.ts';
import { auditTable } from './audits/table.ts';
import { auditsView, linesAPage, pagesOf, wanted } from './audits/view.ts';
import { defineCommand } from './command.ts';

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
    const found = wanted(question, list);
    const { page } = pagesOf(found.length, request.page ?? 1);
    const lines = found.slice((page - 1) * linesAPage, page * linesAPage);
    const shown = await withNames(lines, deps.directory, request.signal);
    const { portal, clock } = deps;
    const input = { question, list, shown, portal, until, page, now: clock.now() };
    return { card: 'audits', data: auditsView(input), asked: askOf(question) };
  },
  async table({ args, request, deps }) {
    const resolved = await resolveAudits(args, request, deps);
    if ('reply' in resolved) return resolved.reply;
    return auditTable(resolved.question, deps.audits, request.signal);
  },
});
