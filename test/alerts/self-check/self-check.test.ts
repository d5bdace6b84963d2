import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../../src/alerts/rules/index.ts';
import { readRules } from '../../../src/alerts/rules-file.ts';
import { createSelfCheck } from '../../../src/alerts/self-check/self-check.ts';
import { troubleView } from '../../../src/alerts/self-check/trouble-view.ts';
import { AppError } from '../../../src/errors.ts';
import { DeliveryError } from '../../../src/ports/notifier.ts';
import { aSubscription, atMinute, tenantId } from '../builders.ts';
import { channel, inWorld, never, nobodyFound, type World } from '../world.ts';

const unavailable = () => new AppError('unavailable', 'Graph does not answer.', { hint: 'Wait.' });

function checkOf(
  { store, teams, clock, log }: World,
  change: Partial<Parameters<typeof createSelfCheck>[0]> = {},
) {
  return createSelfCheck({
    ...store,
    tenantId,
    notifier: teams,
    renderTrouble: (trouble) => ({
      card: { type: 'AdaptiveCard', view: troubleView(trouble) },
      text: trouble.sentence,
    }),
    clock,
    random: () => 0.5,
    log,
    newId: randomUUID,
    startedAt: atMinute(0),
    settleMs: 30_000,
    ruleProblems: () => [],
    inForce: () => ({ rules: [], digest: undefined }),
    sources: () => [
      { name: 'sign-ins', records: 'sign-ins' },
      { name: 'directory-audits', records: 'directory audits' },
    ],
    mentions: nobodyFound,
    ...change,
  });
}

/** Polls that fail at each of these minutes, each followed by a look. */
async function failAt(world: World, check: ReturnType<typeof checkOf>, minutes: number[]) {
  for (const minute of minutes) {
    world.clock.set(minute);
    world.signIns.failures.push(unavailable());
    await world.watch.pollOnce(never).catch(() => undefined);
    await check.checkOnce(never);
  }
}

const said = ({ teams }: World, conversation?: string) =>
  teams.shown(conversation).map((view) => JSON.parse(JSON.stringify(view)));

