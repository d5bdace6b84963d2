import type { Access } from './access.ts';
import { type CaseAnswer, type CaseRequest, isCaseAct } from './alerts/actions.ts';
import { smallerAlerts } from './alerts/smaller-alert.ts';
import type { AlertView } from './alerts/view.ts';
import type { Render } from './cards/render.ts';
import type { Dispatcher } from './commands/dispatch.ts';
import { drawReply } from './commands/draw-reply.ts';
import { fitting } from './commands/fitting.ts';
import type { CommandRequest, ListPlace, Reply } from './commands/request.ts';
import { mayDo } from './domain/access.ts';
import type { Person } from './domain/person.ts';
import { isRecord, type JsonRecord, text } from './domain/record.ts';
import { type AppError, toAppError } from './errors.ts';
import type { Exports } from './exports/exports.ts';
import { createLevelReader } from './inbound/read-level.ts';
import type { ActionIn, AdaptiveCard, FileConsentIn, Inbound, Outgoing } from './ports/chat.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';

export interface InboundParts {
  readonly tenantId: string;
  readonly access: Access;
  readonly dispatcher: Dispatcher;
  readonly actOnCase: (request: CaseRequest) => Promise<CaseAnswer>;
  /** Somebody by object id; undefined when the directory knows nobody of that id. */
  readonly personById: (id: string, signal: AbortSignal) => Promise<Person | undefined>;
  /** The case as its card shows it; undefined when there is none. */
  readonly viewCase: (caseId: string) => Promise<AlertView | undefined>;
  /** What becomes of a file that was offered. */
  readonly exports: Pick<Exports, 'answerOffer'>;
  readonly render: Render;
  readonly toText: (card: AdaptiveCard) => string;
  readonly clock: Clock;
  readonly log: Log;
  /** A short id that a person can read out and a search of the log finds. */
  readonly newReference: () => string;
}

type Answer = Reply & { readonly mode: Outgoing['mode'] };

const tries = ['signins for alice', 'signins blocked last 24h', 'help'];
const helloReply: Reply = {
  card: 'hello',
  data: { tries: tries.map((line) => ({ text: line, label: line, ask: line })) },
};

/** What a button of a sample says, whichever it is and whoever presses it. */
const sampleReply: Reply = {
  card: 'notice',
  data: {
    icon: '🧪',
    title: 'This is a sample: nothing happened, and its buttons do nothing.',
    lines: [{ text: 'On the card of a real case this button works.' }],
  },
};

/** A button's data is only what a person could have typed; anything else in it is dropped. */
function placeIn(value: unknown, deeper = 1): ListPlace | undefined {
  const ask = isRecord(value) ? text(value.ask) : undefined;
  if (!isRecord(value) || ask === undefined) return undefined;
  return {
    ask,
    until: text(value.until),
    page: Number(value.page) || undefined,
    tab: text(value.tab),
    back: deeper > 0 ? placeIn(value.back, deeper - 1) : undefined,
  };
}

