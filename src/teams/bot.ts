import type { Activity } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { JsonRecord } from '../domain/record.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Inbound } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileMessages } from '../ports/file-messages.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import { readActivity } from './activity.ts';
import { admit, type TeamsRequest } from './admission.ts';
import type { Handle } from './answer.ts';
import { createAuthentication } from './authentication.ts';
import { AuthenticationFailure, BotAdapter } from './bot-adapter.ts';
import { answerCompose, isCompose, type Offer } from './compose-answer.ts';
import { createFileMessages } from './file-messages.ts';
import { createNotifier } from './notifier.ts';
import { createReach } from './reach.ts';
import type { TeamsSettings } from './settings.ts';
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
  readonly notifier: Notifier;
  readonly files: FileMessages;
  /** Resolves when every turn that has begun is answered. */
  drain(): Promise<void>;
}

export interface BotOptions {
  readonly settings: TeamsSettings;
  readonly handle: Handle;
  readonly offer: Offer;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics?: Pick<Metrics, 'inbound' | 'turn'>;
  readonly times?: TurnTimes;
}

const maxRemembered = 2_000;
const rememberMs = 10 * 60_000;

/** Teams delivers again what was not answered in time; an installation arrives as two activities. */
function identityOf(inbound: Inbound): string | undefined {
  const { activityId, conversation, kind } = inbound;
  if (kind === 'joined') return `joined ${conversation.id}`;
  return activityId === undefined ? undefined : `${conversation.id} ${activityId}`;
}

/** The Teams side of the bot: admission, authentication, turns and messages sent unasked. */
export function createBot(options: BotOptions): Bot {
  const { settings, handle, offer, log, clock, metrics, times = teamsTurnTimes } = options;
  const adapter = new BotAdapter(createAuthentication(settings, clock));
  const reach = createReach(adapter, settings);
  const answered = new LRUCache<string, Promise<TeamsResponse>>({
    max: maxRemembered,
    ttl: rememberMs,
  });
  const running = new Set<Promise<unknown>>();
  const goOn = (work: Promise<unknown>) => {
    running.add(work);
    const forget = () => running.delete(work);
    work.then(forget, forget);
  };
  const means = { adapter, appId: settings.appId, handle, log, times, goOn };

  const runTurn = async (
    activity: Activity,
    inbound: Inbound,
    authenticated: Awaited<ReturnType<BotAdapter['authenticate']>>,
  ): Promise<TeamsResponse> => {
    const answer = await adapter.runTurn(authenticated, activity, (context) =>
      takeTurn(context, inbound, means),
    );
    return answer === undefined ? { status: 200 } : { status: answer.status, body: answer.body };
  };

  const answerOnce = (
    activity: Activity,
    inbound: Inbound,
    authenticated: Awaited<ReturnType<BotAdapter['authenticate']>>,
  ): Promise<TeamsResponse> => {
    const identity = identityOf(inbound);
    const before = identity === undefined ? undefined : answered.get(identity);
    if (before !== undefined) return before;
    const turn = runTurn(activity, inbound, authenticated);
    if (identity !== undefined) {
      answered.set(identity, turn);
      turn.catch(() => answered.delete(identity));
    }
    return turn;
  };

  const answer = async (
    record: JsonRecord,
    authorization: string,
  ): Promise<TeamsResponse & { readonly result: string }> => {
    const activity = record as unknown as Activity;
    const authenticated = await adapter.authenticate(activity, authorization);
    const inbound = readActivity(record);
    if (inbound.kind === 'unsupported') {
      log.debug({ reason: inbound.reason, type: activity.type }, 'activity left alone');
      return { status: activity.type === 'invoke' ? 501 : 200, result: 'unsupported' };
    }
    if (isCompose(inbound)) {
      const body = await answerCompose(inbound, { offer, log, times, goOn });
      return { status: 200, body, result: inbound.kind };
    }
    return { ...(await answerOnce(activity, inbound, authenticated)), result: inbound.kind };
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
    notifier: createNotifier(reach),
    files: createFileMessages(adapter, settings, reach),
    async drain() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
