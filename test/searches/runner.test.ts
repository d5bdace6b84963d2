import { describe, expect, it } from '@jest/globals';
import { theWatch } from '../../src/domain/search-job.ts';
import { AppError } from '../../src/errors.ts';
import { minutesAfter, noon } from '../builders.ts';
import { aRecord, hourMs } from './builders.ts';
import { aQuestion, inWorld, olga, processOver, rita, signal } from './world.ts';

const found = 'finished: a b c d e';
const later = (code: 'throttled' | 'unavailable', retryAfterSeconds?: number) =>
  new AppError(code, 'Not now.', { retryable: true, retryAfterSeconds });

describe('a search of the unified audit log', () => {
  it('shows the answer in the message that showed its progress, each record once', () =>
    inWorld(async ({ ask, run, messages }) => {
      await ask('message-1');
      await run(30);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
      expect(messages.calls.at(-1)).toBe(`update olga: ${found}`);
      const before = messages.calls.length;
      await run(30);
      expect(messages.calls).toHaveLength(before);
    }));

  it('asks less and less often how it stands', () =>
    inWorld(async ({ ask, run, search }) => {
      search.ends.push('running');
      await ask('message-1');
      await run(60);
      expect(search.checks.length).toBeLessThan(8);
      await run(600);
      expect(search.checks.length).toBeLessThan(30);
      expect(search.submitted).toHaveLength(1);
    }));

  it('edits its card when something changes, and else every ten seconds at most', () =>
    inWorld(async ({ ask, run, search, messages }) => {
      search.ends.push('running');
      await ask('message-1');
      await run(60);
      expect(messages.calls.length).toBeGreaterThanOrEqual(5);
      expect(messages.calls.length).toBeLessThanOrEqual(9);
    }));

  it('answers everybody who asks the same meanwhile, each with her own rights', () =>
    inWorld(async ({ ask, run, search, messages, clock }) => {
      await ask('message-1');
      await run(1);
      clock.pass(2_000);
      await ask('message-2', {}, rita);
      await run(30);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
      expect(messages.shown.get('message-2')).toBe(`rita: ${found}`);
      expect(search.submitted).toHaveLength(1);
    }));

  it('is kept a day for the same question, and made anew when that is asked for', () =>
    inWorld(async ({ ask, run, desk, clock, runner }) => {
      const first = await ask('message-1');
      await run(30);
      const again = aQuestion({ askedAt: clock.now() });
      expect((await desk.ask(again, rita, false)).id).toBe(first.id);
      const anew = await desk.ask(again, rita, true);
      expect(anew.id).not.toBe(first.id);
      expect((await desk.ask(again, olga, true)).id).toBe(anew.id);
      const same = { ...again, window: first.window, askedAt: noon };
      expect(desk.hasRecords(mustBe(await desk.find(first.id)))).toBe(true);
      clock.pass(24 * hourMs);
      await runner.forget();
      expect(desk.hasRecords(mustBe(await desk.find(first.id)))).toBe(false);
      expect((await desk.ask(same, olga, false)).id).not.toBe(first.id);
    }));

  it('is listed among those of people while it runs, where the watch made it', () =>
    inWorld(async ({ ask, run, desk }) => {
      const filter = { operations: ['Set-Mailbox'] };
      const ofPeople = await ask('message-1');
      const ofWatch = await desk.ask(aQuestion({ filter }), { ...olga, ...theWatch }, false);
      const idsOf = async (limit: number) => (await desk.recent(limit)).map(({ id }) => id).sort();
      expect(await idsOf(9)).toEqual([ofPeople.id, ofWatch.id].sort());
      await run(30);
      expect((await desk.find(ofWatch.id))?.state).toBe('finished');
      expect(await idsOf(1)).toEqual([ofPeople.id]);
    }));

  it('keeps to the day’s submissions and goes on when one is free', () =>
    inWorld(
      async ({ ask, run, job, search, desk, clock }) => {
        for (const keyword of ['one', 'two', 'three']) await ask(keyword, { filter: { keyword } });
        await run(30);
        expect(search.submitted).toHaveLength(2);
        const [waiting] = (await desk.recent(9)).filter(({ state }) => state === 'open');
        expect(waiting?.waitsFor?.code).toBe('budget');
        expect((await desk.budget()).freeAt).toEqual(minutesAfter(noon, 24 * 60));
        clock.pass(5 * hourMs);
        await run(1);
        expect((await job(waiting?.id ?? '')).state).toBe('open');
      },
      { submissionsADay: 2 },
    ));

  it('lets five work at a time and says how many go before', () =>
    inWorld(async ({ ask, run, search, desk, clock }) => {
      for (let n = 1; n <= 7; n += 1) {
        clock.pass(100);
        search.ends.push('running');
        await ask(`message-${n}`, { filter: { keyword: `word ${n}` } });
      }
      const seventh = await ask('message-7', { filter: { keyword: 'word 7' } });
      expect((await desk.standing(seventh)).ahead).toBe(2);
      await run(3);
      expect(search.submitted.map(({ query }) => query.keyword)).toHaveLength(5);
      expect((await desk.standing(seventh)).ahead).toBe(2);
    }));

  it('is tried once more in halves when it fails, and then said to have failed', () =>
    inWorld(async ({ ask, run, search, messages }) => {
      search.ends.push('failed');
      const first = await ask('message-1');
      await run(60);
      const windows = search.submitted.map(({ query }) => query.window);
      const middle = minutesAfter(noon, -12 * 60);
      expect(windows).toEqual([
        first.window,
        { from: first.window.from, to: middle },
        { from: middle, to: first.window.to },
      ]);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);

      search.ends.push('failed', 'succeeded', 'failed');
      await ask('message-2', { filter: { keyword: 'budget' } });
      await run(60);
      expect(messages.shown.get('message-2')).toContain('failed: Microsoft’s search failed, twice');
    }));

  it('takes two for a mailbox, and only the one that fails again in halves', () =>
    inWorld(async ({ ask, run, search, desk, clock, messages }) => {
      const mailbox = 'alice@contoso.example';
      search.ends.push('succeeded', 'failed');
      await ask('message-1', { filter: { userPrincipalNames: [mailbox], mailbox } });
      await run(90);
      const middle = minutesAfter(noon, -12 * 60);
      expect(
        search.submitted.map(({ query: { keyword, userPrincipalNames, window } }) => [
          keyword ?? userPrincipalNames,
          window.to > middle,
        ]),
      ).toEqual([
        [[mailbox], true],
        [mailbox, true],
        [mailbox, false],
        [mailbox, true],
      ]);
      // Files that she opened: the owner's search finds them, and they are in no mailbox.
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);

      for (let n = 1; n <= 3; n += 1) {
        clock.pass(100);
        search.ends.push('running', 'running');
        await ask(`waiting-${n}`, { filter: { mailbox: `${n}@contoso.example` } });
      }
      const [third] = await desk.recent(1);
      expect((await desk.standing(mustBe(third))).ahead).toBe(1);
      await run(9);
      expect(search.submitted).toHaveLength(4 + 4);
    }));

  it('is submitted again when the service no longer knows it', () =>
    inWorld(async ({ ask, run, search, messages }) => {
      search.ends.push('forgotten');
      await ask('message-1');
      await run(60);
      expect(search.submitted).toHaveLength(3);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
    }));

  it('waits as long as it is told when the service is busy', () =>
    inWorld(async ({ ask, run, search, job, messages }) => {
      search.failures.push(later('throttled', 120));
      const { id } = await ask('message-1');
      await run(100);
      expect(search.submitted).toEqual([]);
      expect((await job(id)).waitsFor?.code).toBe('throttled');
      await run(60);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
    }));

  it('is cut in halves when its submission is refused again and again', () =>
    inWorld(async ({ ask, run, search, messages }) => {
      search.failures.push(...[1, 2, 3].map(() => later('unavailable')));
      await ask('message-1');
      await run(90);
      expect(search.submitted).toHaveLength(2);
      expect(messages.shown.get('message-1')).toBe(`olga: ${found}`);
    }));

  it.each([
    ['auditing-off', 'Auditing is off in this tenant.'],
    ['permission-missing', 'The bot’s application lacks AuditLogsQuery.Read.All.'],
  ] as const)('ends at once when it can’t be: %s', (code, sentence) =>
    inWorld(async ({ ask, run, search, messages, job }) => {
      search.failures.push(new AppError(code, sentence, { hint: 'Do this.' }));
      const { id } = await ask('message-1');
      await run(5);
      expect(messages.shown.get('message-1')).toBe(`olga: failed: ${sentence}`);
      expect((await job(id)).problem).toEqual({ code, sentence, hint: 'Do this.' });
      const again = await ask('message-1');
      expect(again.id).not.toBe(id);
    }),
  );

  it('is given up after six hours, and taken back at the service', () =>
    inWorld(async ({ ask, run, search, clock, messages }) => {
      search.ends.push('running');
      await ask('message-1');
      await run(5);
      clock.pass(6 * hourMs);
      await run(3);
      expect(messages.shown.get('message-1')).toContain('has not finished the search in 6 hours');
      expect(search.cancelled).toEqual(['search-1']);
    }));

  it('is stopped by a cancel, also while it is being submitted, and taken back', () =>
    inWorld(async (world) => {
      const { ask, run, search, desk, messages } = world;
      const first = await ask('message-1');
      await run(3);
      await desk.cancel(first.id, olga, signal);
      await run(5);
      expect(messages.shown.get('message-1')).toBe('olga: cancelled');
      expect(search.cancelled).toEqual(['search-1']);

      const second = await ask('message-2');
      const slow = {
        ...search,
        submit: async (...args: Parameters<typeof search.submit>) => {
          await desk.cancel(second.id, olga, signal);
          return search.submit(...args);
        },
      };
      await processOver(world, {
        search: slow,
        leases: { acquire: async () => 1, release: async () => {} },
      }).runner.runSearches(signal);
      expect(search.cancelled).toEqual(['search-1', 'search-2']);
      expect((await world.job(second.id)).state).toBe('cancelled');
    }));

  it('says what the service left out, could not be read or is more than is kept', () =>
    inWorld(
      async ({ ask, run, search, job }) => {
        search.isTruncated = true;
        search.page = { unreadable: 1 };
        const { id } = await ask('message-1');
        await run(30);
        expect((await job(id)).result).toMatchObject({
          records: 4,
          dropped: 1,
          isTruncated: true,
          unreadable: 2,
        });
      },
      { keepAtMost: 4 },
    ));

  it('reads again when a page is broken, and in the end says that records are missing', () =>
    inWorld(async ({ ask, run, search, job }) => {
      search.page = { isBroken: true };
      const { id } = await ask('message-1');
      await run(60);
      expect((await job(id)).result).toMatchObject({ records: 5, isTruncated: true });
    }));

  it('is written in pieces, all of which are read back', () => {
    const many = Array.from({ length: 1_201 }, (_, n) => aRecord(`row-${n}`, 1));
    return inWorld(
      async ({ ask, run, desk, job }) => {
        const { id } = await ask('message-1');
        await run(30);
        const sizes: number[] = [];
        for await (const piece of desk.records(await job(id))) sizes.push(piece.length);
        expect(sizes.length).toBeGreaterThan(1);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_201);
      },
      {},
      many,
    );
  });
});

function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is nothing');
  return value;
}
