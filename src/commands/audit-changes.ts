import type { ChangeRange } from '../ports/auditing.ts';
import { changeNumbers } from './auditing/arguments.ts';
import { auditChangesView, canUndo } from './auditing/changes-view.ts';
import { tenantName } from './auditing/facts.ts';
import { defineCommand } from './command.ts';
import type { CommandDeps } from './deps.ts';
import type { CommandRequest, Reply } from './request.ts';

const args = { numbers: changeNumbers('<12> | <12-40>') };
const aPage = 6;

/** A run of changes as a line asks for it: `12-40`, `12`. */
export const rangeWords = ({ first, last }: ChangeRange) =>
  first === last ? String(first) : `${first}-${last}`;

/** The card of changes: of a run, whose progress it follows, or of all. */
export async function changesReply(
  { deps, request }: { readonly deps: CommandDeps; readonly request: CommandRequest },
  range: ChangeRange | undefined,
): Promise<Reply> {
  const { auditing, clock } = deps;
  const all = range ?? { first: 1, last: Math.max(1, await auditing.lastChange()) };
  const counts = await auditing.countChanges(all);
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const pages = Math.max(1, Math.ceil(total / aPage));
  const page = Math.min(Math.max(1, Math.trunc(request.page ?? 1)), pages);
  const changes = await auditing.changes({ ...all, limit: aPage, skip: (page - 1) * aPage });
  const line = range === undefined ? 'audit changes' : `audit changes ${rangeWords(range)}`;
  const isOpen = (counts.waiting ?? 0) + (counts.set ?? 0) > 0;
  const mayUndo = request.level === 'admin' && auditing.exchange.access === 'write';
  const hasSeveral = range !== undefined && total > 1 && !isOpen && changes.some(canUndo);
  const { asker, timeZone } = request;
  const following = { asker, timeZone, line, askedAt: clock.now() };
  return {
    card: 'audit-changes',
    asked: line,
    look: {
      records: changes.map(({ number }) => `audit change ${number}`),
      people: changes.flatMap(({ change }) => ('subject' in change ? change.subject.id : [])),
    },
    data: auditChangesView({
      changes,
      counts,
      ...(range && { range }),
      tenantName: await tenantName(deps, request.signal),
      mayUndo,
      before: page > 1 ? { ask: line, page: page - 1 } : null,
      more: page < pages ? { ask: line, page: page + 1 } : null,
      undoAllAsk: mayUndo && hasSeveral && range ? `audit undo ${rangeWords(range)}` : '',
    }),
    ...(isOpen && {
      placed: (place) => auditing.follow(all, { ...following, place }),
    }),
  };
}

export const auditChanges = defineCommand({
  name: 'audit changes',
  access: 'reader',
  summary:
    'What was changed of auditing through the bot: by whom, what stood there, and whether it is so',
  examples: ['audit changes', 'audit changes 12'],
  args,
  run: (call) => changesReply(call, call.args.numbers),
});
