import { afterEach, describe, expect, it } from '@jest/globals';
import type { Outgoing } from '../../src/ports/chat.ts';
import type { Handle } from '../../src/teams/answer.ts';
import { inChannel, invokeActivity, messageActivity, outgoing, startBot } from './harness.ts';

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

/** A handler that answers when told to. */
function gated(answer: Outgoing = outgoing('done')) {
  const gate = Promise.withResolvers<void>();
  const handle: Handle = async () => {
    await gate.promise;
    return answer;
  };
  return { handle, open: gate.resolve };
}

const isTyping = (call: { activity: { type?: string } }) => call.activity.type === 'typing';
const isMessage = (call: { method: string; activity: { type?: string } }) =>
  call.method === 'POST' && call.activity.type === 'message';

describe('a message', () => {
  it('shows typing while the answer takes long, and again, then the answer in the same turn', async () => {
    const { handle, open } = gated();
    const { connector, say } = await start(handle, {
      times: { typingAfterMs: 1, typingEveryMs: 1 },
    });
    const response = say(messageActivity(connector.serviceUrl));
    await connector.waitFor(() => connector.calls.filter(isTyping).length >= 2);
    expect(connector.messages()).toEqual([]);
    open();
    expect((await response).status).toBe(200);
    expect(connector.messages()).toMatchObject([{ activity: { summary: 'done' } }]);
  });

  it('shows no typing for an answer that is there at once', async () => {
    const { connector, say } = await start(async () => outgoing('done'));
    await say(messageActivity(connector.serviceUrl));
    expect(connector.calls.filter(isTyping)).toEqual([]);
  });

  it('is answered in its thread after the turn when Teams would cut the turn', async () => {
    const { handle, open } = gated();
    const { connector, say } = await start(handle, { times: { turnMs: 1 } });
    const response = await say(messageActivity(connector.serviceUrl, inChannel({ id: 'm7' })));
    expect(response.status).toBe(200);
    expect(connector.messages()).toEqual([]);
    open();
    expect(await connector.waitFor(isMessage)).toMatchObject({
      conversationId: '19:ops@thread.tacv2;messageid=170001',
      activityId: 'm7',
      activity: { summary: 'done' },
    });
  });

  it('gets a sentence with a reference that is in the log, and no detail, when the handler breaks', async () => {
    const { connector, say, lines } = await start(async () => {
      throw new Error('password=hunter2 at /srv/secret.ts');
    });
    expect((await say(messageActivity(connector.serviceUrl))).status).toBe(200);
    const [sent] = connector.messages();
    const reference = /Reference: (\w{8})$/.exec(sent?.activity.summary)?.[1];
    expect(reference).toBeDefined();
    expect(JSON.stringify(sent?.activity)).not.toMatch(/hunter2|secret/);
    expect(lines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ reference }) }),
    );
  });

  it('has its signal fired at the deadline, and an answer even from a handler that does not heed it', async () => {
    let signal: AbortSignal | undefined;
    const { connector, say } = await start(
      (_inbound, given) => {
        signal = given;
        return new Promise(() => undefined);
      },
      { times: { answerMs: 1, giveUpMs: 50 } },
    );
    await say(messageActivity(connector.serviceUrl));
    expect(signal?.aborted).toBe(true);
    expect(connector.messages()[0]?.activity.summary).toMatch(/too long/);
  });

  it('is answered once, however often Teams delivers it', async () => {
    const { handle, open } = gated();
    let asked = 0;
    const { connector, say } = await start((inbound, signal) => {
      asked += 1;
      return handle(inbound, signal);
    });
    const activity = messageActivity(connector.serviceUrl, { id: 'again' });
    const deliveries = [say(activity), say(activity)];
    open();
    for (const response of await Promise.all([...deliveries, say(activity)])) {
      expect(response.status).toBe(200);
    }
    expect(asked).toBe(1);
    expect(connector.messages()).toHaveLength(1);
    await say({ ...activity, conversation: { ...activity.conversation, id: 'another chat' } });
    expect(asked).toBe(2);
  });

  it('may be delivered again when the answer could not be sent', async () => {
    const { connector, say } = await start(async () => outgoing('done'));
    connector.fail({ status: 502 });
    const activity = messageActivity(connector.serviceUrl);
    expect((await say(activity)).status).toBe(500);
    expect((await say(activity)).status).toBe(200);
    expect(connector.messages()).toHaveLength(1);
  });

  it('is answered after the wait that Teams asks for', async () => {
    const { connector, say } = await start(async () => outgoing('done'));
    connector.fail({ status: 429, retryAfter: '0' }, 2);
    expect((await say(messageActivity(connector.serviceUrl))).status).toBe(200);
    expect(connector.attempts()).toBe(3);
    expect(connector.messages()).toHaveLength(1);
  });

  it('is told in a sentence when Teams refuses the card', async () => {
    const { connector, say } = await start(async () => outgoing('huge'));
    connector.fail({ status: 413, code: 'MessageSizeTooBig' });
    expect((await say(messageActivity(connector.serviceUrl))).status).toBe(200);
    expect(connector.messages()[0]?.activity.summary).toMatch(/did not take.*Reference: \w{8}$/);
  });
});

