import { amend } from './amend.ts';
import type { Command, Table } from './command.ts';
import type { CommandDeps } from './deps.ts';
import { tableOf } from './export/table-of.ts';
import { commands as everyCommand } from './index.ts';
import { traceOf, traceOfSought } from './looks/trace.ts';
import { nearestReading } from './nearest-reading.ts';
import { type Parsed, parse } from './parse.ts';
import { placeOfMemory, placesOfMemory } from './place-of-memory.ts';
import { problemReply } from './problem-reply.ts';
import { refused } from './refused.ts';
import type { Addressed, CommandRequest, Reply, Sought, Traced } from './request.ts';
import { cleanReason, splitReason } from './sight/given-reason.ts';
import { createLookThrough, settled } from './sight/look-through.ts';

export interface Dispatcher {
  answer(request: CommandRequest): Promise<Addressed>;
  /** What a line brings while it is typed into the compose box: nothing is remembered of it. */
  search(request: CommandRequest): Promise<Traced<Sought>>;
  /** All rows behind a line, for a file; a reply says why there are none. */
  table(request: CommandRequest): Promise<Table | Reply>;
  /** What a line asks for, for the record of one that failed. Never rejects. */
  meaning(request: CommandRequest): Promise<Meaning>;
  /** True when a command has this name. */
  knows(name: string): boolean;
}

/** The command of a line, and the line as it was read; both `''` for what is no question. */
export interface Meaning {
  readonly command: string;
  readonly line: string;
}

/** A name is rarely longer. */
const mostWordsOfAName = 3;

/** What a line was read as; `text` is the line that was read, which may be the last one changed. */
type Read = Parsed & { readonly text: string; readonly reason?: string | undefined };

const greetings = /^(hi|hello|hey|hallo|good (morning|day|evening)|moin|bonjour|ciao)\b[!. ]*$/i;

