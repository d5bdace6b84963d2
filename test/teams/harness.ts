import type { ConnectionLimits } from '../../src/http/guard-connections.ts';
import { createServer } from '../../src/http/server.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Pace } from '../../src/ports/rate-limit.ts';
import type { Handle } from '../../src/teams/answer.ts';
import { createBot } from '../../src/teams/bot.ts';
import type { Offer } from '../../src/teams/compose-answer.ts';
import type { TeamsSettings } from '../../src/teams/settings.ts';
import { type TurnTimes, teamsTurnTimes } from '../../src/teams/turn-times.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';

export const appId = 'b0700000-0000-4000-8000-000000000001';
export const tenantId = '7e0a0000-0000-4000-8000-000000000001';
export const alice = {
  id: '29:alice',
  aadObjectId: 'a11ce000-0000-4000-8000-000000000001',
  name: 'Alice Example',
};
const channelId = '19:ops@thread.tacv2';

/** Settings as config.ts makes them, for a channel on loopback. */
export function settingsFor(
  connector: Pick<Connector, 'metadataUrl' | 'loginUrl'> & { signer: { issuer: string } },
  overrides: Partial<TeamsSettings> = {},
): TeamsSettings {
  return {
    appType: 'SingleTenant',
    appId,
    appPassword: 'correct horse',
    tenantId,
    serviceUrlHosts: ['127.0.0.1'],
    toChannelFromBotLoginUrl: connector.loginUrl,
    toChannelFromBotOAuthScope: 'https://api.botframework.com',
    toBotFromChannelTokenIssuer: connector.signer.issuer,
    toBotFromChannelOpenIdMetadataUrl: connector.metadataUrl,
    toBotFromEmulatorOpenIdMetadataUrl: connector.metadataUrl,
    oAuthUrl: connector.loginUrl,
    validateAuthority: true,
    anonymous: false,
    ...overrides,
  };
}

/** For tests in which nobody writes a message. */
export const nothingOffered: Offer = async () => ({ kind: 'finds', finds: [] });

let activities = 0;

/** A message as Teams sends it from a personal chat. */
export function messageActivity(serviceUrl: string, overrides: object = {}) {
  activities += 1;
  return {
    type: 'message',
    id: `activity-${activities}`,
    channelId: 'msteams',
    serviceUrl,
    text: 'help',
    from: alice,
    recipient: { id: '28:bot', name: 'Audit' },
    conversation: { id: 'a:alice', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    localTimezone: 'Europe/Berlin',
    ...overrides,
  };
}

/** A pressed Action.Execute on a card. */
export function invokeActivity(serviceUrl: string, overrides: object = {}) {
  return messageActivity(serviceUrl, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    replyToId: 'card-1',
    value: {
      action: { type: 'Action.Execute', verb: 'page', data: { page: 2 } },
      trigger: 'manual',
    },
    ...overrides,
  });
}

/** A message in a thread of a channel. */
export function inChannel(overrides: object = {}) {
  return {
    conversation: {
      id: `${channelId};messageid=170001`,
      conversationType: 'channel',
      isGroup: true,
      tenantId,
    },
    channelData: { tenant: { id: tenantId }, channel: { id: channelId }, team: { id: '19:team' } },
    ...overrides,
  };
}

export function outgoing(text: string, mode: Outgoing['mode'] = 'message'): Outgoing {
  return {
    mode,
    audience: 'everybody',
    text,
    card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
  };
}

/** Log lines kept for a look. */
export function createLogBook(): { log: Log; lines: { message: string; fields: object }[] } {
  const lines: { message: string; fields: object }[] = [];
  const write = (fields: object, message: string) => {
    lines.push({ message, fields });
  };
  return { log: { debug: write, info: write, warn: write, error: write }, lines };
}

/** The bot behind its real HTTP server, and the channel it talks to. */
export async function startBot(
  handle: Handle,
  {
    times = {},
    settings = {},
    offer = nothingOffered,
    pace,
    log: given,
    limits,
  }: {
    limits?: ConnectionLimits;
    times?: Partial<TurnTimes>;
    settings?: Partial<TeamsSettings>;
    offer?: Offer;
    pace?: Pace;
    /** Default: one that is kept in `lines`. */
    log?: Log;
  } = {},
) {
  const connector = await startConnector();
  const book = createLogBook();
  const { lines } = book;
  const log = given ?? book.log;
  const metrics = createMetrics();
  const bot = createBot({
    settings: settingsFor(connector, settings),
    handle,
    offer,
    pace,
    log,
    clock: { now: () => new Date() },
    metrics,
    times: { ...teamsTurnTimes, ...times },
  });
  const server = await createServer({
    receive: bot.receive,
    ready: async () => ({ ok: true, reasons: [] }),
    metrics,
    host: '127.0.0.1',
    port: 0,
    log,
    limits,
  });
  const post = (activity: unknown, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${server.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
  /** Posts with a good token, as Teams does. */
  const say = async (activity: unknown) => {
    const authorization = await connector.signer.authorize({
      aud: appId,
      serviceurl: connector.serviceUrl,
    });
    return post(activity, { authorization });
  };
  const stop = async () => {
    await server.close();
    await bot.drain();
    await connector.close();
  };
  return { bot, connector, server, metrics, lines, post, say, stop };
}

/** Somebody types into a search of the compose box. */
export function searchActivity(serviceUrl: string, text: string, overrides: object = {}) {
  return messageActivity(serviceUrl, {
    type: 'invoke',
    name: 'composeExtension/query',
    text: undefined,
    value: {
      commandId: 'signins',
      parameters: [{ name: 'query', value: text }],
      queryOptions: { skip: 0, count: 25 },
    },
    ...overrides,
  });
}
