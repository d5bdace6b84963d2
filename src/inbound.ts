import type { Access } from './access.ts';
import type { Render } from './cards/render.ts';
import type { Dispatcher, Meaning } from './commands/dispatch.ts';
import { drawReply } from './commands/draw-reply.ts';
import type { Addressed, CommandRequest, Reply, Traced } from './commands/request.ts';
import type { LookDoor } from './domain/look.ts';
import { type AppError, toAppError } from './errors.ts';
import type { Exports } from './exports/exports.ts';
import type { Answer, Turn } from './inbound/answer.ts';
import { askToSignIn } from './inbound/ask-to-sign-in.ts';
import { type CaseButtonParts, createCaseButtons } from './inbound/case-buttons.ts';
import { consentTrace, fileTrace, meaningOfConsent } from './inbound/file-trace.ts';
import type { Asking, LookBook } from './inbound/look-book.ts';
import { createOpenness, type Openness } from './inbound/openness.ts';
import { caseRequestIn, meaningOfCase, type Question, questionIn } from './inbound/read-action.ts';
import { createLevelReader } from './inbound/read-level.ts';
import type {
  ActionIn,
  AdaptiveCard,
  FileConsentIn,
  Inbound,
  JoinedIn,
  Outgoing,
} from './ports/chat.ts';
import type { Log } from './ports/log.ts';
import type { OpenChannels } from './ports/open-channels.ts';

export interface InboundParts extends CaseButtonParts {
  readonly access: Access;
  readonly dispatcher: Dispatcher;
  /** What becomes of a file that was offered. */
  readonly exports: Pick<Exports, 'answerOffer'>;
  /** Where everybody may read what is answered. */
  readonly openChannels: Pick<OpenChannels, 'find'>;
  /** Where every question is written down before its answer is shown. */
  readonly book: LookBook;
  readonly render: Render;
  readonly toText: (card: AdaptiveCard) => string;
  readonly log: Log;
  /** A short id that a person can read out and a search of the log finds. */
  readonly newReference: () => string;
}

/** What can be asked with. */
type Asked = Exclude<Inbound, JoinedIn>;

const doors: Readonly<Record<Asked['kind'], LookDoor>> = {
  message: 'message',
  action: 'button',
  'file-consent': 'file',
};

const tries = ['signins for alice', 'signins blocked last 24h', 'help'];
const helloReply: Reply = {
  card: 'hello',
  data: { tries: tries.map((line) => ({ text: line, label: line, ask: line })) },
};

/** What a button of a sample says, whichever it is and whoever presses it. */
const sampleReply: Omit<Reply, 'look'> = {
  card: 'notice',
  data: {
    icon: '🧪',
    title: 'This is a sample: nothing happened, and its buttons do nothing.',
    lines: [{ text: 'On the card of a real case this button works.' }],
  },
};

/** What others look at stays as it is when somebody presses a button of it that is not hers. */
function modeOf({ data, conversation }: ActionIn, { card }: Traced<Reply>): Outgoing['mode'] {
  if (card === 'refused' && conversation.kind !== 'personal') return 'whisper';
  return data.open === 'new' ? 'message' : 'replace';
}

function askingOf({ asker, conversation, kind }: Asked, { standing }: Turn): Asking {
  return { asker, conversation, level: standing.level, door: doors[kind] };
}

