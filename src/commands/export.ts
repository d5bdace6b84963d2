import type { Shown } from '../exports/exports.ts';
import { fileNameOf, mostRows } from '../exports/order.ts';
import { DeliveryError } from '../ports/notifier.ts';
import type { Argument, Arguments } from './argument.ts';
import { count } from './argument.ts';
import { type Call, type Command, defineCommand } from './command.ts';
import { exportable, tableOf } from './export/table-of.ts';
import { placeOfMemory } from './place-of-memory.ts';
import { problemReply } from './problem-reply.ts';
import type { CommandRequest, Reply } from './request.ts';

/** `cancel`, alone or with the id that a card's button carries. */
const cancel: Argument<{ readonly id?: string } | undefined> = {
  keywords: ['cancel'],
  usage: 'cancel',
  read(segments) {
    if (!segments) return { ok: true, value: undefined };
    const id = segments.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');
    return { ok: true, value: id === '' ? {} : { id } };
  },
};

const args = { top: count('top', 1, mostRows), cancel } satisfies Arguments;

const notDone = (why: string) => ({ outcome: 'refused', why }) as const;

function toReply(shown: Shown): Reply {
  if (!shown.ok) return notice(shown.sentence);
  const { view: data, placed, of, refusal } = shown;
  const look = { line: of.line, ...(refusal !== undefined && notDone(refusal)) };
  return { card: 'export', data, placed, look };
}

const notice = (title: string, ...lines: string[]): Reply => ({
  card: 'notice',
  data: { icon: '', title, lines: lines.map((text) => ({ text })) },
  look: notDone(title),
});

/** What to do where Teams gives no chat to put the file in. */
function noPersonalChat(thrown: unknown, line: string): Reply {
  if (!(thrown instanceof DeliveryError)) throw thrown;
  return notice(
    'Teams takes files from bots in personal chats alone, and I could not open one with you.',
    `Add me for yourself (Apps, search my name, Add), ask there “${line}” and type “export”.`,
    thrown.message,
  );
}

/** A signal for the rows, which are read long after the turn; the turn's own ends what is asked before. */
async function withinTurn<Result>(
  { signal }: CommandRequest,
  control: AbortController,
  work: Promise<Result>,
): Promise<Result> {
  const abort = () => control.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** The rows of the last answer as a CSV file. */
export function createExport(list: () => readonly Command[]): Command {
  async function begin({ args: { top }, request, deps, answer }: Call<typeof args>) {
    const { asker, conversation } = request;
    const commands = list();
    const last = await deps.memory.last(deps.tenantId, placeOfMemory(request));
    if (last === undefined) {
      const sentence = `There is nothing to export yet: ask for a list in this conversation first. ${exportable(commands)}`;
      return problemReply(sentence, 'signins last 24h');
    }
    const busy = deps.exports.obstacle(asker, conversation);
    if (busy !== undefined) return notice(busy);
    const control = new AbortController();
    const { line, until } = last;
    const question = { ...request, text: line, mentions: [], page: undefined, until };
    const found = await withinTurn(
      request,
      control,
      tableOf({ ...question, signal: control.signal }, { deps, commands, answer }),
    );
    if ('reply' in found) return { look: { line }, ...found.reply };
    const { command, table } = found;
    try {
      const personal = await deps.exports.openPersonal(asker, conversation);
      const order = {
        ...{ asker, conversation, personal, line },
        about: table.about ?? line,
        asOf: until,
        needs: command.access,
        mostRows: top ?? mostRows,
        fileName: fileNameOf(table.name, until),
        columns: table.columns,
        pages: table.pages,
      };
      return toReply(deps.exports.start(order, control));
    } catch (thrown) {
      return noPersonalChat(thrown, line);
    }
  }

  return defineCommand({
    name: 'export',
    access: 'reader',
    summary: 'All rows of the last answer as a CSV file',
    examples: ['export', 'export top 1000', 'export cancel'],
    args,
    async run(call) {
      const { cancel: wanted } = call.args;
      // Nobody sees a card of its own there, and nothing may begin while somebody still types.
      if (call.request.isAside || call.request.isRedrawn)
        return notice('Type “export” in the chat.');
      if (wanted === undefined) return begin(call);
      return toReply(await call.deps.exports.cancel(wanted.id, call.request.asker));
    },
  });
}
