import { describe, expect, it } from '@jest/globals';
import { actOnCase } from '../../src/alerts/actions.ts';
import type { Mentioned } from '../../src/alerts/mentions.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { beginSilence } from '../../src/alerts/silence-steps.ts';
import type { WatchDeps } from '../../src/alerts/watch.ts';
import { aSilence, aSubscription, atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, links, nobodyFound } from './world.ts';

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

describe('an escalation to a person', () => {
  const dana = { id: 'id-of-dana', name: 'Dana' };
  const chat = {
    target: { ...aSubscription('a:dana').target, kind: 'personal' as const },
    owner: dana,
  };
  const rules = rulesOf({
    rules: { 'ca-block': { unclaimedAfterMinutes: 30, escalateTo: 'dana@contoso.com' } },
  });
  const rung: (readonly Mentioned[])[] = [];
  const change: Partial<WatchDeps> = {
    rules,
    mentions: {
      ...nobodyFound,
      ringing: async (people) => people.map((name) => ({ name, mentionId: dana.id })),
    },
    renderReply: ({ words, mentioned }) => {
      rung.push(mentioned);
      return { card: { type: 'AdaptiveCard' }, text: words };
    },
  };

  it('goes to her chat with the bot, which shows the case from then on and gets nothing else', () =>
    inWorld(
      async ({ signIns, at, teams, store }) => {
        await store.ownChats.note(chat, atMinute(0));
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        for (const minute of [2, 33, 34]) await at(minute);
        expect(teams.shown('a:dana')).toEqual([]);
        for (const minute of [63, 64]) await at(minute);
        expect(teams.replies.slice(1)).toMatchObject([
          { conversationId: 'a:dana', text: expect.stringContaining('escalated to Dana') },
        ]);
        expect(teams.shown('a:dana')).toHaveLength(1);
        signIns.put(blocked({ id: 'b2', minute: 65 }));
        signIns.put(blocked({ id: 'c1', minute: 65, user: 'eve' }));
        for (const minute of [67, 68]) await at(minute);
        expect(teams.shown('a:dana').map(({ count }) => count)).toEqual([2]);
        expect(teams.shown(channel)).toHaveLength(2);
      },
      { change },
    ));

  it('mentions her below the card while the bot has no chat with her, and says what helps', () =>
    inWorld(
      async ({ signIns, at, teams }) => {
        rung.length = 0;
        signIns.put(blocked({ id: 'b1', minute: 1 }));
        for (const minute of [2, 33, 34, 63, 64, 120]) await at(minute);
        expect(teams.replies.slice(1)).toEqual([
          {
            conversationId: channel,
            to: 'activity-1',
            text: 'Still nobody is on it: escalated to dana@contoso.com, who has no chat with the bot yet (she writes “hi” to it once). ada: blocked by Require MFA, Payroll',
          },
        ]);
        expect(rung.at(-1)).toEqual([{ name: 'dana@contoso.com', mentionId: dana.id }]);
      },
      { change },
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

  it('hold back what a snooze or a silence that ends in them would post', () => {
    const rules = rulesOf({ quietHours: { from: '09:20', to: '10:00', zone: 'UTC' } });
    const late = '19:late@thread.tacv2';
    const silence = { ...aSilence, matcher: { user: { id: 'id-of-bob', name: 'bob' } } };
    return inWorld(
      async ({ signIns, at, teams, store, clock, watch }) => {
        signIns.put(blocked({ id: 'b1', minute: 1, user: 'ada' }));
        signIns.put(blocked({ id: 'b2', minute: 1, user: 'bob' }));
        await at(3);
        const { cases } = await store.cases.open(tenantId, 9);
        await store.alerts.write(tenantId, async (writer) => {
          await beginSilence(writer, { ...silence, until: atMinute(30) }, clock.now(), {});
          for (const one of cases) {
            if (one.user.name !== 'ada') continue;
            await writer.saveCase({ ...one, state: 'snoozed', snoozedUntil: atMinute(30) });
          }
        });
        await store.subscriptions.subscribe(aSubscription(late));
        for (const minute of [31, 59]) {
          clock.set(minute);
          await watch.pollOnce(new AbortController().signal);
          await watch.deliverOnce(new AbortController().signal);
        }
        expect(teams.shown(late)).toEqual([]);
        for (const minute of [61, 62]) await at(minute);
        expect(
          teams
            .shown(late)
            .map(({ userName }) => userName)
            .sort(),
        ).toEqual(['ada', 'bob']);
      },
      { change: { rules } },
    );
  });

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
