import { afterEach, describe, expect, it } from '@jest/globals';
import type { Inbound } from '../../src/ports/chat.ts';
import { alice, messageActivity, outgoing, startBot } from './harness.ts';

type Running = Awaited<ReturnType<typeof startBot>>;
const running: Running[] = [];

async function start(...args: Parameters<typeof startBot>): Promise<Running> {
  const started = await startBot(...args);
  running.push(started);
  return started;
}

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

describe('a message with a good token', () => {
  it('is answered with one card, in reply to it, with the bot’s own token', async () => {
    const seen: Inbound[] = [];
    const { connector, say } = await start(async (inbound) => {
      seen.push(inbound);
      return outgoing('Here is help');
    });
    const response = await say(messageActivity(connector.serviceUrl, { id: 'm1' }));
    expect(response.status).toBe(200);
    expect(seen).toMatchObject([
      {
        kind: 'message',
        text: 'help',
        asker: { id: alice.aadObjectId },
        timeZone: 'Europe/Berlin',
      },
    ]);
    expect(connector.messages()).toMatchObject([
      {
        conversationId: 'a:alice',
        activityId: 'm1',
        authorization: 'Bearer channel-token',
        activity: {
          summary: 'Here is help',
          attachments: [
            {
              contentType: 'application/vnd.microsoft.card.adaptive',
              content: { type: 'AdaptiveCard', body: [{ text: 'Here is help' }] },
            },
          ],
        },
      },
    ]);
    expect(connector.messages()[0]?.activity.text).toBeUndefined();
  });

  it('is answered all the same when the connection to Teams breaks', async () => {
    const { connector, say } = await start(async () => outgoing('Here is help'), {
      times: { resendAfterMs: 1 },
    });
    connector.fail('reset', 1);
    expect((await say(messageActivity(connector.serviceUrl))).status).toBe(200);
    expect(connector.messages()).toMatchObject([{ activity: { summary: 'Here is help' } }]);
  });
});
