import type { Access } from '../access.ts';
import type { Render } from '../cards/render.ts';
import type { Dispatcher } from '../commands/dispatch.ts';
import type { CommandRequest, Reply, Sought, Traced } from '../commands/request.ts';
import type { PortalCloud } from '../domain/portal-hosts.ts';
import { toAppError } from '../errors.ts';
import type { ComposeIn, LinkIn, Offered, PickIn, SearchIn } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import {
  lineOfLink,
  lineOfPick,
  lineOfSearch,
  otherLineOfSearch,
  searchHints,
} from './compose-lines.ts';
import { offerOf, wholeFind } from './finds.ts';
import type { LookBook } from './look-book.ts';
import { createLevelReader, type Standing } from './read-level.ts';
import { createSearchMemory, Superseded } from './search-memory.ts';

export interface ComposeParts {
  readonly tenantId: string;
  readonly cloud: PortalCloud;
  readonly access: Access;
  readonly dispatcher: Dispatcher;
  readonly render: Render;
  readonly clock: Clock;
  readonly log: Log;
  /** Where every question is written down before its answer is shown. */
  readonly book: LookBook;
  /** A short id that a person can read out and a search of the log finds. */
  readonly newReference: () => string;
}

const nothing: Offered = { kind: 'finds', finds: [] };

/** Teams documents no newer version for cards of links; their buttons and charts carry a fallback. */
const linkCardVersion = '1.3';

/**
 * What is answered to somebody who is still writing a message: searches, chosen finds, pasted links. The same
 * questions by the same door as typed ones, each judged by the level the asker has now; nothing is remembered of
 * them in the conversation.
 */
export function createComposeBox(parts: ComposeParts) {
  const { dispatcher, render, clock, log } = parts;
  const readLevel = createLevelReader(parts.access, log);
  const searches = createSearchMemory<Traced<Sought>>(clock);
  const picks = createSearchMemory<Traced<Reply>>(clock);

  function requestOf(
    inbound: ComposeIn,
    line: string,
    standing: Standing,
    signal: AbortSignal,
  ): CommandRequest {
    const { asker, conversation, timeZone } = inbound;
    const asked = { text: line, mentions: [], asker, conversation, timeZone, signal };
    return { ...asked, ...standing, isAside: true };
  }

  const whoAsks = ({ asker, timeZone }: ComposeIn, line: string, { level }: Standing) => ({
    asker: asker.id,
    key: `${level} ${timeZone} ${line}`,
  });

  /** Asks, and writes down what was asked; nothing is written of words that were typed on. */
  function recorded<Found extends Traced<Sought | Reply>>(
    inbound: ComposeIn,
    request: CommandRequest,
    work: () => Promise<Found>,
  ): Promise<Found> {
    const { asker, conversation, kind: door } = inbound;
    const asking = { asker, conversation, level: request.level, door };
    return parts.book.recorded(
      asking,
      () => dispatcher.meaning(request),
      async () => {
        const shown = await work();
        return { shown, look: shown.look };
      },
      (thrown) => thrown instanceof Superseded,
    );
  }

  async function search(inbound: SearchIn, signal: AbortSignal): Promise<Offered> {
    const standing = await readLevel(inbound.asker.id, signal);
    if (inbound.text === '' && standing.level !== 'none') {
      return { kind: 'sentence', sentence: searchHints[inbound.search] };
    }
    const line = lineOfSearch(inbound.search, inbound.text);
    const read = async (until: AbortSignal) => {
      const found = await dispatcher.search(requestOf(inbound, line, standing, until));
      const other = otherLineOfSearch(inbound.search, inbound.text);
      if (other === undefined || !found.reply?.nameUnknown) return found;
      return dispatcher.search(requestOf(inbound, other, standing, until));
    };
    const sought = await recorded(inbound, requestOf(inbound, line, standing, signal), () =>
      searches.get(whoAsks(inbound, line, standing), signal, read),
    );
    return offerOf(render, sought, inbound);
  }

  async function pick(inbound: PickIn, signal: AbortSignal): Promise<Offered> {
    const line = lineOfPick(inbound.data);
    if (line === undefined) return { kind: 'sentence', sentence: 'Search for it again, please.' };
    const standing = await readLevel(inbound.asker.id, signal);
    const read = (until: AbortSignal) =>
      dispatcher.answer(requestOf(inbound, line, standing, until));
    const reply = await recorded(inbound, requestOf(inbound, line, standing, signal), () =>
      picks.get(whoAsks(inbound, line, standing), signal, read),
    );
    return { kind: 'finds', finds: [wholeFind(render, reply)] };
  }

  async function unfold(inbound: LinkIn, signal: AbortSignal): Promise<Offered> {
    const line = lineOfLink(inbound.url, parts, dispatcher.knows);
    if (line === undefined) return nothing;
    const standing = await readLevel(inbound.asker.id, signal);
    const request = requestOf(inbound, line, standing, signal);
    const reply = await recorded(inbound, request, () => dispatcher.answer(request));
    // Only an answer names its question: a refusal or an id that nobody has unfolds to nothing.
    if (reply.asked === undefined) return nothing;
    const find = wholeFind(render, reply);
    const card = { ...find.card, version: linkCardVersion };
    return { kind: 'finds', finds: [{ ...find, card }] };
  }

  function excuse(thrown: unknown, inbound: ComposeIn): Offered {
    if (thrown instanceof Superseded) {
      return { kind: 'sentence', sentence: 'Reading what was typed since.' };
    }
    const error = toAppError(thrown);
    const referenceId = parts.newReference();
    const { code, hint, cause } = error;
    const about = { referenceId, code, err: error, cause, asker: inbound.asker.id };
    log.error(about, `a ${inbound.kind} could not be answered`);
    if (inbound.kind === 'link') return nothing;
    const said = [error.message, hint, `Reference: ${referenceId}`];
    return { kind: 'sentence', sentence: said.filter(Boolean).join(' ') };
  }

  function respond(inbound: ComposeIn, signal: AbortSignal): Promise<Offered> {
    switch (inbound.kind) {
      case 'search':
        return search(inbound, signal);
      case 'pick':
        return pick(inbound, signal);
      case 'link':
        return unfold(inbound, signal);
      default: {
        const never: never = inbound;
        throw new Error(`no answer to ${JSON.stringify(never)}`);
      }
    }
  }

  return async (inbound: ComposeIn, signal: AbortSignal): Promise<Offered> => {
    try {
      return await respond(inbound, signal);
    } catch (thrown) {
      return excuse(thrown, inbound);
    }
  };
}