function dateIn(value: unknown): Date | undefined {
  const date = new Date(text(value) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function caseRequestIn(action: ActionIn, tenantId: string, at: Date): CaseRequest | undefined {
  const { data, asker, conversation } = action;
  const caseId = text(data.case);
  const act = text(data.act);
  if (caseId === undefined || act === undefined || !isCaseAct(act)) return undefined;
  const isOwnCard = data.from !== 'list';
  return {
    tenantId,
    caseId,
    act,
    by: { id: asker.id, name: asker.name },
    at,
    hours: Number(data.hours) || undefined,
    reason: text(data.reason),
    days: Number(data.days) || undefined,
    note: text(data.note),
    resolution: text(data.resolution),
    cardActivityId: isOwnCard ? action.cardActivityId : undefined,
    conversationId: isOwnCard ? conversation.id : undefined,
  };
}

/** One inbound message in, one answer out. Every failure becomes a sentence with the next step here. */
export function createInbound(parts: InboundParts) {
  const { dispatcher, clock, log } = parts;
  const readLevel = createLevelReader(parts.access, log);

  async function ask(
    inbound: Inbound,
    question: Pick<CommandRequest, 'text'> & Partial<CommandRequest>,
    signal: AbortSignal,
  ): Promise<Reply> {
    const { asker, conversation, timeZone } = inbound;
    const level = await readLevel(inbound.asker.id, signal);
    return dispatcher.answer({
      mentions: [],
      ...question,
      ...level,
      asker,
      conversation,
      timeZone,
      signal,
    });
  }

  function askByButton(action: ActionIn, data: JsonRecord, signal: AbortSignal): Promise<Reply> {
    return ask(
      action,
      {
        text: text(data.ask) ?? 'help',
        page: Number(data.page) || undefined,
        until: dateIn(data.until),
        tab: text(data.tab),
        back: placeIn(data.back),
      },
      signal,
    );
  }

  /** The person picker gives an object id; the name is the directory's, never the client's. */
  async function assigneeIn(
    { data, asker }: ActionIn,
    signal: AbortSignal,
  ): Promise<CaseRequest['assignee']> {
    const chosen = text(data.assignee);
    if (data.act !== 'assign' || chosen === undefined) return undefined;
    if (chosen === 'me') return { id: asker.id, name: asker.name };
    const person = await parts.personById(chosen, signal);
    return person && { id: person.id, name: person.name };
  }

  async function actByButton(action: ActionIn, signal: AbortSignal): Promise<Answer> {
    const request = caseRequestIn(action, parts.tenantId, clock.now());
    if (!request) return { ...(await ask(action, { text: 'alerts' }, signal)), mode: 'message' };
    const { level, levelProblem } = await readLevel(action.asker.id, signal);
    if (!mayDo(level, 'operator')) {
      const view = await parts.viewCase(request.caseId);
      const note = `${action.asker.name}, this button is for operators and admins. ${levelProblem ?? `You are ${level === 'none' ? 'neither, and no reader' : `a ${level}`}.`}`;
      return alertAnswer(view, note);
    }
    const assignee = await assigneeIn(action, signal);
    const answer = await parts.actOnCase({ ...request, assignee });
    if (action.data.from === 'list' && answer.ok) {
      return { ...(await ask(action, { text: 'alerts' }, signal)), mode: 'replace' };
    }
    return alertAnswer(answer.view, answer.ok ? '' : answer.reason);
  }

  function alertAnswer(view: AlertView | undefined, note: string): Answer {
    if (view) {
      const shown = { ...view, note };
      const rooms = [shown, ...smallerAlerts(shown)] as const;
      return { ...fitting('alert', rooms, (room) => room), mode: 'replace' };
    }
    const title = note || 'This case is not known here any more.';
    const lines = [{ text: '“alerts” lists the open ones.' }];
    return { card: 'notice', data: { icon: '', title, lines }, mode: 'message' };
  }

  /** The answer takes the place of Teams' own question, so that nobody accepts twice. */
  async function answerOffer(consent: FileConsentIn, signal: AbortSignal): Promise<Answer> {
    const level = await readLevel(consent.asker.id, signal);
    const shown = await parts.exports.answerOffer({ ...consent, ...level });
    if (shown.ok)
      return { card: 'export', data: shown.view, placed: shown.placed, mode: 'replace' };
    const data = { icon: '', title: shown.sentence, lines: [] };
    return { card: 'notice', data, mode: shown.stays ? 'message' : 'replace' };
  }

  async function respond(inbound: Inbound, signal: AbortSignal): Promise<Answer> {
    switch (inbound.kind) {
      case 'joined':
        return { ...helloReply, mode: 'message' };
      case 'message': {
        const question = { text: inbound.text, mentions: inbound.mentions };
        return { ...(await ask(inbound, question, signal)), mode: 'message' };
      }
      case 'action': {
        const { data } = inbound;
        if (data.do === 'case') return actByButton(inbound, signal);
        if (data.do === 'sample') return { ...sampleReply, mode: 'message' };
        const mode = data.open === 'new' ? 'message' : 'replace';
        return { ...(await askByButton(inbound, data, signal)), mode };
      }
      case 'file-consent':
        return answerOffer(inbound, signal);
      default: {
        const never: never = inbound;
        throw new Error(`no answer to ${JSON.stringify(never)}`);
      }
    }
  }

  function draw({ mode, ...reply }: Answer): Outgoing {
    const card = drawReply(parts.render, reply);
    return { card, text: parts.toText(card), mode, placed: reply.placed };
  }

  function excuse(error: AppError, inbound: Inbound): Outgoing {
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

  return async (inbound: Inbound, signal: AbortSignal): Promise<Outgoing> => {
    try {
      return draw(await respond(inbound, signal));
    } catch (thrown) {
      return excuse(toAppError(thrown), inbound);
    }
  };
}
