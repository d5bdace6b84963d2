import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import type { AdaptiveCard, CardPlace, Conversation, Outgoing } from '../../src/ports/chat.ts';
import { minutesAfter } from '../builders.ts';
import { aRecord } from '../searches/builders.ts';
import { buttonsOf } from './buttons.ts';
import { alice, channel, createWorld } from './world.ts';

const elsewhere: Conversation = { ...channel, id: 'a:personal', kind: 'personal' };
const rita = { id: 'bbbbbbbb-0000-4000-8000-000000000002', name: 'Rita', channelUserId: '29:rita' };

function withRecords() {
  const world = createWorld();
  for (const [at, file] of ['budget.xlsx', 'plan.docx', 'salaries.xlsx'].entries()) {
    world.auditLog.add(aRecord(`record-${at}`, at + 1, file));
  }
  return world;
}

const titles = ({ card }: { card: AdaptiveCard }) => buttonsOf(card).map(({ title }) => title);

describe('activity', () => {
  it('shows at once that it searches, for how long, and what is left of the day', async () => {
    const world = withRecords();
    const answer = await world.ask('activity for alice');
    expect(answer.text).toContain('Activity of Alice Example');
    expect(answer.text).toContain('Waiting to begin.');
    expect(answer.text).toContain('0 of about 200 searches of the last 24 hours used.');
    expect(answer.text).toContain('60 to 90 minutes late');
    expect(titles(answer)).toEqual(expect.arrayContaining(['Cancel', 'Refresh']));
    await world.runSearches(3);
    const later = await world.press(answer, 'Refresh');
    expect(later.mode).toBe('replace');
    expect(later.text).toContain('In Microsoft’s queue.');
    expect(later.text).toContain('For 3 s so far.');
    expect(later.text).toContain('1 of about 200');
  });

  it('answers with the records, and looks at them again without another search', async () => {
    const world = withRecords();
    await world.ask('activity for alice');
    await world.runSearches(30);
    const answer = await world.ask('activity for alice');
    for (const file of ['budget.xlsx', 'plan.docx', 'salaries.xlsx']) {
      expect(answer.text).toContain(`Opened “${file}”`);
    }
    expect((await world.ask('activity for alice downloaded')).text).toContain(
      'Nothing was downloaded among 3 records',
    );
    expect((await world.ask('activity for alice ip 198.51.100')).text).not.toContain('budget');
    expect(world.auditLog.submitted).toHaveLength(1);
  });

  it('searches by the sign-in name, in the whole range, and says what that leaves out', async () => {
    const world = withRecords();
    const answer = await world.ask('activity for alice last 90d');
    await world.runSearches(2);
    expect(world.auditLog.submitted[0]?.query).toMatchObject({
      userPrincipalNames: [alice.userPrincipalName],
      window: { from: minutesAfter(world.time.now, -90 * 24 * 60 - 2 / 60) },
    });
    expect(answer.text).toContain('what was done under an earlier one is not found');
    expect((await world.ask('activity for alice last 500d')).text).toContain(
      'cut to the last 365 days (Purview keeps 180 days, a year with Audit (Premium))',
    );
  });

  it('joins the search of whoever asked the same, from any conversation', async () => {
    const world = withRecords();
    await world.ask('activity for alice');
    await world.runSearches(3);
    const there = await world.ask('activity for alice', { conversation: elsewhere });
    expect(there.text).toContain('For 3 s so far.');
    await world.runSearches(30);
    expect(world.auditLog.submitted).toHaveLength(1);
  });

  it('puts the answer into every message that shows the search', async () => {
    const world = withRecords();
    const shown = new Map<string, string>();
    const place = async ({ placed }: Outgoing, conversation: Conversation, activityId: string) => {
      const at: CardPlace = { conversation, activityId };
      await placed?.(at);
    };
    await place(await world.ask('activity for alice'), channel, 'one');
    const there = await world.ask('activity for alice opened', { conversation: elsewhere });
    await place(there, elsewhere, 'two');
    await world.runSearches(30, {
      draw: async ({ line, askedAt }) => {
        const again = { ask: line, until: askedAt.toISOString() };
        const { card, text } = await world.send(again);
        return { card, text };
      },
      notifier: {
        post: async () => ({ activityId: '' }),
        reply: async () => ({ activityId: 'reply-1' }),
        remove: async () => undefined,
        update: async (_, activityId, { text }) => {
          shown.set(activityId, text);
        },
      },
    });
    expect(shown.get('one')).toContain('Opened “salaries.xlsx”');
    expect(shown.get('two')).toContain('Activity of Alice Example (opened)');
  });

  it('is stopped by who asked it and by operators, and by nobody else', async () => {
    const world = withRecords();
    const answer = await world.ask('activity for alice');
    await world.runSearches(3);
    const hers = await world.ask('activity for alice', { asker: rita });
    expect(titles(hers)).not.toContain('Cancel');
    const refused = await world.ask('searches cancel a0b1c2d3e1', { asker: rita });
    expect(refused.text).toContain('Olga Operator began “Activity of Alice Example”');
    expect(world.auditLog.cancelled).toEqual([]);
    const stopped = await world.press(answer, 'Cancel');
    expect(stopped.text).toContain('Cancelled by Olga Operator.');
    expect(world.auditLog.cancelled).toEqual(['search-1']);
    const ended = await world.press(answer, 'Refresh');
    expect(ended.text).toContain('Cancelled by Olga Operator.');
    expect(titles(ended)).toContain('Search anew');
  });

  it('lets an operator stop another’s search', async () => {
    const world = withRecords();
    await world.ask('activity for alice', { asker: rita });
    world.standing.level = 'operator';
    expect(titles(await world.ask('activity for alice'))).toContain('Cancel');
    const answer = await world.ask('searches cancel a0b1c2d3e1');
    expect(answer.text).toContain('Cancelled by Olga Operator.');
  });

  it('searches anew when that is asked for', async () => {
    const world = withRecords();
    await world.ask('activity for alice');
    await world.runSearches(30);
    const anew = await world.press(await world.ask('activity for alice'), 'Search anew');
    expect(anew.text).toContain('Waiting to begin.');
    await world.runSearches(30);
    expect(world.auditLog.submitted).toHaveLength(2);
  });

  it('says of an answer that is too old that it is gone, and searches only when told to', async () => {
    const world = withRecords();
    await world.ask('activity for alice');
    await world.runSearches(30);
    const answer = await world.ask('activity for alice');
    world.time.now = minutesAfter(world.time.now, 25 * 60);
    const later = await world.press(answer, 'Opened (3)');
    expect(later.text).toContain('no longer kept');
    await world.runSearches(3);
    expect(world.auditLog.submitted).toHaveLength(1);
    await world.press(later, 'anew');
    await world.runSearches(3);
    expect(world.auditLog.submitted).toHaveLength(2);
  });

  it('says how to switch auditing on where it is off', async () => {
    const world = withRecords();
    const hint = 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true';
    world.auditLog.failures.push(
      new AppError('auditing-off', 'Auditing is off in this tenant.', { hint }),
    );
    const answer = await world.ask('activity for alice');
    await world.runSearches(2);
    const ended = await world.press(answer, 'Refresh');
    expect(ended.text).toContain('Auditing is off in this tenant.');
    expect(ended.text).toContain('Set-AdminAuditLogConfig');
    expect(ended.text).toContain('Search in Purview: https://purview.microsoft.com');
    expect(titles(ended)).toContain('Search anew');
  });

  it('is the question that follow-ups refer to', async () => {
    const world = withRecords();
    await world.ask('activity for alice');
    await world.runSearches(30);
    expect((await world.ask('opened')).text).toContain('Activity of Alice Example (opened)');
    expect((await world.ask('last 7d')).text).toContain('last 7 days');
  });

  it('asks for a person where none is named', async () => {
    expect((await createWorld().ask('activity')).text).toContain('Name a person');
  });
});
