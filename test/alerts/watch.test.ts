import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { atMinute, minuteMs, tenantId } from './builders.ts';
import { blocked, gotIn, prompted } from './records.ts';
import { inWorld, never } from './world.ts';

describe('being told of blocks', () => {
  it('posts one card for a blocked sign-in, with verdict, why, next step, who, where and how late', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(blocked({ id: 'b1', minute: 1, policy: 'No legacy apps' }));
      await at(5);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
      expect(teams.shown()).toEqual([
        expect.objectContaining({
          title: 'ada: blocked by No legacy apps',
          why: expect.stringContaining('No legacy apps'),
          nextStep: expect.stringMatching(/\w{5}/),
          userName: 'ada',
          appName: 'Payroll',
          policyName: 'No legacy apps',
          countText: '1 sign-in',
          from: 'Oslo, NO (203.0.113.7)',
          device: 'LAPTOP-7 · Windows 11 · Edge 140',
          arrival: 'seen 4 min after it happened',
          stateLine: 'Nobody has claimed it yet',
          latestSignInId: 'b1',
          policyId: 'id-of-No legacy apps',
        }),
      ]);
    }));

  it('lets the card of a case grow in place, and opens another for another user, policy or app', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      signIns.put(blocked({ id: 'b2', minute: 2 }));
      signIns.put(blocked({ id: 'b3', minute: 2.1 }));
      signIns.put(blocked({ id: 'c1', minute: 2, user: 'bob' }));
      signIns.put(blocked({ id: 'd1', minute: 2, app: 'Mail' }));
      signIns.put(blocked({ id: 'e1', minute: 2, policy: 'Other' }));
      await at(4);
      expect(teams.calls.filter(({ what }) => what === 'post')).toHaveLength(4);
      const counts = teams.shown().map(({ countText }) => countText);
      expect(counts.toSorted()).toEqual(['1 sign-in', '1 sign-in', '1 sign-in', '3 sign-ins']);
    }));

  it('asks Graph once in a quiet poll', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(gotIn({ id: 'ok', minute: 1 }));
      await at(5);
      expect(signIns.asked).toHaveLength(1);
      expect(signIns.asked[0]).toMatchObject({
        conditionalAccessFailed: true,
        types: ['interactiveUser', 'nonInteractiveUser'],
      });
      expect(teams.calls).toEqual([]);
    }));

  it('finds a record that shows up 55 minutes late, once', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(blocked({ id: 'late', minute: 10 }), 65);
      for (let minute = 5; minute <= 90; minute += 5) await at(minute);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
    }));

  it('alerts on non-interactive sign-ins too', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(blocked({ id: 'token', minute: 1, interactive: false }));
      await at(3);
      expect(teams.shown()).toHaveLength(1);
    }));

  it('says nothing of report-only results', () =>
    inWorld(async ({ signIns, teams, at }) => {
      const signIn = blocked({ id: 'r', minute: 1 });
      const policies = signIn.policies?.map((policy) => ({
        ...policy,
        result: 'reportOnlyFailure',
      }));
      signIns.put({ ...signIn, policies, errorCode: 0, conditionalAccess: 'notApplied' });
      await at(3);
      expect(teams.calls).toEqual([]);
    }));

  it('opens a new case after a resolution, and after 24 quiet hours', () =>
    inWorld(async ({ signIns, teams, at, store }) => {
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      signIns.put(blocked({ id: 'b2', minute: 26 * 60 }));
      await at(26 * 60 + 5);
      const views = teams.shown();
      expect(views.map(({ count }) => count)).toEqual([1, 1]);
      expect(views[0]?.stateLine).toBe('Resolved by The bot: quiet for 24 h');
      expect((await store.cases.open(tenantId, 9)).total).toBe(1);
    }));

  it('reads everything since the last safe point after an outage of two days, slice by slice', () =>
    inWorld(async ({ signIns, teams, at, store }) => {
      await at(0);
      for (let hour = 1; hour < 48; hour += 5) {
        signIns.put(blocked({ id: `during-${hour}`, minute: hour * 60, user: `user-${hour}` }));
      }
      await at(48 * 60);
      expect(teams.shown()).toHaveLength(10);
      const reads = await store.alerts.ledger(tenantId, 'sign-ins', 99);
      const longest = Math.max(...reads.map(({ from, to }) => to.getTime() - from.getTime()));
      expect(longest).toBeLessThanOrEqual(3 * 3_600_000);
      const starts = signIns.asked.slice(1).map(({ window }) => window.from.getTime());
      expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    }));

  it('keeps what it read before a failing read, and reads the rest next time', () =>
    inWorld(async ({ signIns, teams, at, watch, clock, store }) => {
      await at(0);
      signIns.put(blocked({ id: 'early', minute: 60, user: 'early' }));
      signIns.put(blocked({ id: 'late', minute: 9 * 60, user: 'late' }));
      clock.set(10 * 60);
      const unavailable = new AppError('unavailable', 'Graph does not answer.');
      signIns.failures.push(undefined, undefined, unavailable);
      await watch.pollOnce(never);
      const [latest] = await store.alerts.ledger(tenantId, 'sign-ins', 1);
      expect(latest?.to).toEqual(atMinute(6 * 60 - 0.5));
      expect((await watch.health()).lastPollError).toBe('Graph does not answer.');
      await at(10 * 60 + 1);
      expect(teams.shown()).toHaveLength(2);
      expect((await watch.health()).lastPollError).toBeUndefined();
    }));

  it('gets through an outage even when each poll manages a little only', () =>
    inWorld(async ({ signIns, teams, at, watch, clock, store }) => {
      await at(0);
      signIns.put(blocked({ id: 'during', minute: 9 * 60 }));
      clock.set(12 * 60);
      const slow = () => new AppError('timed-out', 'Too long.');
      const readTo: (Date | undefined)[] = [];
      for (let poll = 0; poll < 3; poll += 1) {
        // Three hours are too much, and so is half of it; a quarter is read, then Graph is gone.
        signIns.failures.push(slow(), slow(), undefined, new AppError('unavailable', 'Gone.'));
        await watch.pollOnce(never);
        clock.pass(5 * minuteMs);
        readTo.push(await store.alerts.lastReadTo(tenantId, 'sign-ins', clock.now()));
      }
      expect(readTo).toEqual([44.5, 89.5, 134.5].map(atMinute));
      await at(12 * 60 + 15);
      expect(teams.shown()).toHaveLength(1);
    }));

  it('halves a window that Graph cannot answer in time', () =>
    inWorld(async ({ signIns, teams, at }) => {
      await at(0);
      signIns.put(blocked({ id: 'b', minute: 30 }));
      signIns.failures.push(
        new AppError('timed-out', 'Too long.'),
        new AppError('timed-out', 'Too long.'),
      );
      await at(120);
      expect(teams.shown()).toHaveLength(1);
    }));
});

