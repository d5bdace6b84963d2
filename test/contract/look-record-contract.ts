import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import type { Look } from '../../src/domain/look.ts';
import { verifyChain } from '../../src/domain/look-chain.ts';
import type { LookChain } from '../../src/ports/look-record.ts';
import { dialectOf } from '../../src/store/dialect.ts';
import { sha256 } from '../../src/store/look-hash.ts';
import { openLookChain } from '../../src/store/open-look-chain.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { tenantId } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { minutesAfter, noon } from '../builders.ts';
import { aLook } from '../look-builders.ts';

const appender = new URL('../store/append-looks.ts', import.meta.url).pathname;
const otherTenant = 'ffffffff-0000-4000-8000-000000000009';
const alice = 'a11ce000-0000-4000-8000-000000000001';
const bob = 'b0b00000-0000-4000-8000-000000000002';
const all = { window: { from: minutesAfter(noon, -100), to: minutesAfter(noon, 1_000) }, most: 50 };

/** Every row of the tenant and whether they are one chain. */
async function verified(chain: LookChain, tenant = tenantId) {
  const rows = await chain.rows(tenant, 0, 1_000);
  return verifyChain(rows, sha256, { start: await chain.start(tenant) });
}

export interface LooksSetup {
  /** Of a new, empty database. */
  readonly url: string;
  cleanUp(): Promise<void>;
}

