import { describe, expect, it } from '@jest/globals';
import { createSilencing } from '../../src/alerts/silencing.ts';
import type { SilenceRequest } from '../../src/ports/silencing.ts';
import { atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { inWorld, type World } from './world.ts';

const olga = { id: 'olga-id', name: 'Olga' };
const ada = { id: 'ada-id', name: 'Ada Lovelace' };

function deskOf({ store, clock, log }: World) {
  let ids = 0;
  return createSilencing({
    tenantId,
    store,
    breakGlass: {
      has: ({ name }) => name === 'glass',
      refusal: ({ name }) => (name === 'glass' ? 'glass is a break-glass account.' : undefined),
    },
    clock,
    log,
    newId: () => {
      ids += 1;
      return `silence-${ids}`;
    },
  });
}

const ofRule: SilenceRequest = {
  matcher: { rule: 'ca-block' },
  reason: ' planned ',
  until: atMinute(120),
  by: olga,
};

/** A world with blocks of two people in two apps. */
const inWorldWithCases = (work: (world: World) => Promise<void>) =>
  inWorld(async (world) => {
    world.signIns.put(blocked({ id: 'b1', minute: 1 }));
    world.signIns.put(blocked({ id: 'b2', minute: 1, app: 'Office Mail' }));
    world.signIns.put(blocked({ id: 'b3', minute: 1, user: 'glass' }));
    await world.at(2);
    await work(world);
  });

describe('the desk of silences', () => {
  it('says how many cases of the last days one would have held back, by a part of an app’s name too', () =>
    inWorldWithCases(async (world) => {
      const desk = deskOf(world);
      expect(await desk.reach({ rule: 'ca-block' })).toMatchObject({ cases: 3, days: 7 });
      expect(await desk.reach({ app: { name: 'mail' } })).toEqual({
        matcher: { app: { id: 'id-of-Office Mail', name: 'Office Mail' } },
        cases: 1,
        days: 7,
      });
      expect(await desk.reach({ app: { name: 'nothing such' } })).toMatchObject({ cases: 0 });
      world.clock.set(8 * 24 * 60);
      expect(await desk.reach({ rule: 'ca-block' })).toMatchObject({ cases: 0 });
    }));

  it('makes open cases quiet, but those of break-glass accounts, and lists what it holds', () =>
    inWorldWithCases(async (world) => {
      const desk = deskOf(world);
      expect(await desk.begin(ofRule)).toMatchObject({ ok: true, covered: 2 });
      const { cases } = await world.store.cases.open(tenantId, 9);
      const quiet = cases.filter(({ silence }) => silence !== undefined);
      expect(quiet.map(({ user }) => user.name)).toEqual(['ada', 'ada']);
      expect(await desk.current()).toMatchObject([{ reason: 'planned', owner: olga, heldBack: 0 }]);
      expect(await desk.end('silence-1', ada)).toMatchObject({ id: 'silence-1' });
      expect(await desk.end('silence-1', ada)).toBeUndefined();
      expect(await desk.current()).toEqual([]);
    }));

  it.each<[Partial<SilenceRequest>, string]>([
    [{ reason: '  ' }, 'because'],
    [{ until: atMinute(2) }, 'in the future'],
    [{ until: atMinute(91 * 24 * 60) }, '90 days at most'],
    [{ matcher: { user: { name: 'glass' } } }, 'break-glass'],
  ])('refuses %j with the reason, and keeps nothing', (change, words) =>
    inWorldWithCases(async (world) => {
      const desk = deskOf(world);
      const refused = await desk.begin({ ...ofRule, ...change });
      expect(refused).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
      expect(await desk.current()).toEqual([]);
    }),
  );

  it('gives a case to a person and shows it on the card', () =>
    inWorldWithCases(async (world) => {
      const desk = deskOf(world);
      const [alert] = (await world.store.cases.open(tenantId, 9)).cases;
      const id = alert?.id ?? '';
      expect(await desk.assign(id, olga, ada)).toMatchObject({ ok: true, case: { owner: ada } });
      expect(await desk.assign(id, olga, ada)).toMatchObject({ ok: false });
      expect(await desk.assign('unknown', olga, ada)).toMatchObject({ ok: false });
      await world.deliverAll();
      const lines = world.teams.shown().map(({ stateLine }) => stateLine);
      expect(lines).toContain('Claimed by Ada Lovelace');
    }));
});
