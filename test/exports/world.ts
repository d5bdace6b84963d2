import { count } from '../../src/commands/argument.ts';
import { type Command, defineCommand, type Table } from '../../src/commands/command.ts';
import { createExport } from '../../src/commands/export.ts';
import { whoami } from '../../src/commands/whoami.ts';
import type { NeededLevel } from '../../src/domain/access.ts';
import type { Conversation, FilePlace, Outgoing } from '../../src/ports/chat.ts';
import { channel, createWorld } from '../commands/world.ts';

export const chat: Conversation = { ...channel, id: 'a:olga', kind: 'personal', name: undefined };
export const place: FilePlace = {
  name: 'beans.csv',
  uploadUrl: 'https://contoso-my.sharepoint.com/upload/1',
  contentUrl: 'https://contoso-my.sharepoint.com/personal/olga/beans.csv',
  uniqueId: '1150d938-8870-4044-9f2c-5bbdeba70c9d',
  fileType: 'csv',
};

/** A list of beans whose pages come when the test lets them. */
interface Given {
  readonly pages?: readonly (readonly (readonly string[])[])[];
  readonly access?: NeededLevel;
  /** Only the first page comes before `goOn`. */
  readonly hold?: boolean;
  /** How far the clock goes with each page. */
  readonly secondsAPage?: number;
}

function beans({ pages = [[['1']]], access = 'reader', hold = false }: Given, tick: () => void) {
  const gate = Promise.withResolvers<void>();
  if (!hold) gate.resolve();
  const asked: { readonly until?: Date; readonly top?: number }[] = [];
  const signals: AbortSignal[] = [];
  const fails: { error?: Error } = {};
  async function* read() {
    for (const [at, page] of pages.entries()) {
      if (at > 0) await gate.promise;
      tick();
      if (fails.error) throw fails.error;
      yield page;
    }
  }
  const command = defineCommand({
    name: 'beans',
    access,
    summary: 'Beans, counted',
    examples: ['beans'],
    args: { top: count('top', 1, 500) },
    run: async () => ({
      card: 'notice',
      data: { icon: '', title: 'Beans', lines: [] },
      asked: 'beans top 7',
    }),
    async table({ args, request }): Promise<Table> {
      asked.push({ until: request.until, top: args.top });
      signals.push(request.signal);
      return { name: 'Beans / Büro', about: 'Beans of today', columns: ['n'], pages: read() };
    },
  });
  return { command, asked, signals, fails, goOn: () => gate.resolve() };
}

/** The bot with one list to export, in a chat and a OneDrive in memory. */
export function open(given: Given = {}, more: Parameters<typeof createWorld>[0] = {}) {
  const pass = () => {
    world.time.now = new Date(world.time.now.getTime() + (given.secondsAPage ?? 0) * 1000);
  };
  const source = beans(given, pass);
  const commands: Command[] = [source.command, whoami, createExport(() => commands)];
  const world = createWorld({ commands, ...more });
  const { channel: teams, ...exporting } = world.exporting;

  /** What Teams does with an answer: it becomes a message, and whoever made it is told which. */
  async function place(answer: Outgoing, activityId: string, conversation = chat) {
    await answer.placed?.({ conversation, activityId });
  }
  /** Types `export` and lets the reading come to rest. */
  async function type(line = 'export', conversation = chat, activityId = 'progress') {
    const answer = await world.ask(line, { conversation });
    await place(answer, activityId, conversation);
    await settled();
    return answer;
  }
  async function offered(conversation = chat) {
    await world.ask('beans', { conversation });
    await type('export', conversation);
    const [offer] = teams.all('offer');
    if (!offer) throw new Error('no file was offered');
    return offer;
  }
  const textOf = (activityId: string) => {
    const message = teams.messages.get(activityId);
    return message?.kind === 'card' ? message.notice.text : undefined;
  };
  return { ...world, ...exporting, source, teams, type, place, offered, textOf };
}

/** Lets everything that waits for nothing outside run to its end. */
export const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