/** What every store must do with the record of looks, whichever database it is. */
export function lookRecordContract(name: string, setUp: () => Promise<LooksSetup>): void {
  describe(`the record of looks in ${name}`, () => {
    const log = recordingLog();
    let setup: LooksSetup;
    let store: Store;
    let others: { close(): Promise<void> }[];

    const closing = <T extends { close(): Promise<void> }>(one: T): T => {
      others.push(one);
      return one;
    };
    const again = async () => closing(await openStore(setup.url, { log }));
    const chain = async () => closing(await openLookChain(setup.url, { log }));

    beforeEach(async () => {
      others = [];
      setup = await setUp();
      store = await again();
    });
    afterEach(async () => {
      await Promise.all(others.map((one) => one.close()));
      await setup.cleanUp();
    });

    it('gives back every part of a look, whatever letters it holds', async () => {
      const { looks } = store;
      const whole: Look = aLook(1, {
        where: { kind: 'channel', conversationId: '19:x@thread.tacv2' },
        by: { id: bob, name: 'Bob \u0000\u202e "O\'Neil" 😀', level: 'reader' },
        door: 'button',
        line: `signins for ${alice}`,
        people: [alice],
        policies: ['p-1'],
        records: ['r-1', 'r-2'],
        rows: 3,
        reason: 'ticket 4711',
        outcome: 'refused',
        why: 'for admins',
      });
      await looks.append(tenantId, whole);
      await looks.append(tenantId, aLook(2, { rows: undefined }));
      const [latest, first] = await looks.list(tenantId, all);
      expect(first).toEqual({ ...whole, sequence: 1 });
      expect(latest).toMatchObject({ sequence: 2, people: [], rows: undefined, why: undefined });
    });

    it('finds looks by whom they were about and by time, newest first, page by page', async () => {
      const { looks } = store;
      for (const minute of [1, 2, 3, 4]) {
        const people = minute % 2 === 0 ? [alice, bob] : [bob];
        await looks.append(tenantId, aLook(minute, { people }));
      }
      await looks.append(otherTenant, aLook(5, { people: [alice] }));
      const minutes = async (question: object) => {
        const found = await looks.list(tenantId, { ...all, ...question });
        return found.map(({ at }) => (at.getTime() - noon.getTime()) / 60_000);
      };
      expect(await minutes({})).toEqual([4, 3, 2, 1]);
      expect(await minutes({ personId: alice.toUpperCase() })).toEqual([4, 2]);
      expect(await minutes({ personId: alice, skip: 1 })).toEqual([2]);
      const window = { from: minutesAfter(noon, 2), to: minutesAfter(noon, 3) };
      expect(await minutes({ window })).toEqual([3, 2]);
      expect(await minutes({ most: 1 })).toEqual([4]);
      expect(await looks.count(tenantId, { ...all, personId: bob })).toBe(4);
      expect(await looks.count(tenantId, { window })).toBe(2);
    });

    it('is one chain without gaps and forks, however many append from two replicas at once', async () => {
      const replica = spawn(process.execPath, [appender, setup.url, '10'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const ended = once(replica, 'exit');
      await once(replica.stdout, 'data');
      replica.stdin.write('go\n');
      const [first, ...others] = Array.from({ length: 10 }, (_, index) => aLook(index));
      await store.looks.append(tenantId, first ?? aLook(0));
      await Promise.all(others.map((look) => store.looks.append(tenantId, look)));
      expect(await ended).toEqual([0, null]);
      const verdict = await verified(await chain());
      expect(verdict).toMatchObject({ ok: true, rows: 20, head: { count: 20 } });
      expect(verdict.ok && verdict.head).toEqual(await store.looks.head(tenantId));
    });

    it('is written many at a time when many come at once', async () => {
      const many = Array.from({ length: 250 }, (_, index) =>
        aLook(index, { people: [alice, bob] }),
      );
      await Promise.all(many.map((look) => store.looks.append(tenantId, look)));
      expect(await verified(await chain())).toMatchObject({ ok: true, rows: 250 });
    });

    it('keeps a chain for each tenant', async () => {
      await store.looks.append(tenantId, aLook(1));
      await store.looks.append(otherTenant, aLook(2));
      const kept = await chain();
      expect(await kept.tenants()).toEqual([tenantId, otherTenant].sort());
      expect(await verified(kept, otherTenant)).toMatchObject({ ok: true, rows: 1 });
      expect(await store.looks.head(otherTenant)).toMatchObject({ count: 1 });
    });

    it('is forgotten from its old end, and the rest is still verified and goes on', async () => {
      for (const minute of [1, 2, 3]) {
        await store.looks.append(tenantId, aLook(minute, { people: [alice] }));
      }
      await store.looks.forgetBefore(tenantId, minutesAfter(noon, 3));
      await store.looks.forgetBefore(tenantId, minutesAfter(noon, 3));
      const kept = await chain();
      expect(await verified(kept)).toMatchObject({ ok: true, rows: 1, head: { count: 3 } });
      expect(await store.looks.count(tenantId, { ...all, personId: alice })).toBe(1);
      await store.looks.forgetBefore(tenantId, minutesAfter(noon, 100));
      await store.looks.append(tenantId, aLook(4));
      expect(await verified(kept)).toMatchObject({ ok: true, rows: 1, head: { count: 4 } });
    });

    it('keeps what is newer than a row whose clock was late', async () => {
      await store.looks.append(tenantId, aLook(9));
      await store.looks.append(tenantId, aLook(1));
      await store.looks.forgetBefore(tenantId, minutesAfter(noon, 5));
      expect(await verified(await chain())).toMatchObject({ ok: true, rows: 2 });
    });

    it('takes no update and no delete but what retention drops', async () => {
      for (const minute of [1, 2]) {
        await store.looks.append(tenantId, aLook(minute, { people: [alice] }));
      }
      await store.looks.forgetBefore(tenantId, minutesAfter(noon, 2));
      const db = new Kysely<Record<string, never>>({ dialect: dialectOf(setup.url, log) });
      closing({ close: () => db.destroy() });
      for (const statement of [
        "update looks set record = '{}'",
        'delete from looks',
        "update look_people set person_id = 'nobody'",
        'delete from look_people',
        'update look_anchors set sequence = 0',
        'delete from look_anchors',
        ...(setup.url.startsWith('postgres') ? ['truncate looks', 'truncate look_anchors'] : []),
      ]) {
        await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only');
      }
      expect(await verified(await chain())).toMatchObject({
        ok: true,
        rows: 1,
        head: { count: 2 },
      });
    });
  });
}
