import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import { AppError } from '../../src/errors.ts';
import type { Networks } from '../../src/ports/networks.ts';
import type { Risk } from '../../src/ports/risk.ts';
import type { SignInLog } from '../../src/ports/sign-in-log.ts';
import { busy, enricherIn, fakeRisk } from './around.ts';
import { atMinute, tenantId, theCase } from './builders.ts';
import { blocked, gotIn } from './records.ts';
import { channel, inWorld, never, type World } from './world.ts';

const adasCase = (change: Partial<Case> = {}): Case =>
  theCase({ user: { id: 'id-of-ada', name: 'Ada' }, ...change });

const saved = (world: World, ...cases: Case[]) =>
  world.store.alerts.write(tenantId, async (writer) => {
    for (const one of cases) await writer.saveCase(one);
  });

describe('what stands around a case', () => {
  it('is the risk, the last five sign-ins of the user and her other cases', () =>
    inWorld(async (world) => {
      const { signIns, clock } = world;
      clock.set(20);
      for (const minute of [1, 2, 3, 4, 5, 6]) {
        signIns.put(gotIn({ id: `in-${minute}`, minute }));
      }
      signIns.put(blocked({ id: 'out', minute: 7 }));
      signIns.put(gotIn({ id: 'silent', minute: 8, interactive: false }));
      signIns.put(gotIn({ id: 'other', minute: 9, user: 'bob' }));
      const others = ['b', 'c', 'd', 'e'].map((id, minute) =>
        adasCase({ id, key: id, lastAt: atMinute(minute) }),
      );
      await saved(world, adasCase(), ...others);
      const found = await enricherIn(world).contextOf(adasCase(), never);
      expect(found.read?.risk).toEqual({ level: 'high', state: 'atRisk' });
      expect(found.read?.signIns?.map(({ id, outcome }) => [id, outcome])).toEqual([
        ['out', 'blocked'],
        ['in-6', 'succeeded'],
        ['in-5', 'succeeded'],
        ['in-4', 'succeeded'],
        ['in-3', 'succeeded'],
      ]);
      expect(found.read?.signIns?.[0]).toMatchObject({
        headline: 'blocked by Require MFA',
        app: 'Payroll',
        place: 'Oslo, NO',
        at: atMinute(7),
      });
      expect(found.others.total).toBe(4);
      expect(found.others.cases.map(({ id }) => id)).toEqual(['e', 'd', 'c']);
    }));

  it('asks behind people, and once a case until a new burst comes', () =>
    inWorld(async (world) => {
      const priorities: string[] = [];
      const signIns: SignInLog = {
        ...world.signIns,
        pages(query, options) {
          priorities.push(options.priority);
          return world.signIns.pages(query, options);
        },
      };
      const risk = fakeRisk();
      const enricher = enricherIn(world, { risk, signIns });
      world.clock.set(2);
      await Promise.all([
        enricher.contextOf(adasCase(), never),
        enricher.contextOf(adasCase(), never),
      ]);
      expect(risk.asked).toEqual(['card']);
      expect(priorities).toEqual(['card']);
      world.clock.set(30);
      await enricher.contextOf(adasCase({ lastAt: atMinute(10) }), never);
      expect(risk.asked).toHaveLength(1);
      await enricher.contextOf(adasCase({ lastAt: atMinute(29) }), never);
      expect(risk.asked).toHaveLength(2);
    }));

  it('is kept for answers that may not wait, and for the next process', () =>
    inWorld(async (world) => {
      world.clock.set(2);
      expect((await enricherIn(world).known(adasCase())).read).toBeUndefined();
      await enricherIn(world).contextOf(adasCase(), never);
      const risk = fakeRisk();
      const next = enricherIn(world, { risk });
      expect((await next.known(adasCase())).read?.risk?.level).toBe('high');
      expect((await next.contextOf(adasCase(), never)).read?.risk?.level).toBe('high');
      expect(risk.asked).toEqual([]);
    }));

  it('leaves out what fails, rests for a minute, and adds it then without losing the rest', () =>
    inWorld(async (world) => {
      const { signIns, clock } = world;
      clock.set(2);
      signIns.put(gotIn({ id: 'in', minute: 1 }));
      const risk = fakeRisk();
      risk.fails = busy;
      const enricher = enricherIn(world, { risk });
      const first = await enricher.contextOf(adasCase(), never);
      expect(first).toMatchObject({ comesLater: true, read: { partial: true } });
      expect(first.read?.risk).toBeUndefined();
      expect(first.read?.signIns).toHaveLength(1);
      const another = adasCase({ id: 'case-2', key: 'two' });
      expect(await enricher.contextOf(another, never)).toMatchObject({ comesLater: true });
      expect(risk.asked).toHaveLength(1);
      clock.set(3.1);
      risk.fails = undefined;
      signIns.failures.push(busy);
      const second = await enricher.contextOf(adasCase(), never);
      expect(second.read?.risk?.level).toBe('high');
      expect(second.read?.signIns).toHaveLength(1);
    }));

  it('is read again at once when the clock was set back during a rest', () =>
    inWorld(async (world) => {
      const risk = fakeRisk();
      risk.fails = busy;
      const enricher = enricherIn(world, { risk });
      world.clock.set(600);
      await enricher.contextOf(adasCase(), never);
      risk.fails = undefined;
      world.clock.set(5);
      const another = adasCase({ id: 'case-2', key: 'two' });
      expect((await enricher.contextOf(another, never)).read?.risk?.level).toBe('high');
    }));

  it('says nothing of a risk that the tenant does not show, and does not ask at each case', () =>
    inWorld(async (world) => {
      const risk = fakeRisk();
      risk.fails = new AppError('licence-missing', 'Entra ID P2 is missing.');
      const enricher = enricherIn(world, { risk });
      world.clock.set(2);
      const found = await enricher.contextOf(adasCase(), never);
      expect(found).toMatchObject({ comesLater: false, read: { partial: false } });
      expect(found.read?.risk).toBeUndefined();
      await enricher.contextOf(adasCase({ id: 'case-2', key: 'two' }), never);
      expect(risk.asked).toHaveLength(1);
      world.clock.set(70);
      await enricher.contextOf(adasCase({ id: 'case-3', key: 'three' }), never);
      expect(risk.asked).toHaveLength(2);
    }));

  it('does not wait longer than it may for a source that never answers', () =>
    inWorld(async (world) => {
      const limit = new AbortController();
      const deaf: Risk = {
        ofUser: () => {
          setImmediate(() => limit.abort(new Error('too long')));
          return new Promise(() => undefined);
        },
      };
      const enricher = enricherIn(world, { risk: deaf, limit: () => limit.signal });
      const found = await enricher.contextOf(adasCase(), never);
      expect(found).toMatchObject({ comesLater: true, read: { partial: true } });
    }));

  it('is left out while many messages are due, and of users whom the record does not name', () =>
    inWorld(async (world) => {
      const { store, clock } = world;
      const risk = fakeRisk();
      const enricher = enricherIn(world, { risk });
      clock.set(2);
      await store.alerts.write(tenantId, async (writer) => {
        for (let n = 0; n < 21; n += 1) {
          await writer.saveCase(adasCase({ id: `c-${n}`, key: `k-${n}` }));
          await writer.enqueueCard(`c-${n}`, channel, atMinute(1));
        }
      });
      expect(await enricher.contextOf(adasCase(), never)).toMatchObject({ comesLater: false });
      expect(risk.asked).toEqual([]);
      const unnamed = theCase({ user: { name: 'somebody' } });
      expect(await enricher.contextOf(unnamed, never)).toMatchObject({ others: { total: 0 } });
      const claim = await store.outbox.claimNext(tenantId, channel, clock.now(), atMinute(1));
      expect(claim).toBeDefined();
      await enricher.contextOf(adasCase(), never);
      expect(risk.asked).toHaveLength(1);
    }));

  it('names the network of the address that was seen last', () =>
    inWorld(async (world) => {
      const asked: unknown[] = [];
      const networks: Networks = {
        networkOf(...given) {
          asked.push(given);
          return { asNumber: 14061, owner: 'DigitalOcean', kind: 'hosting' };
        },
      };
      const { latest } = adasCase();
      const alert = adasCase({ latest: { ...latest, origin: { asNumber: 14061 } } });
      const { network } = await enricherIn(world, { networks }).known(alert);
      expect(network?.owner).toBe('DigitalOcean');
      expect(asked).toEqual([['203.0.113.7', 14061]]);
    }));
});
