import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { rememberOwnChats } from '../../src/inbound/remember-own-chats.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aSubscription } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { blocked } from '../alerts/records.ts';
import { clockAt, fakeLog, fakeTeams, never, watchOver } from '../alerts/world.ts';
import { alice, inChannel, messageActivity, outgoing, startBot, tenantId } from './harness.ts';

const read = readRules(
  { rules: { 'ca-block': { unclaimedAfterMinutes: 30, escalateTo: alice.aadObjectId } } },
  builtInRules,
);
const rules = read.ok ? read.rules.filter(({ rule }) => rule.id === 'ca-block') : [];

describe('an unclaimed case that is escalated to a person', () => {
  it('reaches her chat once she wrote to the bot there, and no chat of others', async () => {
    const log = recordingLog();
    const clock = clockAt(0);
    const store = await openStore('sqlite::memory:', { log });
    const parts = { tenantId, ownChats: store.ownChats, clock, log };
    const { bot, connector, say, stop } = await startBot(
      rememberOwnChats(async () => outgoing('hello'), parts),
    );
    try {
      const channel = '19:ops@thread.tacv2';
      const { target, ...others } = aSubscription(channel);
      const { serviceUrl } = connector;
      await store.subscriptions.subscribe({
        ...others,
        target: { ...target, serviceUrl, tenantId },
      });
      const signIns = fakeLog(clock);
      const watch = watchOver(
        { clock, signIns, teams: fakeTeams(), store, log },
        { tenantId, rules, notifier: bot.notifier },
      );
      const at = async (minute: number) => {
        clock.set(minute);
        await watch.pollOnce(never);
        for (let round = 0; round < 8; round += 1) {
          clock.pass(1_000);
          await watch.deliverOnce(never);
        }
      };
      signIns.put(blocked({ id: 'b1', minute: 1 }));
      await at(2);
      await say(messageActivity(serviceUrl, inChannel()));
      expect(await store.ownChats.of(tenantId, alice.aadObjectId)).toBeUndefined();
      await say(messageActivity(serviceUrl, { text: 'hi' }));
      const answered = connector.messages().length;
      for (const minute of [33, 63, 64]) await at(minute);
      const told = connector.messages().slice(answered);
      const mine = told.filter(({ conversationId }) => conversationId === 'a:alice');
      expect(mine).toHaveLength(2);
      expect(mine[1]?.activity.summary).toContain('escalated to Alice Example');
      const [known] = (await store.cases.open(tenantId, 1)).cases;
      expect(known?.history.at(-1)).toMatchObject({ what: 'escalated' });
    } finally {
      await stop();
      await store.close();
    }
  });
});
