import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pace } from '../../src/ports/rate-limit.ts';
import {
  alice,
  invokeActivity,
  messageActivity,
  outgoing,
  searchActivity,
  startBot,
} from './harness.ts';

const sentence = 'You may ask 30 questions a minute. Ask again in 2 seconds.';

describe('somebody who asks too much', () => {
  let world: Awaited<ReturnType<typeof startBot>>;
  let asked: number;
  let isSaid: boolean;

  beforeEach(async () => {
    asked = 0;
    isSaid = false;
    const pace: Pace = () => ({ ok: false, sentence, isSaid });
    const count = async () => {
      asked += 1;
      return outgoing('secret');
    };
    world = await startBot(count, { pace });
  });
  afterEach(() => world.stop());

  it('is told in a message when to ask again, and nothing a moment later', async () => {
    const { say, connector } = world;
    await say(messageActivity(connector.serviceUrl));
    expect(connector.messages().map(({ activity }) => activity.summary)).toEqual([sentence]);
    isSaid = true;
    expect((await say(messageActivity(connector.serviceUrl))).status).toBe(200);
    expect(connector.attempts()).toBe(1);
    expect(asked).toBe(0);
  });

  it('is told in the response itself after a button and in a search', async () => {
    const { say, connector } = world;
    isSaid = true;
    const pressed = await say(invokeActivity(connector.serviceUrl));
    expect(await pressed.json()).toMatchObject({ value: sentence });
    const searched = await say(searchActivity(connector.serviceUrl, 'alice'));
    expect(await searched.json()).toEqual({
      composeExtension: { type: 'message', text: sentence },
    });
    expect(connector.attempts()).toBe(0);
    expect(asked).toBe(0);
  });

  it('is counted as such in the metrics', async () => {
    await world.say(messageActivity(world.connector.serviceUrl));
    const text = await world.metrics.text();
    expect(text).toContain('audit_bot_inbound_total{result="rate-limited"} 1');
    expect(text).not.toContain('result="message"');
  });
});

describe('an activity that comes again', () => {
  it('has no second turn, whatever else of it was changed, and shows nobody else its answer', async () => {
    let turns = 0;
    const world = await startBot(async () => {
      turns += 1;
      return outgoing('secret', 'replace');
    });
    const { connector, say } = world;
    const first = invokeActivity(connector.serviceUrl, { id: 'f:1' });
    const answered = await (await say(first)).text();
    expect(answered).toContain('secret');
    expect(await (await say(first)).text()).toBe(answered);
    for (const changed of [
      { from: { ...alice, aadObjectId: 'b0b00000-0000-4000-8000-000000000002' } },
      { type: 'message', text: 'signins', from: { ...alice, aadObjectId: 'b0b' } },
    ]) {
      const again = await say({ ...first, ...changed });
      expect([again.status, await again.text()]).toEqual([200, '']);
    }
    expect(turns).toBe(1);
    expect(connector.attempts()).toBe(0);
    expect(await world.metrics.text()).toContain('result="replayed"} 2');
    await world.stop();
  });
});
