import { expect, it } from '@jest/globals';
import type { AuditChange } from '../../src/domain/auditing/audit-change.ts';
import {
  type AuditFinding,
  type AuditScan,
  beginScan,
} from '../../src/domain/auditing/audit-scan.ts';
import { atMinute, tenantId } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const by = { id: 'adele', name: 'Adele' };
const subject = (id: string) => ({ id, name: `Mailbox ${id}` });
const finding = (id: string): AuditFinding => ({ kind: 'outdated', subject: subject(id) });
const ofMailbox = (id: string, on = true): AuditChange => ({
  kind: 'mailbox',
  subject: subject(id),
  on,
});
const log: AuditChange = { kind: 'ingestion', on: true };
const all = { first: 1, last: 99, limit: 10, skip: 0 };

/** Readings of mailboxes, changes of auditing and their cards, whichever database keeps them. */
export function auditWorkContract(name: string, setUp: () => Setup): void {
  describeStore(`auditing in ${name}`, setUp, (opened) => {
    const scans = () => opened().store.auditScans;
    const changes = () => opened().store.auditChanges;
    const followers = () => opened().store.auditFollowers;
    const begin = (id = 'scan-1', minute = 0) =>
      scans().begin(beginScan(tenantId, id, atMinute(minute)));
    const add = (wanted: readonly AuditChange[], minute = 0) =>
      changes().add(
        { tenantId, by, askedAt: atMinute(minute) },
        wanted.map((change) => ({ change })),
      );

    it('has one reading at a time, and drops what an older one found', async () => {
      expect(await scans().latest(tenantId)).toBeUndefined();
      const first = await begin();
      expect(await begin('scan-2', 1)).toEqual(first);
      const found = await scans().save(first, [finding('a')]);
      await scans().save({ ...(found as AuditScan), state: 'finished' }, []);
      const second = await begin('scan-3', 2);
      expect(second.id).toBe('scan-3');
      expect(await scans().latest(tenantId)).toEqual(second);
      expect(await scans().findings(first, 'outdated', { after: 0, limit: 9 })).toEqual([]);
    });

    it('keeps a page with what it found, once, in order, whoever is faster', async () => {
      const scan = await begin();
      const next = await scans().save(scan, [finding('a'), finding('b')]);
      expect(await scans().save(scan, [finding('lost')])).toBeUndefined();
      await scans().save(next as AuditScan, [finding('b'), finding('c')]);
      const range = { after: 0, limit: 2 };
      const ids = async (after: number) =>
        (await scans().findings(scan, 'outdated', { ...range, after })).map(
          (one) => one.subject.id,
        );
      expect([await ids(0), await ids(2), await ids(3)]).toEqual([['a', 'b'], ['c'], []]);
      expect((await scans().latest(tenantId))?.startedAt).toEqual(atMinute(0));
    });

    it('drops what was found of a list that is read anew, and nothing else', async () => {
      const scan = await begin();
      const bypass: AuditFinding = { kind: 'bypass', subject: subject('x') };
      const next = await scans().save(scan, [finding('a'), bypass]);
      await scans().save(next as AuditScan, [], ['outdated', 'left-out']);
      const range = { after: 0, limit: 9 };
      expect(await scans().findings(scan, 'outdated', range)).toEqual([]);
      expect(await scans().findings(scan, 'bypass', range)).toEqual([bypass]);
    });

    it('numbers changes, and keeps them as they go on', async () => {
      expect(await changes().last(tenantId)).toBe(0);
      expect(await add([log, ofMailbox('a')])).toEqual({ first: 1, last: 2, added: 2 });
      const kept = await changes().find(tenantId, 2);
      expect(kept).toMatchObject({ number: 2, state: 'waiting', by, askedAt: atMinute(0) });
      if (kept)
        await changes().save({ ...kept, state: 'set', setAt: atMinute(1), dueAt: atMinute(5) });
      expect((await changes().find(tenantId, 2))?.setAt).toEqual(atMinute(1));
      const numbers = async (minute: number) =>
        (await changes().due(tenantId, atMinute(minute), 9)).map(({ number }) => number);
      expect([await numbers(0), await numbers(5)]).toEqual([[1], [1, 2]]);
      const [first] = await changes().due(tenantId, atMinute(0), 1);
      if (first) await changes().save({ ...first, dueAt: atMinute(6) });
      expect(await numbers(7)).toEqual([2, 1]);
      expect(await changes().count(tenantId, all)).toEqual({ waiting: 1, set: 1 });
      expect((await changes().list(tenantId, all)).map(({ number }) => number)).toEqual([2, 1]);
      expect((await changes().list(tenantId, { ...all, skip: 1 }))[0]?.number).toBe(1);
    });

    it('has one open change of a switch, whatever it is set to and however often it is asked for', async () => {
      await add([log, ofMailbox('a')]);
      const again = await add([ofMailbox('a', false), ofMailbox('a'), ofMailbox('b')], 1);
      expect(again).toEqual({ first: 2, last: 3, added: 1 });
      const open = await changes().openFor(tenantId, ['ingestion', 'mailbox a', 'mailbox z']);
      expect([...open]).toEqual(
        expect.arrayContaining([
          ['ingestion', 1],
          ['mailbox a', 2],
        ]),
      );
      const first = await changes().find(tenantId, 1);
      if (first) await changes().save({ ...first, state: 'true', endedAt: atMinute(2) });
      expect(await add([log], 3)).toEqual({ first: 4, last: 4, added: 1 });
    });

    it('gives two who ask at once the same change', async () => {
      const both = await Promise.all([add([log]), add([log])]);
      expect(both.map(({ first }) => first)).toEqual([1, 1]);
      expect(await changes().last(tenantId)).toBe(1);
    });

    it('keeps the cards that follow until they are dropped', async () => {
      const follower = {
        tenantId,
        target: {
          conversationId: '19:one',
          serviceUrl: 'https://smba.example/',
          tenantId,
          kind: 'personal' as const,
          bot: { id: '28:bot' },
        },
        activityId: 'card-1',
        asker: { id: 'adele', name: 'Adele', channelUserId: '29:adele' },
        timeZone: 'Europe/Oslo',
        line: 'audit changes 1-2',
        askedAt: atMinute(0),
        follows: { first: 1, last: 2 },
        shown: '',
        shownAt: atMinute(0),
        dueAt: atMinute(0),
        failures: 0,
      };
      await followers().follow(follower);
      await followers().follow({ ...follower, line: 'audit status', follows: { scan: 's' } });
      const [kept] = await followers().all(tenantId);
      expect(kept).toEqual({ ...follower, line: 'audit status', follows: { scan: 's' } });
      await followers().settle({ ...follower, shown: 'more' });
      expect((await followers().all(tenantId))[0]?.shown).toBe('more');
      await followers().drop(follower);
      await followers().settle({ ...follower, shown: 'late' });
      expect(await followers().all(tenantId)).toEqual([]);
    });
  });
}