export function createDispatcher(
  deps: CommandDeps,
  commands: readonly Command[] = everyCommand,
): Dispatcher {
  const lookThrough = createLookThrough(deps);

  const parsed = (line: string) => {
    const typed = line.trim();
    return parse(typed === '' || greetings.test(typed) ? 'help' : typed, commands);
  };

  /** A line that is no question of its own may change the last one of its conversation. */
  async function read(request: CommandRequest): Promise<Read> {
    const { text, reason } = splitReason(request.text, commands);
    const line = await readLine({ ...request, text });
    return { ...line, reason };
  }

  async function readLine(request: CommandRequest): Promise<Read> {
    const { text, isAside } = request;
    const alone = { ...parsed(text), text };
    if (alone.kind !== 'unknown' || isAside) return alone;
    const last = await deps.memory.last(deps.tenantId, placeOfMemory(request));
    const amended = last && amend(last.line, text, commands);
    return amended === undefined ? alone : { ...parsed(amended), text: amended };
  }

  const mayStill = (line: Parsed, request: CommandRequest): boolean =>
    line.kind === 'command' &&
    (line.command.mayStill?.({ args: line.args, request, deps }) ?? false);

  /** What is no question may be anything, and is not kept. */
  const meaningOf = (line: Read): Meaning =>
    line.kind === 'unknown'
      ? { command: '', line: '' }
      : { command: line.command.name, line: line.text.trim() };

  const traced = (reply: Reply, { command, line }: Meaning): Traced<Reply> => ({
    ...reply,
    look: traceOf(reply, command, line),
  });

  function notUnderstood(word: string, line: string): Reply {
    const reading = nearestReading(line, commands);
    if (reading !== undefined) {
      return problemReply(`I don’t know “${word}”. Did you mean “${reading}”?`, reading);
    }
    const isShort = line.trim().split(/\s+/).length <= mostWordsOfAName;
    return problemReply(
      `I don’t know “${word}”. “help” lists what you may ask.`,
      isShort ? `signins for ${line.trim()}` : 'signins for alice',
    );
  }

  function misread(problem: string, command: Command, line: string): Reply {
    const reading = nearestReading(line, commands);
    const example = reading ?? command.examples[0];
    return problemReply(reading ? `${problem} Did you mean “${reading}”?` : problem, example);
  }

  /** A follow-up can live without it; an answer that was found must not be lost for it. */
  async function remember(line: string, request: CommandRequest): Promise<void> {
    const question = { line, until: request.until ?? deps.clock.now() };
    for (const place of placesOfMemory(request)) {
      await deps.memory.remember(deps.tenantId, place, question).catch(() => undefined);
    }
  }

  function withReading(reply: Reply, line: string): Reply {
    const reading = reply.nameUnknown ? nearestReading(line, commands) : undefined;
    if (reading === undefined) return reply;
    return { ...reply, data: { ...reply.data, reading: { label: reading, ask: reading } } };
  }

  /** The command that a line asks for, or what to say instead. */
  async function understood(request: CommandRequest) {
    const line = await read(request);
    const meaning = meaningOf(line);
    if (line.kind === 'unknown') return { meaning, reply: notUnderstood(line.word, request.text) };
    const no = refused(line.command, request, deps);
    if (no && !mayStill(line, request)) return { meaning, reply: no };
    if (line.kind === 'problem') {
      return { meaning, reply: misread(line.problem, line.command, request.text) };
    }
    const reason = line.reason ?? cleanReason(request.reason);
    const again = (text: string) => answer({ ...request, text, reason });
    const isOpen = line.command.access === 'anyone';
    const through = isOpen ? { deps } : await lookThrough(request, reason);
    const call = { args: line.args, request, deps: through.deps, answer: again };
    return { meaning, command: line.command, call, through };
  }

  async function answer(request: CommandRequest): Promise<Addressed> {
    const line = await understood(request);
    if (line.command === undefined) {
      return { ...traced(line.reply, line.meaning), audience: 'asker' };
    }
    const { command, call, through, meaning } = line;
    const reply = await settled(through, meaning.line, request, () => command.run(call));
    const isQuestion = !request.isRedrawn && !request.isAside;
    if (reply.asked !== undefined && isQuestion) await remember(reply.asked, request);
    const answered = traced(withReading(reply, request.text), meaning);
    const isOpen = answered.look.outcome === 'answered';
    return { ...answered, audience: (isOpen && command.audience) || 'asker' };
  }

  async function sought(request: CommandRequest): Promise<Sought & { readonly meaning: Meaning }> {
    const line = await understood({ ...request, isAside: true });
    const { meaning } = line;
    if (line.command === undefined) return { reply: line.reply, meaning };
    const { command, call, through } = line;
    let found: Sought = {};
    const reply = await settled(through, meaning.line, request, async () => {
      found = command.search ? await command.search(call) : { reply: await command.run(call) };
      return found.reply ?? { card: '', data: {} };
    });
    const isShown = reply.card === (found.reply?.card ?? '');
    if (!isShown || found.previews === undefined) return { reply, meaning };
    return { ...found, ...(found.reply && { reply }), meaning };
  }

  async function search(request: CommandRequest): Promise<Traced<Sought>> {
    const { meaning, ...found } = await sought(request);
    return { ...found, look: traceOfSought(found, meaning.command, meaning.line) };
  }

  async function table(request: CommandRequest): Promise<Table | Reply> {
    const { text, reason = cleanReason(request.reason) } = splitReason(request.text, commands);
    const asked = { ...request, text, reason };
    const again = (line: string) => answer({ ...asked, text: line });
    const isNobody = request.level === 'none';
    const through = isNobody ? { deps } : await lookThrough(asked, reason);
    const found = await tableOf(asked, { deps: through.deps, commands, answer: again });
    return 'reply' in found ? found.reply : found.table;
  }

  return {
    answer,
    search,
    table,
    meaning: (request) => read(request).then(meaningOf, () => ({ command: '', line: '' })),
    knows: (name) => commands.some((command) => command.name === name),
  };
}
