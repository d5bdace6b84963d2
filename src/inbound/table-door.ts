import type { Access } from '../access.ts';
import type { Render } from '../cards/render.ts';
import type { Table } from '../commands/command.ts';
import type { Dispatcher } from '../commands/dispatch.ts';
import { traceOf } from '../commands/looks/trace.ts';
import { subjectsOf } from '../domain/look-subjects.ts';
import type { AdaptiveCard, MessageIn } from '../ports/chat.ts';
import type { LookBook } from './look-book.ts';

interface TableParts {
  readonly access: Access;
  readonly dispatcher: Dispatcher;
  readonly book: LookBook;
  readonly render: Render;
  readonly toText: (card: AdaptiveCard) => string;
}

/** All rows behind a question, without a chat between, or the sentence why there are none; written down like any other. */
export function createTableDoor({ access, dispatcher, book, render, toText }: TableParts) {
  return async (message: MessageIn, signal: AbortSignal): Promise<Table | string> => {
    const { asker, conversation } = message;
    const level = await access.levelOf(asker.id, signal);
    const request = { ...message, level, signal };
    const meaning = async () => ({
      command: 'export',
      line: (await dispatcher.meaning(request)).line,
    });
    const asking = { asker, conversation, level, door: 'message' } as const;
    return book.recorded<Table | string>(asking, meaning, async () => {
      const found = await dispatcher.table(request);
      const { command, line } = await meaning();
      if ('card' in found) {
        return {
          shown: toText(render(found.card, found.data)),
          look: traceOf(found, command, line),
        };
      }
      const look = { command, line, ...subjectsOf(line), outcome: 'answered' } as const;
      return { shown: found, look };
    });
  };
}
