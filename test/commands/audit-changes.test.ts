import { afterEach, describe, expect, it } from '@jest/globals';
import { type AuditingWorld, DeliveryError, openAuditing } from './auditing/auditing-world.ts';

let world: AuditingWorld;
afterEach(() => world.close());
const by = { id: 'x', name: 'Xenia' };
const mailboxes = async (count: number) => {
  const { rows } = await world.auditing.exchange.mailboxes({ priority: 'person' });
  return rows.slice(0, count).map(({ id, name }) => ({
    change: { kind: 'mailbox' as const, subject: { id, name }, on: false },
  }));
};

describe('audit changes', () => {
  it('says that nothing was changed yet', async () => {
    world = await openAuditing();
    expect((await world.ask('audit changes')).text).toContain('Nothing of auditing was changed');
  });

  it('lists who changed what, newest first, six at a time', async () => {
    world = await openAuditing({ level: 'reader' });
    await world.auditing.change(await mailboxes(8), by);
    await world.pass(200, 20);
    const first = await world.ask('audit changes');
    expect(first.text).toContain('8 changes of auditing in Fabrikam');
    expect(first.text).toContain('8 · Auditing of the mailbox of');
    expect(first.text).toContain('Before: AuditEnabled True');
    expect(first.text).toContain('Xenia');
    expect(first.text).not.toContain('2 · Auditing');
    expect(JSON.stringify(first.card)).not.toContain('audit undo');
    const second = await world.press(first, 'Older');
    expect(second.text).toContain('2 · Auditing');
  });

  it('edits the card that follows, less often than it looks, until all is done', async () => {
    world = await openAuditing({ effectSeconds: 60 });
    await world.auditing.change(await mailboxes(2), by);
    const card = await world.ask('audit changes 1-2');
    await card.placed?.(world.place);
    await world.pass(200, 5);
    expect(world.drawn.length).toBeGreaterThan(1);
    expect(world.drawn.length).toBeLessThan(8);
    expect(await world.store.auditFollowers.all(world.deps.tenantId)).toEqual([]);
  });

  it('posts the card anew where it is no more, and gives up one that Teams refuses', async () => {
    world = await openAuditing({ effectSeconds: 600 });
    await world.auditing.change(await mailboxes(1), by);
    const card = await world.ask('audit changes 1');
    await card.placed?.(world.place);
    world.sends.fail = new DeliveryError('lost', 'no such message');
    await world.pass(10);
    const [moved] = await world.store.auditFollowers.all(world.deps.tenantId);
    expect(moved?.activityId).toBe('posted anew');
    world.sends.fail = new DeliveryError('gone', 'the bot was removed');
    await world.pass(120);
    expect(await world.store.auditFollowers.all(world.deps.tenantId)).toEqual([]);
  });
});
