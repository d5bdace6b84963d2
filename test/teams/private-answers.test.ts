import { afterEach, describe, expect, it } from '@jest/globals';
import type { CardPlace, Outgoing } from '../../src/ports/chat.ts';
import type { ConnectorCall } from '../fakes/connector.ts';
import {
  alice,
  inChannel,
  invokeActivity,
  messageActivity,
  outgoing,
  startBot,
} from './harness.ts';

const thread = '19:ops@thread.tacv2;messageid=170001';
const note = 'Answered Alice Example privately.';
const secret = 'Signed in from 203.0.113.9';
const forHer = (change: Partial<Outgoing> = {}): Outgoing => ({
  ...outgoing(secret),
  audience: 'asker',
  ...change,
});

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

async function begin(answer: Outgoing, times: Parameters<typeof startBot>[1] = {}) {
  const world = await startBot(async () => answer, times);
  stop = world.stop;
  const { connector, bot } = world;
  const asked = async (activity: object = {}) => {
    await world.say(messageActivity(connector.serviceUrl, { ...inChannel(), ...activity }));
    await bot.drain();
  };
  const pressed = async (activity: object = {}) => {
    const response = await world.say(
      invokeActivity(connector.serviceUrl, { ...inChannel(), ...activity }),
    );
    const body = await response.json();
    await bot.drain();
    return body;
  };
  return { ...world, asked, pressed };
}

const holds = ({ activity }: ConnectorCall) => JSON.stringify(activity).includes(secret);
const wordsOf = (calls: readonly ConnectorCall[]) => calls.map(({ activity }) => activity.text);

describe('a private answer where the service knows messages for one member', () => {
  it('is one in the thread of the question, and the others read a note without data', async () => {
    const { connector, asked } = await begin(forHer());
    connector.targetedAre('known');
    await asked();
    const [answer, told, ...more] = connector.messages();
    expect(more).toEqual([]);
    expect(answer).toMatchObject({
      conversationId: thread,
      isTargeted: true,
      authorization: 'Bearer channel-token',
      activity: { type: 'message', recipient: { id: alice.id, name: alice.name } },
    });
    expect(answer && holds(answer)).toBe(true);
    expect(told).toMatchObject({ conversationId: thread, activity: { text: note } });
    expect(told).not.toHaveProperty('isTargeted');
    expect(connector.begun).toEqual([]);
  });

  it('asks the service once for all threads of a channel', async () => {
    const { connector, asked } = await begin(forHer());
    connector.targetedAre('known');
    await asked();
    const first = connector.attempts();
    await asked({
      conversation: { ...inChannel().conversation, id: '19:ops@thread.tacv2;messageid=9' },
    });
    expect([first, connector.attempts() - first]).toEqual([3, 2]);
  });

  it('can be edited later for her alone, and is never edited as a message for all', async () => {
    const places: CardPlace[] = [];
    const placed = async (place: CardPlace) => {
      places.push(place);
    };
    const { connector, asked, bot } = await begin(forHer({ placed }));
    connector.targetedAre('known');
    await asked();
    const [place] = places;
    expect(place?.onlyFor).toEqual({ id: alice.id, name: alice.name });
    const { id, ...rest } = place?.conversation ?? { id: '' };
    const target = { ...rest, conversationId: id, onlyFor: place?.onlyFor };
    await bot.notifier.update(target as never, place?.activityId ?? '', outgoing('Found 3'));
    await bot.notifier.post(target as never, outgoing('Found 4'));
    const [edit, posted] = connector.calls.slice(-2);
    expect(edit).toMatchObject({
      method: 'PUT',
      conversationId: thread,
      activityId: place?.activityId,
      isTargeted: true,
    });
    expect(posted).toMatchObject({
      method: 'POST',
      isTargeted: true,
      activity: { recipient: { id: alice.id } },
    });
  });

  it('goes to her own chat when this one is refused, and from then on for the channel', async () => {
    const { connector, asked } = await begin(forHer());
    connector.targetedAre('known');
    await asked();
    connector.targetedAre('not allowed');
    await asked();
    await asked();
    expect(
      connector
        .messages()
        .filter(holds)
        .map((call) => call.conversationId),
    ).toEqual([thread, 'a:begun-1', 'a:begun-2']);
    expect(wordsOf(connector.messages()).filter((text) => text === note)).toHaveLength(3);
    expect(connector.attempts()).toBe(3 + 4 + 3);
  });
});

