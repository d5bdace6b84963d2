import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mostPeopleWithin } from '../../src/alerts/gather.ts';
import { atMinute, minuteMs, tenantId } from './builders.ts';
import { blocked, prompted } from './records.ts';
import { inWorld, never } from './world.ts';

const people = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `u${from + n}`);

describe('a policy that blocks many people', () => {
  it('is one case with one card, which says how many, who, with what and from where', () =>
    inWorld(async ({ signIns, teams, at, store }) => {
      for (const user of people(12)) {
        signIns.put(blocked({ id: `b-${user}`, minute: 1, user }));
        signIns.put(blocked({ id: `c-${user}`, minute: 2, user, app: 'Mail' }));
      }
      await at(5);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post']);
      const [card] = teams.shown();
      expect(card).toMatchObject({
        title: '12 people: blocked by Require MFA',
        count: 24,
        isMany: true,
        reach: '12 people, 2 apps, 1 country',
        policyId: 'id-of-Require MFA',
        userId: '',
      });
      expect(card?.tops).toEqual([
        { title: 'People', value: 'u0 2, u1 2, u10 2, u11 2, u2 2; 7 more' },
        { title: 'Apps', value: 'Mail 12, Payroll 12' },
        { title: 'Countries', value: 'NO 24' },
      ]);
      expect((await store.cases.open(tenantId, 9)).total).toBe(1);
    }));

  it('goes on as one case with those who come later, in place', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const user of people(10)) signIns.put(blocked({ id: `b-${user}`, minute: 1, user }));
      await at(3);
      for (const user of people(3, 10)) signIns.put(blocked({ id: `b-${user}`, minute: 20, user }));
      await at(23);
      expect(teams.calls.map(({ what }) => what)).toEqual(['post', 'update']);
      expect(teams.shown()[0]).toMatchObject({ count: 13, reach: '13 people, 1 app, 1 country' });
    }));

  it('is recognised over several reads, and whoever has a case already keeps it', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const user of people(6)) signIns.put(blocked({ id: `b-${user}`, minute: 1, user }));
      await at(3);
      expect(teams.shown()).toHaveLength(6);
      for (const user of people(8, 2)) signIns.put(blocked({ id: `d-${user}`, minute: 10, user }));
      await at(13);
      const counts = teams.shown().map(({ title, count }) => [title.split(':')[0], count]);
      expect(counts).toContainEqual(['4 people', 4]);
      expect(counts).toContainEqual(['u2', 2]);
      expect(counts).toHaveLength(7);
      expect(teams.shown().reduce((sum, { count }) => sum + count, 0)).toBe(14);
    }));

  it('stays a case for each while they are fewer, or come over a longer time', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const [n, user] of people(14).entries()) {
        signIns.put(blocked({ id: `b-${user}`, minute: 1 + n * 8, user }));
      }
      await at(1);
      await at(120);
      expect(teams.shown()).toHaveLength(14);
    }));

  it('does not take in prompts that are not met, nor what another policy blocks', () =>
    inWorld(async ({ signIns, teams, at }) => {
      for (const user of people(10)) {
        signIns.put(blocked({ id: `b-${user}`, minute: 1, user }));
        for (const n of [1, 2, 3]) {
          signIns.put(prompted({ id: `p-${user}-${n}`, minute: n, user, policy: 'Other' }));
        }
      }
      signIns.put(blocked({ id: 'other', minute: 1, policy: 'Block legacy' }));
      await at(5);
      const titles = teams.shown().map(({ title }) => title);
      expect(titles).toHaveLength(12);
      expect(titles).toContain('10 people: blocked by Require MFA');
      expect(titles).toContain('ada: blocked by Block legacy');
    }));

  it('leaves an emergency account its own case', () =>
    inWorld(
      async ({ signIns, teams, at }) => {
        for (const user of [...people(10), 'glass']) {
          signIns.put(blocked({ id: `b-${user}`, minute: 1, user }));
        }
        await at(3);
        expect(teams.shown().map(({ title }) => title.split(':')[0])).toEqual(
          expect.arrayContaining(['10 people', 'glass']),
        );
      },
      {
        change: {
          breakGlass: { refusal: ({ name }) => (name === 'glass' ? 'emergency' : undefined) },
        },
      },
    ));

  it('counts a record that comes again, or says something else now, once', () =>
    inWorld(
      async ({ signIns, teams, at, watch }) => {
        for (const user of people(10)) {
          signIns.put(blocked({ id: `b-${user}`, minute: 1, user }));
          signIns.put(blocked({ id: `b-${user}`, minute: 1, user, ip: '198.51.100.9' }), 5);
        }
        await at(3);
        await at(6);
        await watch.pollOnce(never);
        expect(teams.shown()).toHaveLength(1);
        expect(teams.shown()[0]).toMatchObject({ count: 10, reach: '10 people, 1 app, 1 country' });
      },
      { copies: 2 },
    ));
});

describe('the most people within a span', () => {
  const struck = fc.array(
    fc.record({ who: fc.constantFrom(...people(6)), minute: fc.integer({ min: 0, max: 200 }) }),
  );

  it('is what counting from each of them on gives, in whatever order they come', () => {
    fc.assert(
      fc.property(struck, fc.integer({ min: 0, max: 60 }), (list, minutes) => {
        const events = list.map(({ who, minute }) => ({ who, at: atMinute(minute) }));
        const from = events.map(({ at }) => {
          const inSpan = events.filter(
            (other) => other.at >= at && +other.at - +at <= minutes * minuteMs,
          );
          return new Set(inSpan.map(({ who }) => who)).size;
        });
        expect(mostPeopleWithin(events, minutes * minuteMs)).toBe(Math.max(0, ...from));
      }),
    );
  });
});
