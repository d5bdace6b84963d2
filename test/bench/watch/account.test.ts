import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../src/demo/tenant/random.ts';
import { runNaiveLoop, sinceLastPoll, withOverlap } from './naive-loop.ts';
import { runOurWatch } from './our-watch.ts';
import { onStage } from './stage.ts';
import { writeTape } from './tape.ts';
import { account, countOf } from './told.ts';
import { unruly } from './unruly-fetch.ts';

const minutesLate = ({ at, visibleAt }: { at: Date; visibleAt: Date }) =>
  (visibleAt.getTime() - at.getTime()) / 60_000;

describe('the tape of the watch bench', () => {
  it('is the same for the same seed, and late as Graph is', () => {
    const tape = writeTape(1, 2, 1_000);
    expect(writeTape(1, 2, 1_000)).toEqual(tape);
    expect(writeTape(2, 2, 1_000)).not.toEqual(tape);
    const late = tape.map(minutesLate);
    expect(late.every((minutes) => minutes >= 2 && minutes < 24 * 60)).toBe(true);
    const share = (from: number) => late.filter((minutes) => minutes > from).length / late.length;
    expect(share(15)).toBeGreaterThan(0.06);
    expect(share(15)).toBeLessThan(0.14);
    expect(share(6 * 60)).toBeGreaterThan(0.005);
  });

  it('comes in any order and now and then twice, and loses nothing', () => {
    const rows = Array.from({ length: 500 }, (_, row) => row);
    const shuffled = unruly(rows, createRandom(1));
    expect(new Set(shuffled)).toEqual(new Set(rows));
    expect(shuffled.length).toBeGreaterThan(500);
    expect(shuffled).not.toEqual(shuffled.toSorted((a, b) => a - b));
  });
});

describe('the account of the watch bench', () => {
  it('counts what was never told, and each telling beyond the first', () => {
    const tape = writeTape(1, 1, 4);
    const [a = '', b = '', c = ''] = tape.map(({ id }) => id);
    expect(account(tape, { times: countOf([a, b, b, c, c, c]) })).toEqual({
      missed: 1,
      doubled: 3,
    });
  });

  it('finds that a loop misses what comes late, and doubles what its overlap repeats', async () => {
    const [first, second] = writeTape(1, 1, 2).map((event, place) => ({
      ...event,
      at: new Date(Date.UTC(2026, 10, 22, 9, 5)),
      visibleAt: new Date(Date.UTC(2026, 10, 22, 9, place === 0 ? 5 : 30)),
    }));
    if (first === undefined || second === undefined) throw new Error('an empty tape');
    const tape = [first, second];
    const run = (nextFrom: typeof sinceLastPoll) =>
      onStage(tape, 1, (stage) => runNaiveLoop(stage, 40, { everyMinutes: 1, nextFrom }));
    expect(account(tape, await run(sinceLastPoll))).toMatchObject({ missed: 1 });
    const overlapping = await run(withOverlap);
    expect(account(tape, overlapping).missed).toBe(1);
    expect(account(tape, overlapping).doubled).toBeGreaterThanOrEqual(9);
    expect(overlapping.requests).toBe(40);
  });
});

describe('the watch on a stage where nothing happens', () => {
  it('asks Graph one question a minute', async () => {
    const polls = 31;
    const watched = await onStage([], 1, (stage) => runOurWatch(stage, polls - 1));
    expect(watched).toMatchObject({ requests: polls, posts: 0, updates: 0 });
  });

  it('tells a block that comes hours late, once', async () => {
    const [event] = writeTape(1, 1, 1);
    if (event === undefined) throw new Error('an empty tape');
    const at = new Date(Date.UTC(2026, 10, 22, 9, 5));
    const tape = [{ ...event, at, visibleAt: new Date(at.getTime() + 100 * 60_000) }];
    const watched = await onStage(tape, 1, (stage) => runOurWatch(stage, 200));
    expect(account(tape, watched)).toEqual({ missed: 0, doubled: 0 });
    expect(watched.posts).toBe(1);
  });
});
