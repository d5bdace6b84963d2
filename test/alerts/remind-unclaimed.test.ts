import { describe, expect, it } from '@jest/globals';
import { actOnCase } from '../../src/alerts/actions.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { aSubscription, atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, links } from './world.ts';

function rulesOf(content: object) {
  const read = readRules(content, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules;
}
const second = '19:on-call@thread.tacv2';
const waits = rulesOf({
  rules: { 'ca-block': { unclaimedAfterMinutes: 30, escalateTo: 'on call' } },
});

describe('reminders', () => {
  it('come once as a reply below the card, then in the conversation that the rule names', () =>
    inWorld(
      async ({ signIns, at, teams, store }) => {
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        await at(2);
        await store.subscriptions.subscribe({ ...aSubscription(second), name: 'On call' });
        await at(20);
        expect(teams.replies).toEqual([]);
        await at(33);
        await at(34);
        expect(teams.replies).toEqual([
          {
            conversationId: channel,
            to: 'activity-1',
            text: 'Nobody is on it yet, open for 31 min. ada: blocked by Require MFA, Payroll',
          },
        ]);
        await at(63);
        await at(64);
        expect(teams.replies.slice(1)).toMatchObject([
          { conversationId: second, text: expect.stringContaining('escalated to on call') },
        ]);
        expect(teams.shown(second)).toHaveLength(1);
        expect(teams.shown(channel)[0]?.history.map(({ text }) => text)).toEqual([
          'The bot sent a reminder: open for 31 min',
          'The bot escalated it to on call',
        ]);
      },
      { change: { rules: waits } },
    ));

  it('never come for a case that somebody claimed', () =>
    inWorld(
      async ({ signIns, at, teams, store, clock }) => {
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        await at(2);
        const [alert] = (await store.cases.open(tenantId, 1)).cases;
        await actOnCase(
          {
            tenantId,
            caseId: alert?.id ?? '',
            act: 'claim',
            by: { id: 'ada', name: 'Ada' },
            at: clock.now(),
          },
          {
            store: store.alerts,
            links,
            breakGlass: { refusal: () => undefined },
            newId: () => 'id',
          },
        );
        await at(120);
        expect(teams.replies).toEqual([]);
      },
      { change: { rules: waits } },
    ));
});

describe('quiet hours', () => {
  const hours = { from: '09:00', to: '10:00', zone: 'UTC' };

  it('hold cards back until they end, however many blocks come, and then post each case once', () =>
    inWorld(
      async ({ signIns, at, teams, watch, clock }) => {
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        signIns.put(blocked({ id: 'b2', minute: 10 }));
        for (const minute of [2, 12, 59]) {
          clock.set(minute);
          await watch.pollOnce(new AbortController().signal);
          await watch.deliverOnce(new AbortController().signal);
        }
        expect(teams.shown()).toEqual([]);
        await at(60);
        expect(teams.shown()).toMatchObject([{ count: 2 }]);
      },
      { change: { rules: rulesOf({ quietHours: hours }) } },
    ));

  it('end with one line that says what waited, before the first card', () =>
    inWorld(
      async ({ signIns, at, teams, watch, clock }) => {
        for (const [id, user] of Object.entries({ b1: 'ada', b2: 'ada', b3: 'bob' })) {
          signIns.put(blocked({ id, minute: 1, user }));
        }
        for (const minute of [2, 30]) {
          clock.set(minute);
          await watch.pollOnce(new AbortController().signal);
        }
        signIns.put(blocked({ id: 'b4', minute: 59, user: 'cleo' }), 61);
        for (const minute of [60, 62, 90]) await at(minute);
        expect(teams.lines.map(({ text, after }) => [text, after])).toEqual([
          ['While it was quiet (09:00-10:00): 2 cases, 3 sign-ins; the cards follow.', 0],
        ]);
        expect(teams.shown()).toHaveLength(3);
      },
      { change: { rules: rulesOf({ quietHours: hours }) } },
    ));

  it('end without a word when nothing waited', () =>
    inWorld(
      async ({ at, teams }) => {
        for (const minute of [2, 60, 62]) await at(minute);
        expect(teams.lines).toEqual([]);
      },
      { change: { rules: rulesOf({ quietHours: hours }) } },
    ));

  it('are none for the rules that are excepted', () =>
    inWorld(
      async ({ signIns, at, teams }) => {
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        await at(2);
        expect(teams.shown()).toHaveLength(1);
      },
      { change: { rules: rulesOf({ quietHours: { ...hours, except: ['ca-block'] } }) } },
    ));
});

describe('announced work', () => {
  it('holds the cards of its rules back until it ends', () =>
    inWorld(
      async ({ signIns, at, teams }) => {
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        await at(2);
        expect(teams.shown()).toEqual([]);
        await at(60);
        expect(teams.shown()).toMatchObject([{ count: 1 }]);
      },
      {
        change: {
          rules: rulesOf({
            maintenance: [
              {
                from: atMinute(0).toISOString().replace('.000', ''),
                to: atMinute(59).toISOString().replace('.000', ''),
                reason: 'new firewall',
                rules: ['ca-block'],
              },
            ],
          }),
        },
      },
    ));
});
