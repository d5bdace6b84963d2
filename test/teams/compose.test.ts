import { afterEach, describe, expect, it } from '@jest/globals';
import type { ComposeIn, Find, Offered } from '../../src/ports/chat.ts';
import { readActivity } from '../../src/teams/activity.ts';
import type { Offer } from '../../src/teams/compose-answer.ts';
import { messageActivity, outgoing, searchActivity, startBot, tenantId } from './harness.ts';

type Running = Awaited<ReturnType<typeof startBot>>;
const running: Running[] = [];

/** The bot, with this in place of the application. */
async function start(offer: Offer, times = {}): Promise<Running> {
  const started = await startBot(async () => outgoing('never'), { offer, times });
  running.push(started);
  return started;
}

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const url = 'https://smba.trafficmanager.net/emea/';
const find: Find = {
  title: 'Blocked',
  text: 'Alice · Outlook',
  card: { type: 'AdaptiveCard', version: '1.5', body: [] },
  pick: { do: 'ask', ask: 'signin 1' },
};
const invoke = (name: string, value: unknown) =>
  messageActivity(url, {
    type: 'invoke',
    name: `composeExtension/${name}`,
    text: undefined,
    value,
  });
const query = (value: object) => readActivity(invoke('query', { commandId: 'signins', ...value }));

describe('an invoke of the message extension', () => {
  it('is read as a search with what was typed', () => {
    expect(readActivity(searchActivity(url, '  alice \n blocked '))).toMatchObject({
      kind: 'search',
      search: 'signins',
      text: 'alice blocked',
      skip: 0,
      count: 25,
      asker: { id: 'a11ce000-0000-4000-8000-000000000001' },
      conversation: { tenantId },
      timeZone: 'Europe/Berlin',
    });
  });

  it.each([
    [{ parameters: [{ name: 'initialRun', value: 'true' }] }, { text: '' }],
    [{}, { text: '' }],
    [{ parameters: [{ name: 'query', value: { $ne: 1 } }] }, { text: '' }],
    [{ parameters: 'query' }, { text: '' }],
    [{ parameters: [{ name: 'query', value: 'x'.repeat(5000) }] }, { text: 'x'.repeat(2000) }],
    [{ queryOptions: { skip: 25, count: 25 } }, { skip: 25, count: 25 }],
    [{ queryOptions: { skip: -1, count: 1e9 } }, { skip: 0, count: 25 }],
    [{ queryOptions: { skip: 1e9, count: 0 } }, { skip: 1000, count: 25 }],
    [{ queryOptions: { skip: '5', count: 3.5 } }, { skip: 0, count: 25 }],
  ])('takes of a search what can be meant: %j', (value, read) => {
    expect(query(value)).toMatchObject({ kind: 'search', ...read });
  });

  it('is read as a choice and as a link', () => {
    const data = { do: 'ask', ask: 'signin 1' };
    expect(readActivity(invoke('selectItem', data))).toMatchObject({ kind: 'pick', data });
    const link = 'https://entra.microsoft.com/#view/x';
    expect(readActivity(invoke('queryLink', { url: link }))).toMatchObject({
      kind: 'link',
      url: link,
    });
  });

  it.each([
    [invoke('query', { commandId: 'constructor' }), 'search that the manifest does not list'],
    [invoke('query', undefined), 'search that the manifest does not list'],
    [invoke('selectItem', 'signin 1'), 'choice without data'],
    [invoke('queryLink', { url: {} }), 'link without an address'],
    [invoke('submitAction', {}), 'part of message extensions that is not used'],
    [invoke('anonymousQueryLink', { url: 'x' }), 'part of message extensions that is not used'],
  ])('is left alone when it is none of these', (activity, reason) => {
    expect(readActivity(activity)).toEqual({ kind: 'unsupported', reason });
  });
});

