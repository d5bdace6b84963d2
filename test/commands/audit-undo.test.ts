import { afterEach, describe, expect, it } from '@jest/globals';
import { obrien } from '../../src/demo/tenant/identities.ts';
import { type AuditingWorld, openAuditing } from './auditing/auditing-world.ts';

let world: AuditingWorld;
afterEach(() => world.close());

const oldOwner = ['Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete'];
const ofConan = () =>
  world.auditing.exchange.mailbox(obrien.id, { priority: 'person', signal: world.signal });
/** Conan’s mailbox has Microsoft’s lists; the change of it is number 1. */
async function mended() {
  world = await openAuditing();
  const plan = await world.ask('audit enable for conan');
  await world.press(await world.press(plan, 'Set…'), 'Yes, make');
  await world.pass(120);
  expect((await ofConan())?.managed).toHaveLength(3);
}

describe('audit undo', () => {
  it('brings back what stood there, in a second step that names the tenant', async () => {
    await mended();
    const shown = await world.ask('audit changes 1');
    const confirm = await world.press(shown, 'Undo…');
    expect(confirm.text).toContain(
      'Take back 1 change of auditing in Fabrikam (fabrikam.example)?',
    );
    expect(confirm.text).toContain('its own for Admin, Delegate, Owner');
    const undone = await world.press(confirm, 'Take it back');
    expect(undone.text).toContain('takes back 1');
    await world.pass(120);
    const mailbox = await ofConan();
    expect(mailbox?.managed).toEqual([]);
    expect(mailbox?.actions.Owner).toEqual(oldOwner);
  });

  it('can itself be taken back', async () => {
    await mended();
    for (const number of [1, 2]) {
      const confirm = await world.ask(`audit undo ${number}`);
      await world.press(confirm, 'Take it back');
      await world.pass(120);
    }
    expect((await ofConan())?.managed.toSorted()).toEqual(['Admin', 'Delegate', 'Owner']);
    expect((await world.ask('audit changes')).text).toContain('3 changes of auditing in Fabrikam');
  });

  it('takes back a run of changes, the last first, and leaves out what cannot be', async () => {
    world = await openAuditing({ isDehydrated: true, auditDisabled: true });
    world.tenant.exchange.setIngestion(false);
    await world.ask('audit status');
    await world.scan();
    const plan = await world.ask('audit enable');
    await world.press(await world.press(plan, 'Switch on…'), 'Yes, make 3');
    await world.pass(400, 20);
    const confirm = await world.press(await world.ask('audit changes 1-3'), 'Undo all of it…');
    expect(confirm.text).toContain('Take back 2 changes');
    await world.press(confirm, 'Take it back');
    await world.pass(200, 20);
    expect(world.tenant.exchange.isIngesting).toBe(false);
    expect(world.tenant.exchange.settings.auditDisabled).toBe(true);
    expect(world.applied.map(({ kind }) => kind)).toEqual([
      'customization',
      'ingestion',
      'organisation',
      'organisation',
      'ingestion',
    ]);
  });

  it('says so where there is nothing to take back', async () => {
    await mended();
    expect((await world.ask('audit undo 7')).text).toContain('There is no change 7.');
    await world.auditing.change([{ change: { kind: 'organisation', on: true } }], {
      id: 'x',
      name: 'X',
    });
    await world.pass(30);
    expect((await world.ask('audit undo 2')).text).toContain('Nothing there can be taken back');
    expect((await world.ask('audit undo twelve')).text).toContain('Changes have numbers');
  });

  it('does nothing while the bot may only read', async () => {
    world = await openAuditing({ access: 'read' });
    expect((await world.ask('audit undo 1')).text).toContain('EXCHANGE_ACCESS=write');
  });
});