describe.each(['ignored', 'not allowed'] as const)(
  'a private answer where messages for one member are %s',
  (way) => {
    it('is sent to her own chat with the bot, and never shown to all', async () => {
      const { connector, asked } = await begin(forHer());
      connector.targetedAre(way);
      await asked();
      await asked();
      const messages = connector.messages();
      expect(messages.filter(holds).map((call) => call.conversationId)).toEqual([
        'a:begun-1',
        'a:begun-2',
      ]);
      expect(connector.begun[0]).toMatchObject({ isGroup: false, members: [{ id: alice.id }] });
      const notes = messages.filter((call) => !holds(call));
      expect(wordsOf(notes)).toEqual([note, note]);
      expect(notes.map((call) => call.conversationId)).toEqual([thread, thread]);
    });

    it('is left out, and she is told what to do, where she can’t be reached', async () => {
      const { connector, asked, lines } = await begin(forHer());
      connector.targetedAre(way);
      await asked();
      connector.calls.splice(0);
      connector.fail({ status: 403, code: 'BotNotInConversationRoster' });
      await asked();
      const [sorry, ...more] = connector.calls;
      expect(more).toEqual([]);
      expect(sorry).toMatchObject({ method: 'POST', conversationId: thread });
      expect(sorry?.activity.text).toContain('Alice Example, the answer is for you alone');
      expect(sorry?.activity.text).toContain('Add Audit for yourself');
      expect(lines.map(({ message }) => message)).toContain(
        'a private answer did not reach its asker',
      );
    });
  },
);

describe('a private answer that reaches nobody in the end', () => {
  it('turns the note, where it stands already, into what to do', async () => {
    const { connector, asked } = await begin(forHer());
    connector.targetedAre('ignored');
    const posted = connector.waitFor(({ activity }) => activity?.text === note);
    void posted.then(() => connector.fail({ status: 403 }));
    await asked();
    const edit = connector.calls.at(-1);
    expect(edit).toMatchObject({ method: 'PUT', activityId: (await posted).givenId });
    expect(edit?.activity.text).toContain('ask again');
    expect(connector.calls.some(holds)).toBe(false);
  });
});

describe('a button pressed among others', () => {
  it('shows her answer in the response, which Teams shows to her alone', async () => {
    const { connector, pressed } = await begin(forHer({ mode: 'replace' }));
    expect(JSON.stringify(await pressed())).toContain(secret);
    expect(connector.calls).toEqual([]);
  });

  it('never lets a card of all become the answer that is found later', async () => {
    const places: CardPlace[] = [];
    const placed = async (place: CardPlace) => {
      places.push(place);
    };
    const { connector, pressed } = await begin(forHer({ mode: 'replace', placed }));
    connector.targetedAre('known');
    expect(JSON.stringify(await pressed())).toContain('to you alone');
    expect(connector.messages()).toMatchObject([{ isTargeted: true }]);
    expect(places.map(({ activityId }) => activityId)).not.toContain('card-1');
  });

  it.each([
    {
      as: 'Action.Submit',
      activity: { value: { do: 'ask' }, text: undefined, replyToId: 'card-1' },
    },
  ])('leaves the card of all as it is when it comes as $as', async ({ activity }) => {
    const { connector, asked } = await begin(forHer({ mode: 'replace' }));
    connector.targetedAre('known');
    await asked(activity);
    expect(connector.calls.map(({ method, isTargeted }) => [method, isTargeted])).toEqual([
      ['POST', true],
    ]);
  });

  it('leaves the card of all as it is when its answer comes late', async () => {
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return forHer({ mode: 'replace' });
    };
    const world = await startBot(late, { times: { invokeMs: 10 } });
    stop = world.stop;
    world.connector.targetedAre('known');
    await world.say(invokeActivity(world.connector.serviceUrl, inChannel()));
    await world.bot.drain();
    expect(world.connector.calls.map(({ method, isTargeted }) => [method, isTargeted])).toEqual([
      ['POST', true],
    ]);
  });
});

describe('an answer for everybody', () => {
  it('stands in the thread, and changes the card of all when it came from there', async () => {
    const { connector, asked } = await begin(outgoing('Claimed by Alice', 'replace'));
    await asked();
    await asked({ value: { do: 'case' }, text: undefined, replyToId: 'card-1' });
    expect(connector.calls.map(({ method, activityId }) => [method, activityId])).toEqual([
      ['POST', expect.anything()],
      ['PUT', 'card-1'],
    ]);
  });
});

describe('a card that Teams finds too large', () => {
  it('becomes one sentence to her alone', async () => {
    const { connector, asked } = await begin(forHer());
    connector.targetedAre('known');
    await asked();
    connector.calls.splice(0);
    connector.fail({ status: 413, code: 'MessageSizeTooBig' });
    await asked();
    const [sentence, told] = connector.calls;
    expect(sentence).toMatchObject({ isTargeted: true });
    expect(JSON.stringify(sentence?.activity)).toContain('did not take the answer');
    expect(told?.activity.text).toBe(note);
  });

  it('is sent once more to her alone when Teams asks to wait', async () => {
    const { connector, asked } = await begin(forHer(), { times: { resendAfterMs: 1 } });
    connector.targetedAre('known');
    await asked();
    connector.calls.splice(0);
    connector.fail({ status: 429 });
    await asked();
    expect(connector.calls.map(({ isTargeted }) => isTargeted)).toEqual([true, undefined]);
  });
});
