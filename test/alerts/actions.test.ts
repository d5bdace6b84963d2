import { describe, expect, it } from '@jest/globals';
import { actOnCase, type CaseRequest } from '../../src/alerts/actions.ts';
import { aSubscription, atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, links, never, type World } from './world.ts';

const ada = { id: 'ada-id', name: 'Ada Lovelace' };
const olga = { id: 'olga-id', name: 'Olga' };

const breakGlass = {
  refusal: ({ name }: { readonly name: string }) =>
    name === 'glass' ? 'glass is a break-glass account.' : undefined,
};

async function caseId({ store }: World): Promise<string> {
  const { cases } = await store.cases.open(tenantId, 1);
  return cases[0]?.id ?? 'none';
}

async function press(world: World, request: Partial<CaseRequest> & Pick<CaseRequest, 'act'>) {
  const { store, clock } = world;
  return actOnCase(
    {
      tenantId,
      caseId: request.caseId ?? (await caseId(world)),
      by: ada,
      at: clock.now(),
      ...request,
    },
    { store: store.alerts, links, breakGlass, newId: () => 'silence-1' },
  );
}

/** A world with one blocked sign-in on one card. */
const inWorldWithAlert = (work: (world: World) => Promise<void>) =>
  inWorld(async (world) => {
    world.signIns.put(blocked({ id: 'b1', minute: 1 }));
    await world.at(2);
    await work(world);
  });

describe('acting on a case', () => {
  it('shows a claim on the card of every channel', () =>
    inWorld(async (world) => {
      const { signIns, at, teams, store, deliverAll } = world;
      await store.subscriptions.subscribe(aSubscription('19:second@thread.tacv2'));
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      expect(await press(world, { act: 'claim' })).toMatchObject({
        ok: true,
        view: { stateLine: 'Claimed by Ada Lovelace', state: 'claimed' },
      });
      await deliverAll();
      for (const conversation of [channel, '19:second@thread.tacv2']) {
        expect(teams.shown(conversation)[0]).toMatchObject({
          stateLine: 'Claimed by Ada Lovelace',
          history: [expect.objectContaining({ text: 'Ada Lovelace claimed it' })],
        });
      }
    }));

  it('tells the second of two who press at once who was first', () =>
    inWorldWithAlert(async (world) => {
      const answers = await Promise.all([
        press(world, { act: 'claim' }),
        press(world, { act: 'claim', by: olga }),
      ]);
      expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
      expect(answers[1]).toMatchObject({
        reason: expect.stringContaining('Ada Lovelace'),
        view: { stateLine: 'Claimed by Ada Lovelace' },
      });
    }));

  it('counts on while snoozed without a new post, and comes back when the snooze is over', () =>
    inWorldWithAlert(async (world) => {
      const { signIns, at, teams, store } = world;
      await press(world, { act: 'snooze', hours: 1, reason: '  patch is rolling out ' });
      await store.subscriptions.subscribe(aSubscription('19:second@thread.tacv2'));
      signIns.put(blocked({ id: 'b2', minute: 10 }));
      await at(12);
      expect(teams.shown()[0]).toMatchObject({
        countText: '2 sign-ins',
        state: 'snoozed',
        stateLine: 'Snoozed by Ada Lovelace until 2026-11-22 10:02 UTC: patch is rolling out',
      });
      expect(teams.shown('19:second@thread.tacv2')).toEqual([]);
      await at(63);
      expect(teams.shown()[0]).toMatchObject({
        state: 'open',
        stateLine: 'Nobody has claimed it yet',
      });
      expect(teams.shown('19:second@thread.tacv2')[0]).toMatchObject({ countText: '2 sign-ins' });
    }));

  it('lets a case snoozed for days take what comes after 24 quiet hours', () =>
    inWorldWithAlert(async (world) => {
      const { signIns, at, teams } = world;
      await press(world, { act: 'snooze', hours: 168, reason: 'known' });
      signIns.put(blocked({ id: 'b2', minute: 3 * 24 * 60 }));
      await at(3 * 24 * 60 + 2);
      expect(teams.shown().map(({ countText }) => countText)).toEqual(['2 sign-ins']);
    }));

  it('opens a new case when it happens again after a resolution', () =>
    inWorldWithAlert(async (world) => {
      const { signIns, at, teams } = world;
      await press(world, { act: 'resolve', resolution: 'expected' });
      signIns.put(blocked({ id: 'b2', minute: 5 }));
      await at(6);
      expect(teams.shown().map(({ stateLine, count }) => `${stateLine} ${count}`)).toEqual([
        'Resolved by Ada Lovelace: expected 1',
        'Nobody has claimed it yet 1',
      ]);
    }));

  it('reopens a resolved case, unless a newer one took its place', () =>
    inWorldWithAlert(async (world) => {
      const { signIns, at } = world;
      const first = await caseId(world);
      await press(world, { act: 'resolve', resolution: 'fixed' });
      expect(await press(world, { act: 'reopen', caseId: first })).toMatchObject({ ok: true });
      await press(world, { act: 'resolve', resolution: 'fixed' });
      signIns.put(blocked({ id: 'b2', minute: 5 }));
      await at(6);
      expect(await press(world, { act: 'reopen', caseId: first })).toMatchObject({
        ok: false,
        reason: expect.stringContaining('newer case'),
      });
    }));

  it('is given to somebody by name, and the card says by whom', () =>
    inWorldWithAlert(async (world) => {
      expect(await press(world, { act: 'assign', assignee: olga })).toMatchObject({
        ok: true,
        view: {
          stateLine: 'Claimed by Olga',
          history: [{ text: 'Ada Lovelace assigned it to Olga' }],
        },
      });
    }));

  it('silences user, policy and app of a case that is expected, for this and the next ones', () =>
    inWorldWithAlert(async (world) => {
      const { signIns, at, teams, store } = world;
      const answer = await press(world, { act: 'silence', days: 7, reason: ' a lab device ' });
      expect(answer).toMatchObject({
        ok: true,
        view: {
          silenceLine: 'Silenced by Ada Lovelace until 2026-11-29 09:02 UTC: a lab device',
          may: { silence: false, resolve: true },
        },
      });
      expect(await store.silences.current(tenantId, world.clock.now())).toMatchObject([
        {
          matcher: {
            user: { name: 'ada' },
            policy: { name: 'Require MFA' },
            app: { name: 'Payroll' },
          },
        },
      ]);
      await press(world, { act: 'resolve', resolution: 'expected', note: 'ticket 4711' });
      signIns.put(blocked({ id: 'b2', minute: 10 }));
      signIns.put(blocked({ id: 'b3', minute: 10, app: 'Mail' }));
      await at(12);
      expect(teams.shown().map(({ appName, stateLine }) => `${appName} ${stateLine}`)).toEqual([
        'Payroll Resolved by Ada Lovelace: expected: ticket 4711',
        'Mail Nobody has claimed it yet',
      ]);
    }));

  it.each([
    { act: 'snooze', hours: 1, reason: 'x' },
    { act: 'silence', days: 1, reason: 'x' },
  ] as const)('never makes a break-glass account quiet: %j', (request) =>
    inWorld(async (world) => {
      world.signIns.put(blocked({ id: 'b1', minute: 1, user: 'glass' }));
      await world.at(2);
      expect(await press(world, request)).toMatchObject({
        ok: false,
        reason: 'glass is a break-glass account.',
        view: { state: 'open', silenceLine: '' },
      });
    }),
  );

  it.each([
    [{ act: 'snooze', hours: 2, reason: 'x' }, '1 hour, 1 day or 7 days'],
    [{ act: 'snooze', hours: 1, reason: ' ' }, 'reason'],
    [{ act: 'snooze', hours: Number.NaN, reason: 'x' }, '1 hour, 1 day or 7 days'],
    [{ act: 'resolve', resolution: 'whatever' }, 'expected, fixed, attack, false alarm'],
    [{ act: 'claim', caseId: 'unknown' }, 'not known'],
    [{ act: 'assign' }, 'whom the directory knows'],
    [{ act: 'silence', days: 7, reason: ' ' }, 'reason'],
    [{ act: 'silence', days: 365, reason: 'x' }, '1, 7, 30 or 90 days'],
    [{ act: 'reopen' }, 'open'],
  ] as const)('refuses %j with the way out, and changes nothing', (request, words) =>
    inWorldWithAlert(async (world) => {
      const before = (await world.store.cases.open(tenantId, 9)).cases;
      expect(await press(world, request)).toMatchObject({
        ok: false,
        reason: expect.stringContaining(words),
      });
      expect((await world.store.cases.open(tenantId, 9)).cases).toEqual(before);
    }),
  );
});

