import { describe, expect, it } from '@jest/globals';
import type { Target } from '../../src/ports/notifier.ts';
import { createBot } from '../../src/teams/bot.ts';
import {
  type NotifierWorld,
  notifierContract,
  type Visible,
} from '../contract/notifier-contract.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';
import { createLogBook, nothingOffered, outgoing, settingsFor, tenantId } from './harness.ts';

function botFor(connector: Connector, overrides: Parameters<typeof settingsFor>[1] = {}) {
  return createBot({
    settings: settingsFor(connector, overrides),
    handle: async () => outgoing('unasked'),
    offer: nothingOffered,
    log: createLogBook().log,
    clock: { now: () => new Date() },
  });
}

function targetIn(connector: Connector): Target {
  return {
    conversationId: '19:ops@thread.tacv2',
    serviceUrl: connector.serviceUrl,
    tenantId,
    kind: 'channel',
    bot: { id: '28:bot', name: 'Audit' },
  };
}

/** The conversation after all calls: later edits replace, removals take away. */
function readVisible(connector: Connector): Visible[] {
  const messages = new Map<string, Visible>();
  for (const call of connector.calls) {
    const activityId = call.givenId ?? call.activityId ?? '';
    if (call.method === 'DELETE') {
      messages.delete(activityId);
      continue;
    }
    messages.set(activityId, {
      activityId,
      conversationId: call.conversationId,
      replyTo: call.method === 'POST' ? call.activityId : undefined,
      card: call.activity.attachments[0].content,
      summary: call.activity.summary,
    });
  }
  return [...messages.values()];
}

async function setUp(): Promise<NotifierWorld> {
  const connector = await startConnector();
  return {
    notifier: botFor(connector).notifier,
    target: targetIn(connector),
    visible: () => readVisible(connector),
    fail: (fault) => connector.fail(fault),
    attempts: connector.attempts,
    close: connector.close,
  };
}

notifierContract('Teams', setUp);

describe('the Teams notifier', () => {
  it('takes an unreachable channel for something that may pass', async () => {
    const connector = await startConnector();
    const { notifier } = botFor(connector);
    await connector.close();
    await expect(notifier.post(targetIn(connector), outgoing('blocked'))).rejects.toMatchObject({
      kind: 'retry',
      message: 'Teams could not be reached.',
    });
  });

  it('sends the bot’s token to no service URL that the admin does not believe', async () => {
    const connector = await startConnector();
    const { notifier } = botFor(connector, { serviceUrlHosts: ['smba.trafficmanager.net'] });
    await expect(notifier.post(targetIn(connector), outgoing('blocked'))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('BOT_SERVICE_URL_HOSTS'),
    });
    expect(connector.attempts()).toBe(0);
    await connector.close();
  });

  it('asks for a token once and uses it again', async () => {
    const connector = await startConnector();
    const { notifier } = botFor(connector);
    await notifier.post(targetIn(connector), outgoing('one'));
    await notifier.post(targetIn(connector), outgoing('two'));
    expect(connector.calls.map((call) => call.authorization)).toEqual([
      'Bearer channel-token',
      'Bearer channel-token',
    ]);
    expect(connector.logins.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: settingsFor(connector).appId,
        client_secret: 'correct horse',
        scope: 'https://api.botframework.com/.default',
      },
    ]);
    await connector.close();
  });
});