describe('prompts', () => {
  it('alerts on a record first seen as a prompt and then as a block, once', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(prompted({ id: 'x', minute: 1 }));
      await at(2);
      expect(teams.calls).toEqual([]);
      signIns.put(blocked({ id: 'x', minute: 1 }), 3);
      for (const minute of [4, 5, 6]) await at(minute);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
      expect(teams.shown()[0]?.countText).toBe('1 sign-in');
    }));

  it('keeps quiet about one or two, and about three of which one was met', () =>
    inWorld(async ({ signIns, teams, at }) => {
      signIns.put(prompted({ id: 'p1', minute: 1 }));
      signIns.put(prompted({ id: 'p2', minute: 10 }));
      signIns.put(prompted({ id: 'p3', minute: 20 }));
      signIns.put(gotIn({ id: 'ok', minute: 20.5 }), 20.6);
      for (const minute of [5, 15, 25, 30]) await at(minute);
      expect(teams.calls).toEqual([]);
      const checks = signIns.asked.filter(({ userId }) => userId !== undefined);
      expect(checks).toHaveLength(1);
    }));

  it('alerts on three unmet prompts within an hour and counts each further one', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const minute of [1, 20, 40]) signIns.put(prompted({ id: `p${minute}`, minute }));
      for (const minute of [5, 25, 45]) await at(minute);
      expect(teams.shown()[0]).toMatchObject({ count: 3, rule: 'ca-prompt-unmet' });
      signIns.put(prompted({ id: 'p50', minute: 50 }));
      await at(55);
      expect(teams.shown().map(({ countText }) => countText)).toEqual(['4 sign-ins']);
    }));

  it('does not take the rows of one attempt for several', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const n of [1, 2, 3, 4]) {
        signIns.put(prompted({ id: `row-${n}`, minute: n, attempt: 'the same' }));
      }
      await at(10);
      expect(teams.calls).toEqual([]);
    }));

  it('moves a counted prompt that became a block to the block, so that the sum stays true', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const minute of [1, 10, 20]) signIns.put(prompted({ id: `p${minute}`, minute }));
      await at(25);
      expect(teams.shown().map(({ count }) => count)).toEqual([3]);
      signIns.put(blocked({ id: 'p20', minute: 20 }), 26);
      await at(30);
      const counts = Object.fromEntries(teams.shown().map(({ rule, count }) => [rule, count]));
      expect(counts).toEqual({ 'ca-prompt-unmet': 2, 'ca-block': 1 });
    }));
});