describe('a card doubled by a crash', () => {
  it('is recognised when somebody presses it, and taken away', () =>
    inWorldWithAlert(async (world) => {
      const { teams, store, deliverAll } = world;
      const { target } = aSubscription(channel);
      const doubled = await teams.post(target, {
        card: { type: 'AdaptiveCard', view: teams.shown()[0] },
        text: '',
      });
      const answer = await press(world, {
        act: 'claim',
        cardActivityId: doubled.activityId,
        conversationId: `${channel};messageid=1`,
      });
      expect(answer).toMatchObject({ ok: true, card: 'orphan' });
      await deliverAll();
      expect(teams.shown().map(({ stateLine }) => stateLine)).toEqual(['Claimed by Ada Lovelace']);
      expect((await store.outbox.backlog(tenantId)).waiting).toBe(0);
    }));

  it('is left alone when it is the live one', () =>
    inWorldWithAlert(async (world) => {
      const answer = await press(world, {
        act: 'claim',
        cardActivityId: 'activity-1',
        conversationId: channel,
      });
      expect(answer).toMatchObject({ ok: true, card: 'live' });
      await world.deliverAll();
      expect(world.teams.shown()).toHaveLength(1);
    }));

  it('becomes the live one when its sending was never recorded, and is not posted again', () =>
    inWorld(async (world) => {
      const { signIns, watch, store, teams, clock, deliverAll } = world;
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      clock.set(2);
      await watch.pollOnce(never);
      const now = clock.now();
      const lost = await store.outbox.claimNext(tenantId, channel, now, atMinute(0));
      const { target } = aSubscription(channel);
      const card = { type: 'AdaptiveCard', view: {} } as const;
      const { activityId } = await teams.post(lost?.target ?? target, { card, text: '' });
      const answer = await press(world, {
        act: 'claim',
        cardActivityId: activityId,
        conversationId: channel,
      });
      expect(answer).toMatchObject({ ok: true, card: 'adopted' });
      clock.pass(61_000);
      await deliverAll();
      expect(teams.shown().map(({ stateLine }) => stateLine)).toEqual(['Claimed by Ada Lovelace']);
    }));
});
