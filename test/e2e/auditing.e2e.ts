import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { obrien } from '../../src/demo/tenant/identities.ts';
import { describeInBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk.ts';
import { look } from './look.ts';
import { until } from './until.ts';

describeInBrowser('whether auditing is on, and switching it on', () => {
  let desk: Desk;

  /** The card that a button opens beside the one that holds it. */
  async function opens(card: Locator, button: string, text: string): Promise<Locator> {
    const cards = desk.chat.cardsWith(text);
    const before = await cards.count();
    await desk.chat.click(card, button);
    await until(`“${button}” opens a card`, async () => (await cards.count()) > before);
    // By its place: what it says changes.
    return desk.chat.cards().nth((await desk.chat.cards().count()) - 1);
  }

  beforeAll(async () => {
    desk = await openDesk();
    await desk.demo.tell('exchange', { effectSeconds: 1 });
  });
  afterAll(() => desk?.close());

  it('tells of each switch how it stands, once the mailboxes are read', async () => {
    const card = await desk.chat.ask('audit status');
    await desk.chat.becomes(card, 'not for all');
    const text = await card.innerText();
    expect(text).toContain('Unified audit log: on');
    expect(text).toContain('Auditing of every account: off for 2 accounts');
    await look(desk, 'audit-status', card, 'Microsoft’s audit set: off for 3 mailboxes');
    const list = await opens(card, 'Show all', 'whose actions are not recorded');
    await desk.chat.screenshot('audit-mailboxes-card', list);
  });

  it('says that auditing is off, and switches it on in two steps that name the tenant', async () => {
    await desk.demo.tell('exchange', { ingestion: false, auditDisabled: true, isDehydrated: true });
    const status = await desk.chat.ask('audit status anew');
    await desk.chat.becomes(status, 'Rooms and equipment: off for 2 mailboxes');
    await look(desk, 'audit-status-off', status, 'Auditing is off in Fabrikam');
    const plan = await opens(status, 'Switch on…', 'To be changed in Fabrikam');
    await look(desk, 'audit-enable', plan, 'To be changed in Fabrikam');
    const asked = await opens(plan, 'Switch on…', 'Change auditing in Fabrikam');
    await look(
      desk,
      'audit-enable-confirm',
      asked,
      'Change auditing in Fabrikam (fabrikam.example)?',
    );
    await desk.chat.press(asked, 'Yes, make 3 changes');
    await desk.chat.becomes(asked, 'under way');
    await desk.chat.screenshot('audit-changes-under-way-card', asked);
    await desk.chat.becomes(asked, '3 of 3 done');
    await look(desk, 'audit-changes', asked, '3 of 3 done');
    const after = await desk.chat.ask('audit status');
    await desk.chat.becomes(after, 'Auditing is on in Fabrikam');
  });

  it('mends one mailbox, and takes it back', async () => {
    const plan = await desk.chat.ask(`audit enable for ${obrien.userPrincipalName}`);
    await desk.chat.screenshot('audit-enable-mailbox-card', plan);
    const asked = await opens(plan, 'Set…', 'Change auditing in the mailbox');
    await desk.chat.press(asked, 'Yes, make 1 change');
    await desk.chat.becomes(asked, '1 of 1 done');
    const confirm = await opens(asked, 'Undo…', 'Take back 1 change');
    await desk.chat.screenshot('audit-undo-confirm-card', confirm);
    await desk.chat.press(confirm, 'Take it back');
    await desk.chat.becomes(confirm, '1 of 1 done');
    expect(await confirm.innerText()).toContain('its own for Admin, Delegate, Owner');
  });

  it('says that all is on once all is mended', async () => {
    const plan = await desk.chat.ask('audit enable');
    const asked = await opens(plan, 'All of it…', 'Change auditing in Fabrikam');
    await desk.chat.press(asked, /^Yes, make \d+ changes$/);
    await until('all changes are made', async () =>
      /\b(\d+) of \1 done/.test(await asked.innerText()),
    );
    const status = await desk.chat.ask('audit status anew');
    await desk.chat.becomes(status, 'Microsoft’s audit set: on');
    await look(desk, 'audit-status-on', status, 'Microsoft’s audit set: on');
  });

  it('says what it cannot tell, and which permission would', async () => {
    await desk.demo.tell('permission', { permission: 'Exchange.ManageAsApp', held: false });
    const status = await desk.chat.ask('audit status anew');
    await desk.chat.becomes(status, 'Exchange.ManageAsApp');
    await look(
      desk,
      'audit-status-lacking',
      status,
      'Mailbox auditing of the organisation: cannot tell',
    );
    await desk.demo.tell('permission', { permission: 'Exchange.ManageAsApp' });
  });

  it('concludes from the log alone where Exchange is not to be asked, and says so', async () => {
    await desk.demo.killBot();
    await desk.demo.startBot({ EXCHANGE_ACCESS: 'off' });
    const status = await desk.chat.ask('audit status');
    expect(await status.innerText()).toContain('EXCHANGE_ACCESS');
    await look(desk, 'audit-status-inferred', status, 'Unified audit log: on');
  });

  it('shows how far the mailboxes of a large tenant are read', async () => {
    await desk.demo.killBot();
    await desk.demo.tell('exchange', { crowd: 20_000 });
    await desk.demo.startBot();
    const status = await desk.chat.ask('audit status anew');
    await desk.chat.becomes(status, 'mailboxes read so far');
    await look(desk, 'audit-status-reading', status, 'mailboxes read so far');
  });
});