describe('a search', () => {
  it('is answered in its own response, as Teams lists results', async () => {
    const asked: ComposeIn[] = [];
    const { connector, say, metrics } = await start(async (inbound) => {
      asked.push(inbound);
      return { kind: 'finds', finds: [find, { ...find, pick: undefined }] };
    });
    const response = await say(searchActivity(connector.serviceUrl, 'alice'));
    expect(response.status).toBe(200);
    const preview = { title: 'Blocked', text: 'Alice · Outlook' };
    const tap = { type: 'invoke', title: 'Blocked', value: { do: 'ask', ask: 'signin 1' } };
    const attachment = (content: object) => ({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: find.card,
      preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content },
    });
    expect(await response.json()).toEqual({
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: [attachment({ ...preview, tap }), attachment(preview)],
      },
    });
    expect(asked).toMatchObject([{ kind: 'search', text: 'alice' }]);
    expect(connector.calls).toEqual([]);
    expect(await metrics.text()).toMatch(/search/);
  });

  it('is answered with a sentence where there is nothing to list', async () => {
    const { connector, say } = await start(async () => ({ kind: 'sentence', sentence: 'Nobody.' }));
    const response = await say(searchActivity(connector.serviceUrl, 'bob'));
    expect(await response.json()).toEqual({
      composeExtension: { type: 'message', text: 'Nobody.' },
    });
  });

  it('says that it reads on when Teams would not wait, and reads on', async () => {
    const { promise, resolve } = Promise.withResolvers<Offered>();
    const signals: AbortSignal[] = [];
    const { connector, say } = await start(
      (_, signal) => {
        signals.push(signal);
        return promise;
      },
      { invokeMs: 1 },
    );
    const response = await say(searchActivity(connector.serviceUrl, 'alice'));
    expect(await response.json()).toMatchObject({
      composeExtension: { type: 'message', text: expect.stringMatching(/Still reading/) },
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    resolve({ kind: 'finds', finds: [find] });
    const again = await say(searchActivity(connector.serviceUrl, 'alice'));
    expect(await again.json()).toMatchObject({ composeExtension: { type: 'result' } });
  });

  it('says without detail that it failed', async () => {
    const { connector, say, lines } = await start(async () => {
      throw new Error('password=hunter2');
    });
    const response = await say(searchActivity(connector.serviceUrl, 'alice'));
    const body = await response.text();
    expect(body).toContain('Something went wrong');
    expect(body).not.toContain('hunter2');
    expect(lines.map(({ message }) => message)).toContain('nothing could be offered');
  });

  it('gets no answer without Teams’ signature, nor from another tenant', async () => {
    const asked: ComposeIn[] = [];
    const { connector, say, post } = await start(async (inbound) => {
      asked.push(inbound);
      return { kind: 'finds', finds: [find] };
    });
    const activity = searchActivity(connector.serviceUrl, 'alice');
    expect((await post(activity)).status).toBe(401);
    const elsewhere = '7e0a0000-0000-4000-8000-00000000000f';
    const foreign = searchActivity(connector.serviceUrl, 'alice', {
      conversation: { id: 'a:alice', conversationType: 'personal', tenantId: elsewhere },
      channelData: { tenant: { id: elsewhere } },
    });
    expect((await say(foreign)).status).not.toBe(200);
    expect(asked).toEqual([]);
  });
});

describe('a pasted link', () => {
  it('stays a link when its card is late or fails', async () => {
    const nothing = {
      composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] },
    };
    const link = (serviceUrl: string) => ({
      ...searchActivity(serviceUrl, ''),
      name: 'composeExtension/queryLink',
      value: { url: 'https://entra.microsoft.com/' },
    });
    const failing = await start(() => Promise.reject(new Error('no')));
    const failed = await failing.say(link(failing.connector.serviceUrl));
    expect(await failed.json()).toEqual(nothing);
    const { promise, resolve } = Promise.withResolvers<Offered>();
    const slow = await start(() => promise, { invokeMs: 1 });
    const late = await slow.say(link(slow.connector.serviceUrl));
    expect(await late.json()).toEqual(nothing);
    resolve({ kind: 'finds', finds: [] });
  });
});
