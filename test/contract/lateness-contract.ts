import { expect, it } from '@jest/globals';
import type { Store } from '../../src/store/open-store.ts';
import { describeStore, type Setup } from './store-setup.ts';

const tenantId = 'aaaaaaaa-0000-4000-8000-00000000000a';
const source = 'sign-ins';
const start = Date.parse('2026-11-22T12:00:00Z');
const minute = (minutes: number) => new Date(start + minutes * 60_000);

let records = 0;
/** A read at a minute, up to half a minute before unless said otherwise; new records by the minute they happened. */
function readAt(store: Store, at: number, happened: readonly number[] = [], to = at - 0.5) {
  return store.alerts.write(tenantId, async (writer) => {
    await writer.rememberRecords(
      source,
      happened.map((then) => {
        records += 1;
        return {
          id: `r-${records}`,
          outcome: 'blocked',
          at: minute(then),
          firstSeenAt: minute(at),
        };
      }),
    );
    await writer.appendLedger({
      source,
      from: minute(to - 60),
      to: minute(to),
      readAt: minute(at),
      pages: 1,
      rows: happened.length,
      newRows: happened.length,
      worstLatenessMs: 0,
    });
  });
}

/** What the watch knows of lateness, whichever database keeps it. */
export function latenessContract(name: string, setUp: () => Setup): void {
  describeStore(`lateness measured in ${name}`, setUp, (opened) => {
    const read = (...args: readonly [number, (readonly number[])?, number?]) =>
      readAt(opened().store, ...args);
    const measured = () => opened().store.lateness.recent(tenantId, source);

    it('is unknown before anything was seen, and after a first read alone', async () => {
      expect(await measured()).toBeUndefined();
      await read(0, [-30, -20]);
      expect(await measured()).toBeUndefined();
    });

    it('is the time between an event and its first sight, read after read', async () => {
      await read(0);
      await read(1, [0, -9]);
      await read(2, [1]);
      await read(3, [-27, 2]);
      expect(await measured()).toEqual({
        count: 5,
        p50Ms: 60_000,
        p95Ms: 30 * 60_000,
        worstMs: 30 * 60_000,
        newestAt: minute(2),
      });
    });

    it('leaves out what waited for the bot after a pause, and what is read of the pause in slices', async () => {
      await read(0);
      await read(1, [0]);
      await read(601, [60], 180);
      await read(601.1, [200], 360);
      await read(601.2, [400], 540);
      await read(601.3, [599], 600.8);
      expect(await measured()).toMatchObject({ count: 1, worstMs: 60_000, newestAt: minute(599) });
      await read(602.3, [590, 602]);
      expect(await measured()).toMatchObject({ count: 3, worstMs: 12.3 * 60_000 });
    });

    it('is a tenant’s and a source’s own, and of the last days alone', async () => {
      await read(0);
      await read(1, [-600]);
      for (const day of [3, 3 + 1 / 1440]) await read(day * 1440, [day * 1440 - 5]);
      expect(await measured()).toMatchObject({ count: 1, worstMs: 5 * 60_000 });
      expect(await opened().store.lateness.recent('other', source)).toBeUndefined();
      expect(await opened().store.lateness.recent(tenantId, 'other')).toBeUndefined();
    });
  });
}