describe('the bot in trouble', () => {
  it('says so once in each subscribed conversation, and changes the message when it is over', () =>
    inWorld(async (world) => {
      const check = checkOf(world);
      await world.store.subscriptions.subscribe(aSubscription('19:other'));
      await world.at(0);
      await check.checkOnce(never);
      await failAt(world, check, [1, 5, 9]);
      expect(world.teams.calls).toEqual([]);
      await failAt(world, check, [13, 18]);
      expect(world.teams.calls.map(({ what }) => what)).toEqual(['post', 'post']);
      expect(said(world, '19:other')).toMatchObject([
        {
          title: 'About the bot',
          sentence: expect.stringContaining('failing for ten minutes'),
          nextStep: 'Graph does not answer. Wait.',
          endedAt: '',
        },
      ]);
      expect(await check.open()).toMatchObject([{ kind: 'reads-failing', since: atMinute(13) }]);
      await world.at(25);
      for (const minute of [25, 26]) {
        world.clock.set(minute);
        await check.checkOnce(never);
      }
      expect(world.teams.calls.map(({ what }) => what)).toEqual([
        'post',
        'post',
        'update',
        'update',
      ]);
      expect(said(world)).toMatchObject([{ title: 'About the bot: over', nextStep: '' }]);
      expect(await check.open()).toEqual([]);
    }));

  it('takes what comes back within the hour for the same trouble', () =>
    inWorld(async (world) => {
      const check = checkOf(world);
      await world.at(0);
      await failAt(world, check, [1, 12]);
      await world.at(14);
      await check.checkOnce(never);
      await failAt(world, check, [20, 31]);
      expect(world.teams.calls.map(({ what }) => what)).toEqual(['post', 'update', 'update']);
      expect(said(world)).toMatchObject([{ title: 'About the bot', endedAt: '' }]);
    }));

  it('tells the other conversations of one that refuses the bot', () =>
    inWorld(async (world) => {
      const check = checkOf(world);
      await world.store.subscriptions.subscribe(aSubscription('19:other'));
      await world.at(0);
      const [claim] = [channel].map((conversationId) => ({
        id: 'task',
        tenantId,
        target: aSubscription(conversationId).target,
        revision: 1,
        token: 'token',
        attempts: 1,
        kind: 'removal' as const,
        activityId: 'gone',
      }));
      if (claim === undefined) throw new Error('no claim');
      await world.store.outbox.settleGone(claim, atMinute(1), 'The bot was removed.');
      await check.checkOnce(never);
      expect(said(world)).toEqual([]);
      expect(said(world, '19:other')).toMatchObject([
        { sentence: 'Alerts no longer reach “Security”: The bot was removed.' },
      ]);
      await world.store.subscriptions.subscribe(aSubscription(channel));
      world.clock.set(2);
      await check.checkOnce(never);
      expect(said(world, '19:other')).toMatchObject([{ title: 'About the bot: over' }]);
      expect(said(world)).toEqual([]);
    }));

  it('tries again when Teams is down, posts anew when the message is gone, and gives up when refused', () =>
    inWorld(async (world) => {
      const { teams, clock } = world;
      const check = checkOf(world);
      await world.at(0);
      teams.failures.push(new DeliveryError('retry', 'later', { status: 502 }));
      await failAt(world, check, [1, 12]);
      expect(teams.calls).toEqual([]);
      clock.set(14);
      await check.checkOnce(never);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
      teams.delete(teams.calls[0]?.activityId ?? '');
      world.signIns.failures.push(new AppError('throttled', 'Graph throttles.'));
      await world.watch.pollOnce(never).catch(() => undefined);
      clock.set(25);
      await check.checkOnce(never);
      clock.set(26);
      await check.checkOnce(never);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post', 'post']);
      expect(said(world)).toMatchObject([{ nextStep: 'Graph throttles.' }]);
      teams.failures.push(new DeliveryError('refused', 'no', { status: 400 }));
      await world.at(27);
      for (const minute of [27, 28, 50]) {
        clock.set(minute);
        await check.checkOnce(never);
      }
      expect(teams.calls).toHaveLength(2);
    }));

  it('is told by one replica', () =>
    inWorld(async (world) => {
      const [one, other] = [checkOf(world), checkOf(world)];
      await world.at(0);
      await failAt(world, one, [1]);
      await failAt(world, one, [12]);
      await other.checkOnce(never);
      expect(world.teams.calls).toHaveLength(1);
      await one.release();
      await other.checkOnce(never);
      expect(world.teams.calls).toHaveLength(1);
      expect(await other.open()).toHaveLength(1);
    }));

  it('tells of an escalation to somebody until the bot has a chat with her, and judges nobody whom the directory did not tell', () =>
    inWorld(async (world) => {
      const settings = { unclaimedAfterMinutes: 30, escalateTo: 'dana@contoso.com' };
      const read = readRules({ rules: { 'ca-block': settings } }, builtInRules);
      if (!read.ok) throw new Error('these rules are wrong');
      let mentionId = '';
      const check = checkOf(world, {
        inForce: () => read,
        mentions: {
          ringing: async (people) => people.map((name) => ({ name, mentionId })),
          nobodies: () => [],
        },
      });
      const kinds = async (minute: number) => {
        await world.at(minute);
        await check.checkOnce(never);
        return (await check.open()).map(({ kind }) => kind);
      };
      expect(await kinds(0)).toEqual([]);
      mentionId = 'id-of-dana';
      expect(await kinds(1)).toEqual(['unreached-escalation']);
      const target = { ...aSubscription('a:dana').target, kind: 'personal' as const };
      const owner = { id: 'id-of-dana', name: 'Dana' };
      await world.store.ownChats.note({ target, owner }, atMinute(2));
      expect(await kinds(3)).toEqual([]);
    }));
});
