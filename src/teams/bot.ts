import type { Activity } from 'botbuilder';
import type { JsonRecord } from '../domain/record.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { ComposeIn, Inbound } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationNames } from '../ports/conversation-names.ts';
import type { FileMessages } from '../ports/file-messages.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Pace, Paced } from '../ports/rate-limit.ts';
import type { UserTokens } from '../ports/user-tokens.ts';
import { readActivity } from './activity.ts';
import { admit, type TeamsRequest } from './admission.ts';
import { type Handle, toSentence } from './answer.ts';
import { createAnsweredOnce } from './answered-once.ts';
import { createAuthentication } from './authentication.ts';
import { AuthenticationFailure, BotAdapter } from './bot-adapter.ts';
import { toMessageAnswer } from './card-activity.ts';
import type { OwnToken } from './client-credentials.ts';
import { answerCompose, isCompose, type Offer, sentenceFor } from './compose-answer.ts';
import { createConversationNames } from './conversation-names.ts';
import { createFileMessages } from './file-messages.ts';
import { createNotifier } from './notifier.ts';
import { createOpenPersonal } from './personal-chat.ts';
import { createPrivateAnswers } from './private-answers.ts';
import { createReach } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
import { createPeople } from './signed-in-people.ts';
import { createTargeted } from './targeted.ts';
import { takeTurn } from './turn.ts';
import { type TurnTimes, teamsTurnTimes } from './turn-times.ts';

/** What the HTTP request is answered with. */
export interface TeamsResponse {
  readonly status: number;
  readonly body?: unknown;
}

export interface Bot {
  /** One request to /api/messages. Never rejects. */
  receive(request: TeamsRequest): Promise<TeamsResponse>;
  /** Where people sign in; absent where nobody does. */
  readonly tokens?: UserTokens;
  readonly notifier: Notifier;
  readonly names: ConversationNames;
  readonly files: FileMessages;
  /** Resolves when every turn that has begun is answered. */
  drain(): Promise<void>;
}

export interface BotOptions {
  readonly settings: TeamsSettings;
  readonly handle: Handle;
  readonly offer: Offer;
  /** Default: by the secret in the settings. */
  readonly ownToken?: OwnToken;
  /** Default: as much as anybody likes. */
  readonly pace?: Pace;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics?: Pick<Metrics, 'inbound' | 'turn'>;
  readonly times?: TurnTimes;
}

type Answered = TeamsResponse & { /** One word for the metrics. */ readonly result: string };
type Refused = Extract<Paced, { ok: false }>;
type Authenticated = Awaited<ReturnType<BotAdapter['authenticate']>>;

/** The Teams side of the bot: admission, authentication, turns and messages sent unasked. */
export function createBot(options: BotOptions): Bot {
  const { settings, offer, log, clock, metrics, times = teamsTurnTimes } = options;
  const { pace = () => ({ ok: true }) } = options;
  const adapter = new BotAdapter(
    createAuthentication(settings, clock, options.ownToken),
    settings.appId,
  );
  const reach = createReach(adapter, settings);
  const answerOnce = createAnsweredOnce<Answered>({ status: 200, result: 'replayed' });
  const running = new Set<Promise<unknown>>();
  const goOn = (work: Promise<unknown>) => {
    running.add(work);
    const forget = () => running.delete(work);
    work.then(forget, forget);
  };
  const people = createPeople({ adapter, settings, reach, clock, log, goOn });
  const handle = people.waiting(options.handle);
  const targeted = createTargeted(reach);
  const openPersonal = createOpenPersonal(adapter, settings);
  const privately = { reach, targeted, openPersonal, clock, log, times };
  const means = {
    ...{ adapter, appId: settings.appId, handle, log, times, goOn },
    offerSignIn: people.tokens?.offer,
    answerPrivately: createPrivateAnswers(privately),
  };

  const runTurn = async (
    activity: Activity,
    inbound: Inbound,
    { authenticated, ask = handle }: { authenticated: Authenticated; ask?: Handle },
  ): Promise<TeamsResponse> => {
    const answer = await adapter.runTurn(authenticated, activity, (context) =>
      takeTurn(context, inbound, { ...means, handle: ask }),
    );
    return answer === undefined ? { status: 200 } : { status: answer.status, body: answer.body };
  };

  /** In the response itself where Teams shows that, which floods nothing; as a message once in a while, else not at all. */
  const tellToWait = async (
    activity: Activity,
    inbound: Inbound | ComposeIn,
    { authenticated, sentence, isSaid }: Refused & { authenticated: Authenticated },
  ): Promise<TeamsResponse> => {
    if (isCompose(inbound)) return { status: 200, body: sentenceFor(inbound, sentence) };
    if (activity.type === 'invoke') return { status: 200, body: toMessageAnswer(sentence) };
    if (isSaid) return { status: 200 };
    return runTurn(activity, inbound, { authenticated, ask: async () => toSentence(sentence) });
  };

  const respond = async (
    activity: Activity,
    inbound: Inbound | ComposeIn,
    authenticated: Authenticated,
  ): Promise<Answered> => {
    const paced = pace(inbound);
    if (!paced.ok) {
      const told = await tellToWait(activity, inbound, { ...paced, authenticated });
      return { ...told, result: 'rate-limited' };
    }
    const result = inbound.kind;
    if (!isCompose(inbound)) {
      return { ...(await runTurn(activity, inbound, { authenticated })), result };
    }
    const body = await answerCompose(inbound, { offer, log, times, goOn });
    return { status: 200, body, result };
  };

  const answer = async (record: JsonRecord, authorization: string): Promise<Answered> => {
    const activity = record as unknown as Activity;
    const authenticated = await adapter.authenticate(activity, authorization);
    const inbound = readActivity(record);
    if (inbound.kind === 'sign-in' && people.tokens) {
      return { ...(await people.signIn(inbound, means)), result: inbound.kind };
    }
    if (inbound.kind === 'unsupported' || inbound.kind === 'sign-in') {
      const reason = inbound.kind === 'sign-in' ? 'nobody signs in here' : inbound.reason;
      log.debug({ reason, type: activity.type }, 'activity left alone');
      return { status: activity.type === 'invoke' ? 501 : 200, result: 'unsupported' };
    }
    return answerOnce(inbound, () => respond(activity, inbound, authenticated));
  };

  const refuse = (status: number, reason: string, err?: unknown): TeamsResponse => {
    metrics?.inbound(reason);
    log.warn({ status, reason, err }, 'request refused');
    return { status };
  };

  const receive = async (request: TeamsRequest): Promise<TeamsResponse> => {
    const began = clock.now();
    const admission = admit(request, settings, began);
    if (!admission.ok) return refuse(admission.status, admission.reason);
    try {
      const answering = answer(admission.activity, request.authorization ?? '');
      goOn(answering);
      const { result, ...response } = await answering;
      metrics?.inbound(result);
      metrics?.turn(result, (clock.now().getTime() - began.getTime()) / 1000);
      return response;
    } catch (thrown) {
      if (thrown instanceof AuthenticationFailure) {
        return refuse(thrown.status, thrown.message, thrown);
      }
      metrics?.inbound('failed');
      log.error({ err: thrown }, 'turn failed');
      return { status: 500 };
    }
  };

  return {
    receive,
    tokens: people.tokens,
    notifier: createNotifier(reach, targeted),
    names: createConversationNames(reach, log),
    files: createFileMessages(openPersonal, reach),
    async drain() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
