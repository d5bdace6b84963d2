import { describe, expect, it } from '@jest/globals';
import { beginSilence, endSilence } from '../../src/alerts/silence-steps.ts';
import type { Silence } from '../../src/domain/silence.ts';
import { aSilence, aSubscription, atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, type World } from './world.ts';

const travel: Silence = { ...aSilence, reason: 'travelling' };

/** About everybody whom the records of these tests are of. */
function about(change: Partial<Silence['matcher']>): Silence {
  return { ...travel, matcher: change };
}

const begin = (world: World, silence: Silence) =>
  world.store.alerts.write(tenantId, (writer) =>
    beginSilence(writer, silence, world.clock.now(), {}),
  );

async function heldBy({ store }: World, id = travel.id): Promise<number | undefined> {
  return (await store.silences.find(tenantId, id))?.heldBack;
}

const byRule = about({ rule: 'ca-block' });

describe('a silence', () => {
  it('lets no card be posted for what it covers, and keeps the case and the count', () =>
    inWorld(async (world) => {
      await begin(world, byRule);
      world.signIns.put(blocked({ id: 'b1', minute: 1 }));
      world.signIns.put(blocked({ id: 'b2', minute: 2 }));
      await world.at(5);
      expect(world.teams.shown()).toEqual([]);
      const { cases } = await world.store.cases.open(tenantId, 5);
      expect(cases).toMatchObject([
        { count: 2, state: 'open', silence: { by: 'Olga', reason: 'travelling' } },
      ]);
      expect(await heldBy(world)).toBe(2);
    }));

  it('makes an open case quiet at once, and says so on its card', () =>
    inWorld(async (world) => {
      const { signIns, at, teams, deliverAll, store } = world;
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      expect(await begin(world, byRule)).toBe(1);
      await deliverAll();
      expect(teams.shown()[0]?.history.at(-1)?.text).toBe(
        'Olga silenced it until 2026-11-22 10:00 UTC: travelling',
      );
      await store.subscriptions.subscribe(aSubscription('19:second@thread.tacv2'));
      signIns.put(blocked({ id: 'b2', minute: 5 }));
      await at(6);
      expect(teams.shown()[0]?.count).toBe(2);
      expect(teams.shown('19:second@thread.tacv2')).toEqual([]);
    }));

  it('lets what is still going on speak again when it ends, and nothing that is over', () =>
    inWorld(async (world) => {
      await begin(world, byRule);
      world.signIns.put(blocked({ id: 'b1', minute: 50 }));
      await world.at(55);
      expect(world.teams.shown()).toEqual([]);
      await world.at(61);
      expect(world.teams.shown()).toMatchObject([{ count: 1, state: 'open' }]);
      expect(world.teams.shown()[0]?.history.at(-1)?.text).toContain('the silence is over');
    }));

  it('leaves a case that was quiet for an hour unposted when it ends, until it happens again', () =>
    inWorld(async (world) => {
      await begin(world, { ...byRule, until: atMinute(180) });
      world.signIns.put(blocked({ id: 'b1', minute: 1 }));
      await world.at(5);
      await world.at(181);
      expect(world.teams.shown()).toEqual([]);
      world.signIns.put(blocked({ id: 'b2', minute: 182 }));
      await world.at(183);
      expect(world.teams.shown()).toMatchObject([{ count: 2 }]);
    }));

  it('hides nothing that comes from elsewhere, also when both come in one read', () =>
    inWorld(async (world) => {
      await begin(world, about({ ipRange: '203.0.113.0/24' }));
      world.signIns.put(blocked({ id: 'b1', minute: 1, ip: '198.51.100.9' }));
      world.signIns.put(blocked({ id: 'b2', minute: 2, ip: '203.0.113.7' }));
      await world.at(5);
      expect(world.teams.shown()).toMatchObject([{ count: 2 }]);
      expect(await heldBy(world)).toBe(1);
    }));

  it('ends for a case with the first finding that it does not cover', () =>
    inWorld(async (world) => {
      await begin(world, about({ ipRange: '203.0.113.0/24' }));
      world.signIns.put(blocked({ id: 'b1', minute: 1, ip: '203.0.113.7' }));
      await world.at(5);
      expect(world.teams.shown()).toEqual([]);
      world.signIns.put(blocked({ id: 'b2', minute: 6, ip: '198.51.100.9' }));
      await world.at(8);
      expect(world.teams.shown()).toMatchObject([{ count: 2 }]);
    }));

  it('does not make a case quiet that holds something else besides', () =>
    inWorld(async (world) => {
      world.signIns.put(blocked({ id: 'b1', minute: 1, ip: '198.51.100.9' }));
      world.signIns.put(blocked({ id: 'b2', minute: 2, ip: '203.0.113.7' }));
      await world.at(5);
      expect(await begin(world, about({ ipRange: '203.0.113.0/24' }))).toBe(0);
    }));

  it('gives its cases back at once when somebody ends it, or to another that covers them', () =>
    inWorld(async (world) => {
      const { store, clock, deliverAll, teams } = world;
      await begin(world, byRule);
      await begin(world, { ...byRule, id: 'other', until: atMinute(30) });
      world.signIns.put(blocked({ id: 'b1', minute: 1 }));
      await world.at(5);
      const end = (id: string) =>
        store.alerts.write(tenantId, async (writer) => {
          const silence = await writer.findSilence(id);
          if (silence === undefined) throw new Error('no such silence');
          await endSilence(writer, silence, { name: 'Ada' }, clock.now(), {});
        });
      await end(travel.id);
      await deliverAll();
      expect(teams.shown(channel)).toEqual([]);
      await end('other');
      await deliverAll();
      expect(teams.shown(channel)).toMatchObject([{ count: 1 }]);
      expect(await store.silences.current(tenantId, clock.now())).toEqual([]);
    }));

  it('never covers a break-glass account', () => {
    const breakGlass = { refusal: () => 'Ada is a break-glass account.' };
    return inWorld(
      async (world) => {
        await begin(world, byRule);
        world.signIns.put(blocked({ id: 'b1', minute: 1 }));
        await world.at(5);
        expect(world.teams.shown()).toMatchObject([{ count: 1 }]);
        expect(await heldBy(world)).toBe(0);
      },
      { change: { breakGlass } },
    );
  });

  it('tells which silence held back how much, for log and metrics', () => {
    const held: string[] = [];
    return inWorld(
      async (world) => {
        await begin(world, byRule);
        world.signIns.put(blocked({ id: 'b1', minute: 1 }));
        world.signIns.put(blocked({ id: 'b2', minute: 2 }));
        await world.at(5);
        expect(held).toEqual(['silence-1 ca-block 2']);
      },
      {
        change: {
          onHeldBack: ({ silence, rule, findings }) =>
            held.push(`${silence.id} ${rule} ${findings}`),
        },
      },
    );
  });
});
