import { expect, it } from '@jest/globals';
import type { EvidenceQuestion, Observation } from '../../src/ports/observations.ts';
import { aFinding, atMinute, minuteMs, tenantId } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const seen = (
  id: string,
  minute: number,
  {
    key = 'ada',
    role,
    rule = 'brute-force',
    who = 'id-ada',
  }: Partial<Observation> & {
    key?: string;
    rule?: string;
  } = {},
): Observation => ({ finding: aFinding(id, minute, { rule, key }), role, who });
const failed = (id: string, minute: number, key = 'ada') =>
  seen(id, minute, { key, role: 'failure' });

const asking = (change: Partial<EvidenceQuestion> = {}): EvidenceQuestion => ({
  rule: 'brute-force',
  keys: ['ada', 'bo'],
  from: atMinute(0),
  to: atMinute(60),
  spanMs: 60 * minuteMs,
  most: 100,
  ...change,
});
const late = atMinute(10_000);
const waiting = { alerts: false, forgetAt: late };

/** What every store must know of evidence. */
export function observationsContract(name: string, setUp: () => Setup): void {
  describeStore(`evidence in ${name}`, setUp, (opened) => {
    it('is kept once for each rule, key and record, and what was new is told', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        const first = [failed('1', 1), failed('2', 2), failed('2', 2)];
        const newOf = async (given: readonly Observation[]) =>
          (await writer.newObservations(given))
            .map(({ finding: { rule, key, signIn } }) => `${rule} ${key} ${signIn.id}`)
            .sort();
        expect(await newOf(first)).toEqual(['brute-force ada 1', 'brute-force ada 2']);
        await writer.addObservations(first, waiting);
        const next = [
          failed('2', 2),
          failed('2', 2, 'bo'),
          seen('2', 2, { rule: 'spray', role: 'failure' }),
        ];
        expect(await newOf(next)).toEqual(['brute-force bo 2', 'spray ada 2']);
        await writer.addObservations(next, waiting);
        await writer.addObservations(next, waiting);
        expect(await newOf(next)).toEqual([]);
        expect(await newOf([])).toEqual([]);
        expect((await writer.evidence(asking())).get('ada')).toHaveLength(2);
        await writer.fileObservations('brute-force', 'ada', ['1'], late);
        const known = (await writer.evidence(asking())).get('ada') ?? [];
        expect(known.map(({ id, hasAlerted }) => [id, hasAlerted ?? false])).toEqual([
          ['1', true],
          ['2', false],
        ]);
      });
    });

    it('is told by key, oldest first, of the rule and time that is asked for', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        await writer.addObservations(
          [failed('late', 30), failed('early', 1), failed('other', 5, 'bo'), failed('far', 61)],
          waiting,
        );
        const found = await writer.evidence(asking());
        const ip = '203.0.113.7';
        expect([...found.keys()].sort()).toEqual(['ada', 'bo']);
        expect(found.get('ada')).toEqual([
          { id: 'early', at: atMinute(1), role: 'failure', who: 'id-ada', ip },
          { id: 'late', at: atMinute(30), role: 'failure', who: 'id-ada', ip },
        ]);
        expect(await writer.evidence(asking({ rule: 'spray' }))).toEqual(new Map());
        expect(await writer.evidence(asking({ keys: [] }))).toEqual(new Map());
      });
    });

    it('of a storm is told as far as it matters: the newest of each span', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        const storm = Array.from({ length: 40 }, (_, i) => failed(`r-${i}`, i, 'ada'));
        await writer.addObservations(storm, waiting);
        const found = await writer.evidence(asking({ spanMs: 20 * minuteMs, most: 2 }));
        expect(found.get('ada')?.map(({ id }) => id)).toEqual(['r-18', 'r-19', 'r-38', 'r-39']);
      });
    });

    it('that waits is told before what alerted already', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        await writer.addObservations([failed('1', 1), failed('2', 2), failed('3', 3)], waiting);
        await writer.fileObservations('brute-force', 'ada', ['2', '3'], late);
        const found = await writer.evidence(asking({ most: 2 }));
        expect(found.get('ada')?.map(({ id }) => id)).toEqual(['1', '3']);
      });
    });

    it('that alerts is given once, whole, and counts as evidence on', async () => {
      const { store } = opened();
      const alone = seen('alone', 3, { key: 'alone' });
      await store.alerts.write(tenantId, async (writer) => {
        await writer.addObservations([failed('1', 1), failed('2', 2)], waiting);
        await writer.addObservations([alone], { alerts: true, forgetAt: late });
        const file = (key: string, ids: readonly string[]) =>
          writer.fileObservations('brute-force', key, ids, late);
        expect(await file('ada', ['1', 'unknown'])).toEqual([failed('1', 1).finding]);
        expect(await file('ada', ['1', '2'])).toEqual([failed('2', 2).finding]);
        expect(await file('ada', ['1', '2'])).toEqual([]);
        expect(await file('alone', ['alone'])).toEqual([]);
        expect((await writer.evidence(asking())).get('ada')).toHaveLength(2);
        expect(await writer.newObservations([failed('1', 1), alone])).toEqual([]);
      });
    });

    it('is known by the role that others wait for', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        await writer.addObservations(
          [failed('1', 1), seen('2', 2, { key: 'bo', role: 'success' })],
          waiting,
        );
        const question = asking({ keys: ['ada', 'bo', 'cy'] });
        expect([...(await writer.keysWith(question, 'failure'))]).toEqual(['ada']);
        const later = { ...question, from: atMinute(2) };
        expect([...(await writer.keysWith(later, 'failure'))]).toEqual([]);
      });
    });

    it('is forgotten when its time has come, later where it alerted, and is the tenant’s own', async () => {
      const { store } = opened();
      const idsOf = (tenant = tenantId) =>
        store.alerts.write(tenant, async (writer) =>
          (await writer.evidence(asking())).get('ada')?.map(({ id }) => id),
        );
      await store.alerts.write(tenantId, async (writer) => {
        await writer.addObservations([failed('1', 1), failed('2', 2)], {
          alerts: false,
          forgetAt: atMinute(100),
        });
        await writer.fileObservations('brute-force', 'ada', ['2'], atMinute(200));
      });
      expect(await idsOf('another-tenant')).toBeUndefined();
      await store.alerts.forgetObservations('another-tenant', atMinute(500));
      await store.alerts.forgetObservations(tenantId, atMinute(100));
      expect(await idsOf()).toEqual(['1', '2']);
      await store.alerts.forgetObservations(tenantId, atMinute(101));
      expect(await idsOf()).toEqual(['2']);
      await store.alerts.forgetObservations(tenantId, atMinute(201));
      expect(await idsOf()).toBeUndefined();
    });
  });
}
