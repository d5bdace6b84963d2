import { expect, it } from '@jest/globals';
import type { FailedRead } from '../../src/ports/coverage.ts';
import type { Store } from '../../src/store/open-store.ts';
import { aFinding, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const source = 'sign-ins';
const other = 'bbbbbbbb-0000-4000-8000-00000000000b';
const dayMinutes = 24 * 60;

interface ReadWords {
  readonly from: number;
  readonly to: number;
  readonly readAt?: number;
  readonly newRows?: number;
  readonly sweepAt?: number;
  readonly lateMinutes?: number;
}

function readIn(store: Store, { from, to, readAt = to, newRows = 0, ...rest }: ReadWords) {
  return store.alerts.write(tenantId, (writer) =>
    writer.appendLedger({
      source,
      from: atMinute(from),
      to: atMinute(to),
      readAt: atMinute(readAt),
      pages: 1,
      rows: newRows + 1,
      newRows,
      worstLatenessMs: (rest.lateMinutes ?? 0) * 60_000,
      sweepAt: rest.sweepAt === undefined ? undefined : atMinute(rest.sweepAt),
    }),
  );
}

function failIn(store: Store, minute: number, change: Partial<FailedRead> = {}) {
  return store.alerts.write(tenantId, (writer) =>
    writer.noteFailedRead({
      source,
      task: 'poll',
      window: { from: atMinute(minute - 60), to: atMinute(minute) },
      at: atMinute(minute),
      code: 'unavailable',
      reason: 'Graph does not answer.',
      ...change,
    }),
  );
}

/** What the ledger proves, whichever database keeps it. */
export function coverageContract(name: string, setUp: () => Setup): void {
  describeStore(`what was read, in ${name}`, setUp, (opened) => {
    const spans = async (tenant = tenantId) =>
      (await opened().store.coverage.spans(tenant, source)).map(({ from, to }) => [from, to]);
    const failures = (since = -9_999) =>
      opened().store.coverage.failures(tenantId, source, atMinute(since));
    const read = (words: ReadWords) => readIn(opened().store, words);
    const fail = (minute: number, change?: Partial<FailedRead>) =>
      failIn(opened().store, minute, change);

    it('is one span while reads overlap or touch, and a gap is what no read has touched', async () => {
      await read({ from: 0, to: 60 });
      await read({ from: 30, to: 90 });
      await read({ from: 90, to: 100 });
      await read({ from: 200, to: 300 });
      expect(await spans()).toEqual([
        [atMinute(0), atMinute(100)],
        [atMinute(200), atMinute(300)],
      ]);
      await read({ from: 50, to: 250, sweepAt: 300, readAt: 301 });
      expect(await spans()).toEqual([[atMinute(0), atMinute(300)]]);
      expect(await spans(other)).toEqual([]);
    });

    it('knows since when, how often and why reads fail, until one succeeds', async () => {
      await fail(1);
      await fail(5);
      expect(await failures()).toEqual([
        {
          task: 'poll',
          window: { from: atMinute(-59), to: atMinute(5) },
          since: atMinute(1),
          lastAt: atMinute(5),
          times: 2,
          code: 'unavailable',
          reason: 'Graph does not answer.',
          endedAt: undefined,
        },
      ]);
      await read({ from: 0, to: 6, sweepAt: 6, readAt: 6 });
      expect((await failures())[0]?.endedAt).toBeUndefined();
      await read({ from: 0, to: 7 });
      expect((await failures())[0]?.endedAt).toEqual(atMinute(7));
      await fail(8);
      expect(await failures()).toHaveLength(2);
      expect(await failures(6)).toHaveLength(1);
    });

    it('begins another run when the reason is another', async () => {
      await fail(1);
      await fail(2, { code: 'permission-missing', reason: 'The bot lacks a permission.' });
      await fail(2, { task: 'sweep' });
      const runs = await failures();
      expect(runs.map(({ code, task, endedAt }) => [task, code, endedAt])).toEqual(
        expect.arrayContaining([
          ['poll', 'unavailable', atMinute(2)],
          ['poll', 'permission-missing', undefined],
          ['sweep', 'unavailable', undefined],
        ]),
      );
    });

    it('follows a sweep slice by slice to its end', async () => {
      const { coverage, alerts } = opened().store;
      const sweeps = (notAfter = 999) => coverage.sweeps(tenantId, source, atMinute(notAfter), 9);
      const window = { from: atMinute(0), to: atMinute(20) };
      await alerts.write(tenantId, (writer) =>
        writer.beginSweep({ source, startedAt: atMinute(30), window }),
      );
      await read({ from: 0, to: 10, sweepAt: 30, readAt: 31, newRows: 2, lateMinutes: 25 });
      expect(await sweeps()).toEqual([
        {
          source,
          startedAt: atMinute(30),
          window,
          readTo: atMinute(10),
          endedAt: undefined,
          rows: 3,
          newRows: 2,
          worstLatenessMs: 25 * 60_000,
        },
      ]);
      await read({ from: 10, to: 20, sweepAt: 30, readAt: 32, lateMinutes: 3 });
      expect(await sweeps()).toMatchObject([
        { readTo: atMinute(20), endedAt: atMinute(32), newRows: 2, worstLatenessMs: 25 * 60_000 },
      ]);
      expect(await sweeps(29)).toEqual([]);
    });

    it('leaves the poll’s safe point to the poll', async () => {
      await read({ from: 0, to: 10 });
      await read({ from: 0, to: 20, sweepAt: 30, readAt: 31 });
      const { alerts } = opened().store;
      expect(await alerts.lastReadTo(tenantId, source, atMinute(99))).toEqual(atMinute(10));
    });

    it('names what only sweeps have found, the latest of all first', async () => {
      const { alerts, coverage } = opened().store;
      await alerts.write(tenantId, (writer) =>
        writer.rememberRecords(source, [
          { id: 'in time', outcome: 'blocked', at: atMinute(9), firstSeenAt: atMinute(10) },
          { id: 'late', outcome: 'blocked', at: atMinute(1), firstSeenAt: atMinute(300) },
          { id: 'later', outcome: 'blocked', at: atMinute(0), firstSeenAt: atMinute(300) },
        ]),
      );
      await read({ from: 0, to: 10, newRows: 1 });
      await read({ from: 0, to: 200, readAt: 300, sweepAt: 299, newRows: 2, lateMinutes: 300 });
      const late = await coverage.lateArrivals(tenantId, source, atMinute(0), 9);
      expect(late.map(({ id }) => id)).toEqual(['later', 'late']);
      expect(await coverage.lateArrivals(tenantId, source, atMinute(0), 1)).toHaveLength(1);
      expect(await coverage.lateArrivals(tenantId, source, atMinute(301), 9)).toEqual([]);
    });

    it('counts what was blocked within a time', async () => {
      const { alerts, coverage } = opened().store;
      const record = (id: string, minute: number, outcome: 'blocked' | 'interrupted') => ({
        id,
        outcome,
        at: atMinute(minute),
        firstSeenAt: atMinute(minute + 5),
      });
      await alerts.write(tenantId, (writer) =>
        writer.rememberRecords(source, [
          record('before', 9, 'blocked'),
          record('first', 10, 'blocked'),
          record('prompt', 15, 'interrupted'),
          record('last', 20, 'blocked'),
          record('after', 21, 'blocked'),
        ]),
      );
      const window = { from: atMinute(10), to: atMinute(20) };
      expect(await coverage.blockedIn(tenantId, source, window)).toBe(2);
      expect(await coverage.blockedIn(other, source, window)).toBe(0);
    });

    it('counts the poll’s reads and new records by the hour', async () => {
      await read({ from: 0, to: 10, newRows: 3 });
      await read({ from: 0, to: 20, newRows: 4 });
      await read({ from: 0, to: 70, newRows: 5 });
      await read({ from: 0, to: 70, readAt: 80, sweepAt: 71, newRows: 9 });
      expect(await opened().store.coverage.hours(tenantId, source, atMinute(0))).toEqual([
        { startsAt: atMinute(0), reads: 2, newRows: 7 },
        { startsAt: atMinute(60), reads: 1, newRows: 5 },
      ]);
    });

    it('forgets by age, and never the point from which the poll goes on', async () => {
      const { alerts, coverage } = opened().store;
      await read({ from: 0, to: 10 });
      await fail(11);
      await alerts.write(tenantId, (writer) =>
        writer.beginSweep({
          source,
          startedAt: atMinute(12),
          window: { from: atMinute(0), to: atMinute(5) },
        }),
      );
      await read({ from: 100, to: 200 });
      await alerts.forgetBefore(tenantId, atMinute(40 * dayMinutes));
      expect(await alerts.lastReadTo(tenantId, source, atMinute(50 * dayMinutes))).toEqual(
        atMinute(200),
      );
      expect(await alerts.ledger(tenantId, source, 9)).toHaveLength(1);
      expect(await spans()).toEqual([[atMinute(100), atMinute(200)]]);
      expect(await failures()).toEqual([]);
      expect(await coverage.sweeps(tenantId, source, atMinute(99), 9)).toEqual([]);
      expect(await coverage.hours(tenantId, source, atMinute(0))).toEqual([]);
      await read({ from: 50 * dayMinutes, to: 50 * dayMinutes + 1 });
      await alerts.forgetBefore(tenantId, atMinute(60));
      expect(await spans()).toHaveLength(2);
    });

    it('takes the newer version of a sign-in that a case holds', async () => {
      const { signIn } = aFinding('a', 1);
      const newer = { ...signIn, device: 'LAPTOP-7' };
      await opened().store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(theCase());
        await writer.addSignIns({ id: 'case-1' }, [signIn, aFinding('b', 2).signIn]);
        expect(await writer.heldSignIns(['a', 'unknown'], ['ca-block'])).toEqual([
          { caseId: 'case-1', rule: 'ca-block', signIn },
        ]);
        expect(await writer.heldSignIns(['a'], ['role-assigned'])).toEqual([]);
        await writer.replaceSignIns('case-1', [newer]);
        expect(await writer.signInsOf('case-1')).toEqual([newer, aFinding('b', 2).signIn]);
      });
    });
  });
}
