import { describe, expect, it } from '@jest/globals';
import { actOnCase } from '../../src/alerts/actions.ts';
import type { ActiveRule } from '../../src/alerts/rule.ts';
import { caBlock } from '../../src/alerts/rules/ca-block.ts';
import type { WatchDeps } from '../../src/alerts/watch.ts';
import { aSilence, aSubscription, atMinute, tenantId } from './builders.ts';
import { type Fuse, fused, moments } from './fuse.ts';
import { blocked } from './records.ts';
import { channel, inWorld, links, never, type World, watchOver } from './world.ts';

const worseIp = '198.51.100.9';
/** From one address it is worse. */
const rule: typeof caBlock = {
  ...caBlock,
  detect(signIn, benign) {
    const match = caBlock.detect(signIn, benign);
    return match && { ...match, ...(signIn.ip === worseIp && { severity: 'high' }) };
  },
};
const watching = (more: Partial<ActiveRule> = {}): Partial<WatchDeps> => ({
  rules: [{ rule, ...more }],
});
const textsOf = ({ teams }: World) => teams.replies.map(({ text }) => text);
const flared = (count: string, calm: string) =>
  `It goes on: ${count} after ${calm} of quiet. ada: blocked by Require MFA, Payroll`;
const onlyCase = async ({ store }: World) => {
  const [found] = (await store.cases.open(tenantId, 1)).cases;
  if (found === undefined) throw new Error('no case');
  return found;
};
const rose = 'It got worse: severity from medium to high. ada: blocked by Require MFA, Payroll';

/** A case that was posted at minute 3. */
async function posted(world: World): Promise<void> {
  world.signIns.put(blocked({ id: 'first', minute: 1 }));
  await world.at(3);
  expect(world.teams.shown()).toHaveLength(1);
}

describe('a case that goes on after an hour of quiet', () => {
  it('is told below its card, once, however often the log is read', () =>
    inWorld(
      async (world) => {
        await posted(world);
        world.signIns.put(blocked({ id: 'again-1', minute: 80 }));
        world.signIns.put(blocked({ id: 'again-2', minute: 81 }));
        for (const minute of [82, 83, 100]) await world.at(minute);
        expect(world.teams.replies).toEqual([
          { conversationId: channel, to: 'activity-1', text: flared('2 new sign-ins', '79 min') },
        ]);
        expect(world.teams.shown()[0]?.history.map(({ text }) => text)).toEqual([
          'The bot told of 2 new sign-ins after 79 min of quiet',
        ]);
        world.signIns.put(blocked({ id: 'third', minute: 200 }));
        await world.at(202);
        expect(textsOf(world)[1]).toBe(flared('1 new sign-in', '119 min'));
      },
      { change: watching() },
    ));

  it('is told in each conversation that has known of it for an hour', () =>
    inWorld(
      async (world) => {
        await posted(world);
        const late = '19:late@thread.tacv2';
        await world.store.subscriptions.subscribe(aSubscription(late));
        world.signIns.put(blocked({ id: 'soon', minute: 30 }));
        await world.at(32);
        world.signIns.put(blocked({ id: 'again', minute: 91 }));
        await world.at(91.8);
        expect(world.teams.replies.map(({ conversationId }) => conversationId)).toEqual([channel]);
        expect(world.teams.shown(late)).toMatchObject([{ count: 3 }]);
      },
      { change: watching() },
    ));

  it('is no news by a record that came late, nor while it goes on steadily', () =>
    inWorld(
      async (world) => {
        await posted(world);
        for (const minute of [40, 80, 120, 160]) {
          world.signIns.put(blocked({ id: `steady-${minute}`, minute }));
          await world.at(minute + 2);
        }
        world.signIns.put(blocked({ id: 'late', minute: 0.5 }), 200);
        await world.watch.sweepOnce(never);
        await world.at(260);
        await world.watch.sweepOnce(never);
        await world.deliverAll();
        expect(world.teams.shown()).toMatchObject([{ count: 6 }]);
        expect(textsOf(world)).toEqual([]);
      },
      { change: watching() },
    ));

  it('is not told while it is snoozed, silenced or held back by quiet hours, nor later', () =>
    inWorld(
      async (world) => {
        await posted(world);
        const { id: caseId } = await onlyCase(world);
        const deps = {
          store: world.store.alerts,
          links,
          breakGlass: { refusal: () => undefined },
          newId: () => 'id',
        };
        const by = { id: 'olga', name: 'Olga' };
        const act = (more: object) =>
          actOnCase({ tenantId, caseId, act: 'snooze', by, at: world.clock.now(), ...more }, deps);
        world.clock.set(10);
        expect((await act({ hours: 1, reason: 'lunch' })).ok).toBe(true);
        world.signIns.put(blocked({ id: 'snoozed', minute: 67 }));
        await world.at(68);
        await world.at(75);
        const silence = { ...aSilence, matcher: { user: { name: 'ada' } } };
        await world.store.alerts.write(tenantId, (writer) =>
          writer.saveSilence({ ...silence, from: atMinute(60), until: atMinute(160) }),
        );
        world.signIns.put(blocked({ id: 'silenced', minute: 150 }));
        await world.at(152);
        await world.at(170);
        world.signIns.put(blocked({ id: 'quiet', minute: 240 }));
        await world.at(242);
        await world.at(310);
        expect(world.teams.shown()).toMatchObject([{ count: 4 }]);
        expect(textsOf(world)).toEqual([]);
      },
      { change: watching({ quietHours: { fromMinute: 780, toMinute: 840, zone: 'UTC' } }) },
    ));

  it('is told of a policy that blocks many as of one person', () =>
    inWorld(
      async (world) => {
        const block = (minute: number, of: string) => {
          for (let n = 0; n < 3; n += 1)
            world.signIns.put(blocked({ id: `${of}-${n}`, minute, user: `user-${n}` }));
        };
        block(1, 'first');
        await world.at(3);
        block(100, 'again');
        await world.at(102);
        expect(textsOf(world)).toEqual([
          'It goes on: 3 new sign-ins after 99 min of quiet. 3 people: blocked by Require MFA, several apps',
        ]);
      },
      { change: watching({ gathering: { people: 3, withinMs: 3_600_000 } }) },
    ));

  it('rings for ten of the cases that go on at the same moment, and shows all', () =>
    inWorld(
      async (world) => {
        const block = (minute: number) => {
          for (let n = 0; n < 14; n += 1)
            world.signIns.put(blocked({ id: `${minute}-${n}`, minute, user: `user-${n}` }));
        };
        block(1);
        await world.at(3);
        block(100);
        await world.at(102);
        expect(textsOf(world)).toHaveLength(10);
        expect(world.teams.shown().map(({ count }) => count)).toEqual(Array(14).fill(2));
      },
      { change: watching() },
    ));
});

