import type { Call, Command, Table } from '../command.ts';
import type { CommandDeps } from '../deps.ts';
import { parse } from '../parse.ts';
import { problemReply } from '../problem-reply.ts';
import { refused } from '../refused.ts';
import type { CommandRequest, Reply } from '../request.ts';

/** The rows behind a line, and which command gives them. */
export interface TableFound {
  readonly command: Command;
  readonly table: Table;
}

interface Means {
  readonly deps: CommandDeps;
  readonly commands: readonly Command[];
  readonly answer: Call<Command['args']>['answer'];
}

/** What can be exported, for whoever tried something else. */
export function exportable(commands: readonly Command[]): string {
  const names = commands.filter(({ table }) => table !== undefined).map(({ name }) => name);
  return names.length === 0 ? '' : `Rows to export come from: ${names.join(', ')}.`;
}

/** Reads a line by the same parser and under the same rights as if it were asked, for its rows. */
export async function tableOf(
  request: CommandRequest,
  { deps, commands, answer }: Means,
): Promise<TableFound | { readonly reply: Reply }> {
  const parsed = parse(request.text, commands);
  if (parsed.kind === 'unknown') {
    return {
      reply: problemReply(
        `I don’t know “${request.text}” any more. ${exportable(commands)}`,
        'signins last 24h',
      ),
    };
  }
  const { command } = parsed;
  const no = refused(command, request, deps);
  if (no) return { reply: no };
  if (parsed.kind === 'problem') {
    return { reply: problemReply(parsed.problem, command.examples[0]) };
  }
  if (command.table === undefined) {
    const sentence = `“${command.name}” shows no list, so there are no rows to export. ${exportable(commands)}`;
    return { reply: problemReply(sentence, 'signins last 24h') };
  }
  const table = await command.table({ args: parsed.args, request, deps, answer });
  return 'card' in table ? { reply: table } : { command, table };
}
