import { parseRange } from '../domain/time-window.ts';
import type { Replay } from '../ports/rule-trials.ts';
import { range, words } from './argument.ts';
import { type Call, defineCommand, type Table } from './command.ts';
import { fitting } from './fitting.ts';
import { wholeSecond } from './iso.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';
import { findRule } from './trying/find-rule.ts';
import { replayRooms, replayView } from './trying/replay-view.ts';
import { replayColumns, replayRows } from './trying/rows.ts';

const usualRange = 'last 7d';
const example = 'alerts replay ca-block last 7d';
const args = { rule: words('rule', '<rule>', true), within: range() };

interface Found {
  readonly replay: Replay;
  readonly rangeLabel: string;
  readonly asked: string;
}

async function replayed({
  args: { rule: typed, within = usualRange },
  request,
  deps,
}: Call<typeof args>): Promise<Found | { readonly reply: Reply }> {
  const ask = (id: string) => `alerts replay ${id} ${within}`;
  const found = findRule(typed, deps, ask);
  if ('reply' in found) return found;
  const parsed = parseRange(within, wholeSecond(deps.clock.now()), request.timeZone);
  if ('problem' in parsed) return { reply: problemReply(parsed.problem, example) };
  const { id } = found.rule;
  const replay = await deps.trials.replay(id, parsed.window, request.signal);
  if (replay === undefined) throw new Error(`rule ${id} can’t be tried`);
  return { replay, rangeLabel: parsed.label, asked: ask(id) };
}

async function run(call: Call<typeof args>): Promise<Reply> {
  const found = await replayed(call);
  if ('reply' in found) return found.reply;
  const { asked, ...facts } = found;
  const { timeZone } = call.request;
  const view = (room: number) => replayView({ ...facts, timeZone }, room);
  return { ...fitting('alert-replay', replayRooms, view), asked };
}

async function table(call: Call<typeof args>): Promise<Table | Reply> {
  const found = await replayed(call);
  if ('reply' in found) return found.reply;
  const { replay, rangeLabel } = found;
  async function* pages() {
    yield replayRows(replay);
  }
  return {
    name: `replay-${replay.rule}`,
    about: `What rule ${replay.rule} would have raised, ${rangeLabel}`,
    columns: replayColumns,
    pages: pages(),
  };
}

export const alertsReplay = defineCommand({
  name: 'alerts replay',
  access: 'reader',
  summary: 'What a rule would have raised in a range by its settings of now; nothing is posted',
  examples: ['alerts replay ca-block last 7d', 'alerts replay ca-prompt-unmet yesterday'],
  args,
  run,
  table,
});