describe('a greeting', () => {
  it('is said once, though an installation arrives as two activities', async () => {
    const kinds: string[] = [];
    const { connector, say } = await start(async (inbound) => {
      kinds.push(inbound.kind);
      return outgoing('hello');
    });
    const { serviceUrl } = connector;
    await say(messageActivity(serviceUrl, { type: 'installationUpdate', action: 'add' }));
    await say(
      messageActivity(serviceUrl, { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }),
    );
    expect(kinds).toEqual(['joined']);
    expect(connector.messages()).toHaveLength(1);
  });
});

describe('a pressed Action.Execute', () => {
  it('is answered with the card that takes the old one’s place', async () => {
    const { connector, say } = await start(async () => outgoing('page 2', 'replace'));
    const response = await say(invokeActivity(connector.serviceUrl));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard', body: [{ text: 'page 2' }] },
    });
    expect(connector.calls).toEqual([]);
  });

  it('may be answered with a new message', async () => {
    const { connector, say } = await start(async () => outgoing('exported'));
    const response = await say(invokeActivity(connector.serviceUrl));
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    });
    expect(await connector.waitFor(isMessage)).toMatchObject({ activity: { summary: 'exported' } });
  });

  it('may be answered with words for who pressed it, and the card that all see stays', async () => {
    const { connector, say } = await start(async () => outgoing('not yours', 'whisper'));
    const response = await say(invokeActivity(connector.serviceUrl, inChannel()));
    expect(await response.json()).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'not yours',
    });
    expect(connector.calls).toEqual([]);
  });

  it('is told to wait when Teams would cut it, and the card follows in its place', async () => {
    const { handle, open } = gated(outgoing('page 2', 'replace'));
    const { connector, say } = await start(handle, { times: { invokeMs: 1 } });
    const response = await say(invokeActivity(connector.serviceUrl));
    expect(await response.json()).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Still reading…',
    });
    open();
    expect(await connector.waitFor((call) => call.method === 'PUT')).toMatchObject({
      conversationId: 'a:alice',
      activityId: 'card-1',
      activity: { summary: 'page 2' },
    });
  });

  it('is refused when it is another invoke, without asking anybody', async () => {
    let asked = 0;
    const { connector, say } = await start(async () => {
      asked += 1;
      return outgoing('never');
    });
    const other = invokeActivity(connector.serviceUrl, { name: 'composeExtension/query' });
    expect((await say(other)).status).toBe(501);
    expect(asked).toBe(0);
  });
});

describe('a pressed Action.Submit', () => {
  const submit = (serviceUrl: string, overrides: object = {}) =>
    messageActivity(serviceUrl, {
      text: undefined,
      value: { verb: 'page' },
      replyToId: 'card-1',
      ...overrides,
    });

  it('changes the card in place', async () => {
    const { connector, say } = await start(async () => outgoing('page 2', 'replace'));
    await say(submit(connector.serviceUrl));
    expect(connector.calls).toMatchObject([{ method: 'PUT', activityId: 'card-1' }]);
  });

  it('is answered with a new message when the old card is unknown or gone', async () => {
    const { connector, say } = await start(async () => outgoing('page 2', 'replace'));
    await say(submit(connector.serviceUrl, { replyToId: undefined }));
    connector.fail({ status: 404, code: 'ActivityNotFoundInConversation' });
    await say(submit(connector.serviceUrl));
    expect(connector.calls.map((call) => call.method)).toEqual(['POST', 'POST']);
  });
});

describe('shutting down', () => {
  it('waits for answers that are still to be sent', async () => {
    const { handle, open } = gated();
    const { bot, connector, say } = await start(handle, { times: { turnMs: 1 } });
    await say(messageActivity(connector.serviceUrl));
    const drained = bot.drain().then(() => connector.messages().length);
    open();
    expect(await drained).toBe(1);
  });
});
