import { describe, expect, it } from '@jest/globals';
import { loadTemplates } from '../src/cards/load-templates.ts';
import { createRenderer } from '../src/cards/render.ts';
import type { DueNotice, LookNotices } from '../src/ports/look-notices.ts';
import { DeliveryError } from '../src/ports/notifier.ts';
import { createLookTeller } from '../src/tell-looks.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { minutesAfter, noon } from './builders.ts';
import { channel, tenantId } from './commands/world.ts';

const render = createRenderer(await loadTemplates('cards'));
const notice: DueNotice = {
  id: 'one',
  at: noon,
  asker: { id: 'olga', name: 'Olga **Operator**' },
  person: { id: 'anna', name: 'Anna Chief' },
  reason: 'HR case 4711',
  conversationId: '19:council',
  attempts: 0,
};

function open() {
  const waiting = new Map([[notice.id, { ...notice, dueAt: noon }]]);
  const notices: LookNotices = {
    add: async () => undefined,
    due: async (_, now) => [...waiting.values()].filter(({ dueAt }) => dueAt <= now),
    settleSent: async (_, id) => void waiting.delete(id),
    settleRetry: async (_, id, dueAt) => {
      waiting.set(id, { ...notice, attempts: 1, dueAt });
    },
    forgetBefore: async () => undefined,
  };
  const posted: { readonly place: string; readonly text: string }[] = [];
  const time = { now: noon };
  const state: { fails?: DeliveryError; held?: boolean } = {};
  const teller = createLookTeller({
    tenantId,
    notices,
    subscriptions: {
      list: async () => [
        {
          target: { ...channel, conversationId: notice.conversationId },
          createdBy: { id: 'olga', name: 'Olga' },
          createdAt: noon,
        },
      ],
    },
    leases: { acquire: async () => (state.held ? undefined : 1), release: async () => undefined },
    notifier: {
      async post(target, { card, text }) {
        if (state.fails) throw state.fails;
        posted.push({ place: target.conversationId, text: `${text} ${JSON.stringify(card)}` });
        return { activityId: 'a' };
      },
    },
    render,
    clock: { now: () => time.now },
    random: () => 0,
    newId: () => 'replica',
    log: recordingLog(),
  });
  return {
    tell: () => teller.tellOnce(new AbortController().signal),
    posted,
    time,
    state,
    waiting,
  };
}

describe('telling that a protected person was looked at', () => {
  it('says who looked at whom, when and why, once, in the channel that is named', async () => {
    const { tell, posted } = open();
    await tell();
    await tell();
    expect(posted).toHaveLength(1);
    expect(posted[0]?.place).toBe('19:council');
    expect(posted[0]?.text).toMatch(/Operator.*looked at Anna Chief/);
    expect(posted[0]?.text).toContain('HR case 4711');
    expect(posted[0]?.text).toContain('2026-11-22T12:00:00');
  });

  it('tries again until it is told, even where Teams refuses the bot', async () => {
    const { tell, posted, time, state } = open();
    state.fails = new DeliveryError('gone', 'The bot was removed.');
    await tell();
    state.fails = undefined;
    await tell();
    expect(posted).toEqual([]);
    time.now = minutesAfter(noon, 5);
    await tell();
    expect(posted).toHaveLength(1);
  });

  it('leaves it to the replica that does it already', async () => {
    const { tell, posted, state } = open();
    state.held = true;
    await tell();
    expect(posted).toEqual([]);
  });
});
