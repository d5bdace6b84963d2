import { describe, expect, it } from '@jest/globals';
import { createRateLimit } from '../../src/inbound/rate-limit.ts';
import type { ComposeIn, Inbound } from '../../src/ports/chat.ts';
import { noon } from '../builders.ts';
import { asker, channel } from '../commands/world.ts';

const common = { asker, conversation: channel, timeZone: 'UTC' };
const question: Inbound = { ...common, kind: 'message', text: 'signins for alice', mentions: [] };
const press = (data: object): Inbound => ({ ...common, kind: 'action', data: { ...data } });
const letters = (text: string): ComposeIn => ({
  ...common,
  ...{ kind: 'search', search: 'signins', text, skip: 0, count: 25 },
});
const from = (name: string, place = name): Inbound => ({
  ...question,
  asker: { ...asker, id: name },
  conversation: { ...channel, id: place },
});

function setUp(perMinute = 30) {
  const time = { ms: noon.getTime() };
  const pace = createRateLimit({ clock: { now: () => new Date(time.ms) }, perMinute });
  const through = (inbound: Inbound | ComposeIn, times: number) =>
    Array.from({ length: times }, () => pace(inbound)).filter(({ ok }) => ok).length;
  return { time, pace, through };
}

describe('how much may be asked', () => {
  it('lets through twenty questions at once, then one every two seconds, and thirty a minute for hours', () => {
    const { time, through } = setUp();
    expect(through(question, 100)).toBe(20);
    time.ms += 2_000;
    expect(through(question, 100)).toBe(1);
    let asked = 0;
    for (let second = 0; second < 3_600; second += 1) {
      time.ms += 1_000;
      asked += through(question, 5);
    }
    expect(asked).toBe(1_800);
  });

  it('says when to ask again, and that this is true', () => {
    const { time, pace, through } = setUp();
    through(question, 20);
    expect(pace(question)).toEqual({
      ok: false,
      isSaid: false,
      sentence: 'You may ask 30 questions a minute. Ask again in 2 seconds.',
    });
    time.ms += 1_500;
    expect(pace(question)).toMatchObject({ sentence: expect.stringContaining('in 1 second.') });
    time.ms += 500;
    expect(pace(question)).toEqual({ ok: true });
  });

  it('says so once in ten seconds, so that it is no flood itself', () => {
    const { time, pace, through } = setUp(1);
    through(question, 1);
    const said = Array.from({ length: 40 }, () => {
      time.ms += 500;
      const paced = pace(question);
      return paced.ok || paced.isSaid ? 0 : 1;
    });
    expect(said.reduce<number>((sum, one) => sum + one, 0)).toBe(2);
  });

  it('leaves others alone whom nobody held up', () => {
    const { through } = setUp();
    through(from('mallory'), 500);
    expect(through(from('alice'), 5)).toBe(5);
  });

  it('holds up a whole conversation where many ask too much together, and says that it is the conversation', () => {
    const { pace } = setUp();
    const answers = Array.from({ length: 60 }, (_, at) => pace(from(`person ${at}`, 'crowded')));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(40);
    expect(answers.at(-1)).toMatchObject({ sentence: expect.stringContaining('conversation') });
    expect(pace(from('person 1', 'elsewhere'))).toEqual({ ok: true });
  });

  it('counts buttons, those of cases and those that ask, and what is put into messages', () => {
    const { pace, through } = setUp();
    expect(through(press({ do: 'case', case: 'case-1', act: 'claim' }), 10)).toBe(10);
    expect(through(press({ do: 'ask', ask: 'signins' }), 100)).toBe(10);
    expect(pace({ ...common, kind: 'link', url: 'https://entra.microsoft.com/' }).ok).toBe(false);
    expect(pace({ ...common, kind: 'pick', data: {} }).ok).toBe(false);
    // A case button's own data is what it is, whatever else it says.
    expect(pace(press({ do: 'case', case: 'case-1', act: 'claim', ask: 'help' })).ok).toBe(false);
  });

  it('counts a letter of a search as a quarter, and a search that is only opened not at all', () => {
    const { through } = setUp();
    expect(through(letters(''), 500)).toBe(500);
    expect(through(letters('ali'), 500)).toBe(80);
  });

  it('always answers help, whoami and a hello', () => {
    const { through } = setUp();
    through(question, 500);
    for (const text of ['help', 'help signins', 'whoami', 'Hello', '']) {
      expect(through({ ...question, text }, 100)).toBe(100);
    }
    expect(through(press({ do: 'ask', ask: 'help' }), 100)).toBe(100);
    expect(through({ ...question, text: 'helpless' }, 1)).toBe(0);
    expect(through({ ...common, kind: 'joined' }, 100)).toBe(100);
  });

  it('is not fooled by a clock that is set back', () => {
    const { time, through } = setUp();
    through(question, 20);
    time.ms -= 3_600_000;
    expect(through(question, 5)).toBe(0);
    time.ms += 3_600_000;
    expect(through(question, 100)).toBeLessThanOrEqual(20);
  });
});
