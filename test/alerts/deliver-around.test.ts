import { describe, expect, it } from '@jest/globals';
import { openNetworks } from '../../src/networks/open-networks.ts';
import { busy, enricherIn, fakeRisk } from './around.ts';
import { aSubscription, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { inWorld, never, watchOver } from './world.ts';

describe('delivery with what stands around cases', () => {
  it('posts it with the first card', () =>
    inWorld(async (world) => {
      const watch = watchOver(world, { enricher: enricherIn(world) });
      world.signIns.put(blocked({ id: 'b1', minute: 1 }));
      world.clock.set(3);
      await watch.pollOnce(never);
      await watch.deliverOnce(never);
      expect(world.teams.calls.map(({ what, view }) => [what, view?.riskText])).toEqual([
        ['post', 'high, at risk'],
      ]);
      expect(world.teams.shown()[0]?.lastSignIns).toHaveLength(1);
    }));

  it('says whose network it was and how the directory knew the device, as of the latest sign-in', () =>
    inWorld(async (world) => {
      const networks = await openNetworks([]);
      const watch = watchOver(world, { enricher: enricherIn(world, { networks }) });
      const from = (id: string, minute: number, autonomousSystemNumber: number) => {
        const row = blocked({ id, minute });
        const networkLocationDetails = [
          { networkType: 'trustedNamedLocation', networkNames: ['Offices'] },
        ];
        const deviceDetail = { displayName: 'LAPTOP-7', isCompliant: false };
        const more = { autonomousSystemNumber, networkLocationDetails, deviceDetail };
        world.signIns.put({ ...row, raw: { ...row.raw, ...more } });
      };
      from('b1', 1, 3320);
      world.clock.set(3);
      await watch.pollOnce(never);
      await watch.deliverOnce(never);
      from('b2', 3, 14061);
      world.clock.set(5);
      await watch.pollOnce(never);
      await watch.deliverOnce(never);
      expect(world.teams.calls.map(({ view }) => view?.network)).toEqual([
        'trusted network Offices · AS3320',
        'trusted network Offices · DigitalOcean (AS14061), hosting',
      ]);
      expect(world.teams.shown()[0]?.device).toBe(
        'LAPTOP-7 · Windows 11 · Edge 140: not compliant',
      );
    }));

  it('posts the card at once without what is not to be had, and adds it when it is, two minutes apart', () =>
    inWorld(async (world) => {
      const { clock, teams, signIns, store } = world;
      const risk = fakeRisk();
      risk.fails = busy;
      const watch = watchOver(world, { enricher: enricherIn(world, { risk }) });
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      clock.set(3);
      await watch.pollOnce(never);
      expect(await watch.deliverOnce(never)).toMatchObject({ posted: 1 });
      expect(teams.shown()[0]?.riskText).toBe('');
      clock.set(5.1);
      expect(await watch.deliverOnce(never)).toMatchObject({ updated: 1 });
      expect(teams.shown()[0]?.riskText).toBe('');
      risk.fails = undefined;
      clock.set(7);
      expect(await watch.deliverOnce(never)).toMatchObject({ updated: 0 });
      clock.set(7.2);
      expect(await watch.deliverOnce(never)).toMatchObject({ updated: 1 });
      expect(teams.shown()[0]?.riskText).toBe('high, at risk');
      clock.set(12);
      expect(await watch.deliverOnce(never)).toMatchObject({ updated: 0 });
      expect((await store.outbox.backlog(tenantId)).waiting).toBe(0);
    }));

  it('does not hold up an update of the case while it waits to be asked again', () =>
    inWorld(async (world) => {
      const { clock, teams, signIns } = world;
      const risk = fakeRisk();
      risk.fails = busy;
      const watch = watchOver(world, { enricher: enricherIn(world, { risk }) });
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      clock.set(3);
      await watch.pollOnce(never);
      await watch.deliverOnce(never);
      signIns.put(blocked({ id: 'b2', minute: 2 }));
      clock.pass(10_000);
      await watch.pollOnce(never);
      expect(await watch.deliverOnce(never)).toMatchObject({ updated: 1 });
      expect(teams.shown()[0]?.countText).toBe('2 sign-ins');
    }));

  it('gives a card up that is older than half an hour', () =>
    inWorld(async (world) => {
      const { clock, signIns } = world;
      const risk = fakeRisk();
      risk.fails = busy;
      const watch = watchOver(world, { enricher: enricherIn(world, { risk }) });
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      clock.set(3);
      await watch.pollOnce(never);
      let updates = 0;
      for (let minute = 3; minute < 90; minute += 1) {
        clock.set(minute);
        updates += (await watch.deliverOnce(never)).updated;
      }
      expect(updates).toBeGreaterThan(5);
      expect(updates).toBeLessThan(20);
    }));

  it('posts the card whatever happens to it', () =>
    inWorld(async (world) => {
      const enricher = {
        contextOf: () => Promise.reject(new Error('a bug')),
        askAgain: () => undefined,
        askDue: async () => undefined,
      };
      const watch = watchOver(world, { enricher });
      await world.store.subscriptions.subscribe(aSubscription('19:second@thread.tacv2'));
      world.signIns.put(blocked({ id: 'b1', minute: 1 }));
      world.clock.set(3);
      await watch.pollOnce(never);
      expect(await watch.deliverOnce(never)).toMatchObject({ posted: 2 });
      expect(world.log.lines.join()).toContain('without what stands around its case');
    }));
});