describe('a case that gets worse', () => {
  it('is told below its card at once, and never falls back by itself', () =>
    inWorld(
      async (world) => {
        await posted(world);
        expect(world.teams.shown()[0]).toMatchObject({ severity: 'medium', verdict: 'Stopped' });
        world.signIns.put(blocked({ id: 'worse', minute: 5, ip: worseIp }));
        world.signIns.put(blocked({ id: 'as-before', minute: 6 }));
        await world.at(8);
        world.signIns.put(blocked({ id: 'as-before-2', minute: 9 }));
        await world.at(11);
        expect(textsOf(world)).toEqual([rose]);
        expect(world.teams.shown()[0]?.severity).toBe('high');
      },
      { change: watching() },
    ));

  it('is told too when a record that it holds says something worse now', () =>
    inWorld(
      async (world) => {
        await posted(world);
        world.signIns.put(blocked({ id: 'first', minute: 1, ip: worseIp }), 5);
        for (const minute of [6, 7]) await world.at(minute);
        expect(textsOf(world)).toEqual([rose]);
        expect(world.teams.shown()).toMatchObject([{ count: 1, severity: 'high' }]);
      },
      { change: watching() },
    ));

  it('is told within the hour after another reply only when that is over', () =>
    inWorld(
      async (world) => {
        await posted(world);
        world.signIns.put(blocked({ id: 'again', minute: 80 }));
        await world.at(82);
        world.signIns.put(blocked({ id: 'worse', minute: 90, ip: worseIp }));
        world.clock.set(92);
        await world.watch.pollOnce(never);
        await world.watch.deliverOnce(never);
        expect(textsOf(world)).toEqual([flared('1 new sign-in', '79 min')]);
        world.clock.set(143);
        await world.watch.deliverOnce(never);
        expect(textsOf(world)).toEqual([flared('1 new sign-in', '79 min'), rose]);
      },
      { change: watching() },
    ));

  it('is posted in quiet hours as soon as it is high, and waits for nothing longer', () =>
    inWorld(
      async (world) => {
        world.signIns.put(blocked({ id: 'first', minute: 1 }));
        world.clock.set(3);
        await world.watch.pollOnce(never);
        await world.watch.deliverOnce(never);
        expect(world.teams.shown()).toEqual([]);
        world.signIns.put(blocked({ id: 'worse', minute: 5, ip: worseIp }));
        world.clock.set(7);
        await world.watch.pollOnce(never);
        await world.watch.deliverOnce(never);
        expect(world.teams.shown()).toMatchObject([{ count: 2, severity: 'high' }]);
        expect(textsOf(world)).toEqual([]);
      },
      { change: watching({ quietHours: { fromMinute: 540, toMinute: 780, zone: 'UTC' } }) },
    ));
});

describe('a process that dies while it tells that a case goes on', () => {
  async function told(fuse: Fuse): Promise<{ texts: string[]; steps: number; count?: number }> {
    let outcome: { texts: string[]; steps: number; count?: number } = { texts: [], steps: 0 };
    await inWorld(
      async (world) => {
        await posted(world);
        world.signIns.put(blocked({ id: 'again', minute: 80 }));
        world.clock.set(82);
        const { store } = world;
        const mortal = watchOver(world, {
          ...watching(),
          notifier: fused(world.teams, fuse),
          store: { ...store, alerts: fused(store.alerts, fuse), outbox: fused(store.outbox, fuse) },
        });
        const dies = async () => {
          await mortal.pollOnce(never);
          await mortal.deliverOnce(never);
          world.clock.pass(4_000);
          await mortal.deliverOnce(never);
        };
        await dies().catch((thrown: unknown) => {
          if (!fuse.blown) throw thrown;
        });
        const { steps } = fuse;
        for (const minute of [84, 86]) await world.at(minute);
        outcome = { texts: textsOf(world), steps, count: world.teams.shown()[0]?.count };
      },
      { change: watching() },
    );
    return outcome;
  }

  it('has it told once by the next one, but for the message in flight', async () => {
    const whole = await told({ steps: 0, diesAt: 0, afterwards: false, blown: false });
    expect(whole).toMatchObject({ texts: [flared('1 new sign-in', '79 min')], count: 2 });
    const doubled = new Set<string | undefined>();
    for (const fuse of moments(whole.steps)) {
      const { texts, count } = await told(fuse);
      expect({ victim: fuse.victim, count, text: texts[0] }).toEqual({
        victim: fuse.victim,
        count: 2,
        text: flared('1 new sign-in', '79 min'),
      });
      if (texts.length > 1) doubled.add(fuse.victim);
    }
    expect([...doubled].toSorted()).toEqual(['after reply', 'before settleSent']);
  });
});
