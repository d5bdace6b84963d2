import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { busy } from './around.ts';
import { aSubscription, tenantId } from './builders.ts';
import { changesIn, enricherWithChanges, policyChange } from './changed.ts';
import { blocked } from './records.ts';
import { channel, inWorld, never, type World, watchOver } from './world.ts';

const people = ['ada', 'bob', 'cem', 'dan', 'eve', 'fay', 'gus'];

/** A watch that looks for changes in this tenant, and the way to let people be blocked. */
function watching(world: World, sources = changesIn(), change = {}) {
  const watch = watchOver(world, { enricher: enricherWithChanges(world, sources, change) });
  return {
    sources,
    /** One block for each of these people, from that minute on, two a minute. */
    block(minute: number, names: readonly string[] = people) {
      for (const [index, user] of names.entries()) {
        world.signIns.put(blocked({ id: `${user}-${minute}`, minute: minute + index / 2, user }));
      }
    },
    async at(minute: number) {
      world.clock.set(minute);
      await watch.pollOnce(never);
      for (let round = 0; round < 3; round += 1) {
        await watch.deliverOnce(never);
        world.clock.pass(4_000);
      }
    },
  };
}

const cardOf = (world: World, user: string) =>
  world.teams.shown().find((view) => view.userName === user);

describe('a jump of the blocks of one policy', () => {
  it('has its cause on the first cards, found once for all of them', () =>
    inWorld(async (world) => {
      const { block, at, sources } = watching(world, changesIn([policyChange(-1)]));
      block(10);
      await at(15);
      const shown = cardOf(world, 'gus')?.whatChanged;
      expect(shown?.title).toBe('What changed');
      expect(shown?.changes).toEqual([
        expect.objectContaining({
          when: '11 min before the first block',
          text: 'Olga Operator changed the conditional access policy “Require MFA”',
          lines: [{ text: 'Demands: + a compliant device' }],
        }),
      ]);
      expect(shown?.openAsk).toBe('audit Policy_1');
      expect(world.teams.shown()).toHaveLength(people.length);
      expect(sources.audits.asked).toHaveLength(2);
      expect(world.teams.replies).toEqual([]);
    }));

  it('is none while only four people are blocked', () =>
    inWorld(async (world) => {
      const { block, at, sources } = watching(world, changesIn([policyChange(-1)]));
      block(10, people.slice(0, 4));
      await at(15);
      expect(world.teams.shown().map(({ whatChanged }) => whatChanged.title)).toEqual(
        Array(4).fill(''),
      );
      expect(sources.audits.asked).toEqual([]);
    }));

  it('is told below a card that was there before, once, when the log has caught up', () =>
    inWorld(async (world) => {
      const { block, at, sources } = watching(world);
      block(10);
      await at(15);
      expect(world.teams.replies).toEqual([]);
      const empty = world.teams.shown().map(({ whatChanged }) => whatChanged.notes);
      expect(empty).toContain(
        'No change of this policy, its groups and named locations in the 24 hours before.',
      );
      sources.audits.add(policyChange(-1));
      for (const minute of [16, 18, 20, 22, 40]) await at(minute);
      expect(world.teams.replies).toHaveLength(1);
      expect(world.teams.replies[0]?.text).toMatch(
        /^Olga Operator changed the conditional access policy “Require MFA” 11 min before the first block: Demands: \+ a compliant device\. /,
      );
      const told = world.teams.shown().filter(({ history }) => history.length > 0);
      expect(told).toHaveLength(1);
      expect(told[0]?.whatChanged.changes).toHaveLength(1);
      expect(told[0]?.history[0]?.text).toContain('The bot found a change: Olga Operator');
    }));

  it('is told in each channel that shows the case', () =>
    inWorld(async (world) => {
      const second = '19:second@thread.tacv2';
      await world.store.subscriptions.subscribe(aSubscription(second));
      const { block, at, sources } = watching(world);
      block(10);
      await at(15);
      sources.audits.add(policyChange(-1));
      for (const minute of [18, 20, 22]) await at(minute);
      expect(world.teams.replies.map(({ conversationId }) => conversationId).sort()).toEqual(
        [channel, second].sort(),
      );
    }));

  it('goes on as the same jump: what came later is added, and nothing is told twice', () =>
    inWorld(async (world) => {
      const { block, at, sources } = watching(world, changesIn([policyChange(-1)]));
      block(10);
      await at(15);
      sources.audits.add(policyChange(20, {}, 'Policy_2'));
      block(31, ['ada', 'lee']);
      await at(36);
      expect(cardOf(world, 'lee')?.whatChanged.changes.map(({ when }) => when)).toEqual([
        '11 min before the first block',
        '10 min after the first block',
      ]);
      expect(world.teams.replies).toEqual([]);
      const { jumps } = world.store;
      const kept = await jumps.latest(tenantId, 'id-of-Require MFA', world.clock.now());
      expect(kept?.beganAt.toISOString()).toBe('2026-11-22T09:10:00.000Z');
    }));

  it('posts cards at once while the log does not answer, and tells the cause when it does', () =>
    inWorld(async (world) => {
      const sources = changesIn([policyChange(-1)]);
      const slow = Promise.withResolvers<void>();
      const audits = {
        async *pages(...asked: Parameters<typeof sources.audits.pages>) {
          await slow.promise;
          yield* sources.audits.pages(...asked);
        },
      };
      const { block, at } = watching(world, sources, {
        audits,
        patience: () => AbortSignal.abort(),
      });
      block(10);
      await at(15);
      expect(world.teams.shown()).toHaveLength(people.length);
      slow.resolve();
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      await at(15.5);
      expect(world.teams.replies).toHaveLength(1);
    }));

  it('is looked for again when the log was busy, a minute later and no sooner', () =>
    inWorld(async (world) => {
      const { block, at, sources } = watching(world, changesIn([policyChange(-1)]));
      sources.audits.fails = busy;
      block(10);
      await at(15);
      expect(sources.audits.asked).toHaveLength(1);
      sources.audits.fails = undefined;
      for (const minute of [15.5, 18]) await at(minute);
      expect(world.teams.replies).toHaveLength(1);
      expect(world.log.lines.join()).toContain('could not be read yet');
    }));

  it('says which permission is missing', () =>
    inWorld(async (world) => {
      const { block, at, sources } = watching(world);
      sources.audits.fails = new AppError('permission-missing', 'Not allowed.', {
        hint: 'Give it AuditLog.Read.All.',
      });
      block(10);
      await at(15);
      for (const minute of [18, 20, 30]) await at(minute);
      expect(cardOf(world, 'gus')?.whatChanged).toMatchObject({
        title: 'What changed',
        changes: [],
        notes: 'Not allowed. Give it AuditLog.Read.All.',
      });
      expect(sources.audits.asked).toHaveLength(1);
    }));

  it('is kept for the next process', () =>
    inWorld(async (world) => {
      const sources = changesIn([policyChange(-1)]);
      const { block, at } = watching(world, sources);
      block(10);
      await at(15);
      const next = enricherWithChanges(world, sources);
      const [alert] = (await world.store.cases.open(tenantId, 1)).cases;
      const known = alert && (await next.known(alert));
      expect(known?.jump?.found.changes).toHaveLength(1);
      expect(sources.audits.asked).toHaveLength(2);
    }));
});