/** One inbound message in, one answer out. Every failure becomes a sentence with the next step here. */
export function createInbound(parts: InboundParts) {
  const { dispatcher, clock, log } = parts;
  const readLevel = createLevelReader(parts.access, log);
  const readOpenness = createOpenness(parts);

  function requestOf(
    { asker, conversation, timeZone }: Inbound,
    { standing, openness, signal }: Turn,
    question: Question,
  ): CommandRequest {
    const isPrivate = openness === 'private';
    const given = { asker, conversation, timeZone, isPrivate, signal };
    return { mentions: [], ...question, ...standing, ...given };
  }

  const ask = (inbound: Inbound, turn: Turn, question: Question): Promise<Addressed> =>
    dispatcher.answer(requestOf(inbound, turn, question));

  const pressCase = createCaseButtons(parts, (action, turn) =>
    ask(action, turn, { text: 'alerts' }),
  );

  /** The answer takes the place of Teams' own question, so that nobody accepts twice. */
  async function answerOffer(consent: FileConsentIn, turn: Turn): Promise<Answer> {
    let isKept = false;
    const shown = await parts.exports.answerOffer({
      ...consent,
      ...turn.standing,
      async beforeSending(of) {
        await parts.book.keep(askingOf(consent, turn), fileTrace(consent, of));
        isKept = true;
      },
    });
    const look = isKept ? undefined : consentTrace(consent, shown);
    if (shown.ok)
      return { card: 'export', data: shown.view, placed: shown.placed, mode: 'replace', look };
    const data = { icon: '', title: shown.sentence, lines: [] };
    return { card: 'notice', data, mode: shown.stays ? 'message' : 'replace', look };
  }

  async function respond(inbound: Asked, turn: Turn): Promise<Answer> {
    switch (inbound.kind) {
      case 'message': {
        return { ...(await ask(inbound, turn, questionIn(inbound))), mode: 'message' };
      }
      case 'action': {
        const { data } = inbound;
        if (data.do === 'case') return pressCase(inbound, turn);
        if (data.do === 'sample') return { ...sampleReply, mode: 'message' };
        const reply = await ask(inbound, turn, questionIn(inbound));
        return { ...reply, mode: modeOf(inbound, reply) };
      }
      case 'file-consent':
        return answerOffer(inbound, turn);
      default: {
        const never: never = inbound;
        throw new Error(`no answer to ${JSON.stringify(never)}`);
      }
    }
  }

  function draw({ mode, audience, ...reply }: Omit<Answer, 'look'>): Outgoing {
    const card = drawReply(parts.render, reply);
    return { card, text: parts.toText(card), mode, audience, placed: reply.placed };
  }

  function excuse(error: AppError, inbound: Inbound): Outgoing {
    if (error.code === 'sign-in-needed') {
      const { reply, signIn } = askToSignIn(inbound.conversation);
      return { ...draw({ ...reply, mode: 'message' }), signIn };
    }
    const referenceId = parts.newReference();
    const { code, hint = '', cause } = error;
    log.error(
      { referenceId, code, err: error, cause, asker: inbound.asker.id },
      'a question failed',
    );
    const typed = inbound.kind === 'message' ? inbound.text : '';
    const again = error.retryable && typed !== '' ? { ask: typed } : null;
    const data = { sentence: error.message, hint, referenceId, again };
    return draw({ card: 'problem', data, mode: 'message' });
  }

  /** What a message that failed was to be. */
  async function meaningOf(inbound: Asked, turn: Turn): Promise<Meaning> {
    if (inbound.kind === 'file-consent') return meaningOfConsent(inbound);
    const act = inbound.kind === 'action' && caseRequestIn(inbound, parts.tenantId, clock.now());
    if (act && inbound.data.do === 'case') return meaningOfCase(act);
    return dispatcher.meaning(requestOf(inbound, turn, questionIn(inbound)));
  }

  async function answer(inbound: Inbound, signal: AbortSignal, openness: Openness) {
    try {
      if (inbound.kind === 'joined') {
        return draw({ ...helloReply, mode: 'message', audience: 'everybody' });
      }
      const standing = await readLevel(inbound.asker.id, signal);
      const turn = { standing, openness, signal };
      return await parts.book.recorded(
        askingOf(inbound, turn),
        () => meaningOf(inbound, turn),
        async () => {
          const { look, ...answered } = await respond(inbound, turn);
          return { shown: draw(answered), look };
        },
      );
    } catch (thrown) {
      return excuse(toAppError(thrown), inbound);
    }
  }

  return async (inbound: Inbound, signal: AbortSignal): Promise<Outgoing> => {
    const openness = await readOpenness(inbound.conversation);
    const outgoing = await answer(inbound, signal, openness);
    return openness === 'open' ? { ...outgoing, audience: 'everybody' } : outgoing;
  };
}
