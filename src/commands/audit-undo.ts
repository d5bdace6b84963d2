import { changeWords } from '../domain/auditing/change-words.ts';
import { type KeptChange, keyOf } from '../domain/auditing/kept-change.ts';
import { markOf } from '../domain/auditing/mark.ts';
import type { WantedChange } from '../ports/audit-work.ts';
import type { ChangeRange } from '../ports/auditing.ts';
import { changesReply, rangeWords } from './audit-changes.ts';
import { changeNumbers, confirmedMark } from './auditing/arguments.ts';
import { canUndo } from './auditing/changes-view.ts';
import { tenantName } from './auditing/facts.ts';
import { mostAtOnce } from './auditing/plan.ts';
import { type Call, defineCommand } from './command.ts';
import { confirmReply } from './confirm.ts';
import { many } from './figures.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';

const args = { numbers: changeNumbers('<12> | <12-40>'), confirmed: confirmedMark() };
type UndoCall = Call<typeof args>;

const mostLines = 6;

/** The reverse of each, the last first. */
function wantedOf(changes: readonly KeptChange[]): readonly WantedChange[] {
  return changes.flatMap((kept) =>
    canUndo(kept) && kept.reverse ? [{ change: kept.reverse, undoes: kept.number }] : [],
  );
}

async function confirm(
  { deps, request }: UndoCall,
  range: ChangeRange,
  wanted: readonly WantedChange[],
  mark: string,
): Promise<Reply> {
  const where = await tenantName(deps, request.signal);
  const more = wanted.length - mostLines;
  const lines = wanted
    .slice(0, mostLines)
    .map(({ change, undoes }) => `${undoes}: ${changeWords(change)}`);
  return confirmReply({
    title: `Take back ${many(wanted.length, 'change')} of auditing in ${where}?`,
    lines: [
      ...lines,
      ...(more > 0 ? [`… and ${many(more, 'more', 'more')}.`] : []),
      'What is not audited in the meantime is in no log, and nothing brings it back. This too is kept under your name.',
    ].map((text) => ({ text })),
    confirm: { label: 'Take it back', ask: `audit undo ${rangeWords(range)} confirmed ${mark}` },
    cancel: { label: 'Leave it', ask: `audit changes ${rangeWords(range)}` },
  });
}

async function undo(call: UndoCall): Promise<Reply> {
  const { args: given, deps, request } = call;
  const { auditing } = deps;
  const range = given.numbers;
  if (range === undefined) return changesReply(call, undefined);
  if (auditing.exchange.access !== 'write') {
    return problemReply(
      'I change nothing in Exchange Online: EXCHANGE_ACCESS=write would let me.',
      'audit changes',
    );
  }
  const kept = await auditing.changes({ ...range, limit: mostAtOnce, skip: 0 });
  const wanted = wantedOf(kept);
  if (wanted.length === 0) {
    return problemReply(
      kept.length === 0
        ? `There is no change ${rangeWords(range)}.`
        : 'Nothing there can be taken back: it was refused, was so before, or cannot be undone.',
      'audit changes',
    );
  }
  const mark = markOf(wanted.map(({ change, undoes }) => [keyOf(change), change, undoes]));
  if (given.confirmed !== mark) return confirm(call, range, wanted, mark);
  const made = await auditing.change(wanted, request.asker);
  return changesReply(call, made);
}

export const auditUndo = defineCommand({
  name: 'audit undo',
  access: 'admin',
  summary: 'Bring back what stood there before a change of auditing, by its number',
  examples: ['audit undo 12', 'audit undo 12-40'],
  args,
  run: undo,
});
