import { afterEach, describe, expect, it } from '@jest/globals';
import { alice } from '../../src/demo/tenant/identities.ts';
import { type AuditingGiven, type AuditingWorld, openAuditing } from './auditing/auditing-world.ts';

let world: AuditingWorld;
afterEach(() => world.close());
const open = async (given: AuditingGiven = {}) => {
  world = await openAuditing(given);
  return world;
};
/** The card once all mailboxes are read. */
const whole = async () => {
  await world.ask('audit status');
  await world.scan();
  return (await world.ask('audit status')).text;
};

describe('audit status', () => {
  it('says of each switch how it stands, by what, and what it means', async () => {
    await open();
    const text = await whole();
    expect(text).toContain('🟡 Auditing is on in Fabrikam (fabrikam.example), not for all');
    expect(text).toContain('🟢 Unified audit log: on');
    expect(text).toContain('UnifiedAuditLogIngestionEnabled is True');
    expect(text).toContain('Security & Compliance PowerShell see False here whatever is true');
    expect(text).toContain('🟢 Mailbox auditing of the organisation: on');
    expect(text).toContain('🟡 Auditing of every account: off for 2 accounts');
    expect(text).toContain('Dieter Vogel, svc-scanner');
    expect(text).toContain('🟡 Microsoft’s audit set: off for 3 mailboxes');
    expect(text).toContain('1 of them also records what Microsoft’s set does not');
    expect(text).toContain('🟡 Rooms and equipment: off for 2 mailboxes');
    expect(text).toContain('🟡 Mail moved by its owner (Move) – recorded in part: in 1 of 57');
    expect(text).toContain('Purview Audit (Premium), Entra ID P2 (SPE_E5)');
    expect(text).toContain('One year for Exchange, SharePoint, OneDrive and Entra ID');
  });

  it('begins to read the mailboxes, says how far it is, and follows until it is done', async () => {
    await open({ crowd: 1_200, requestsIn10Seconds: 1000 });
    const first = await world.ask('audit status');
    expect(first.text).toContain('⏳ Microsoft’s audit set: reading');
    expect(first.text).toContain('0 mailboxes read so far');
    await first.placed?.(world.place);
    await world.pass(10);
    expect(world.drawn.map(({ line, asker }) => [line, asker.name])).toEqual([
      ['audit status', 'Olga Operator'],
    ]);
    const then = await world.ask('audit status');
    expect(then.placed).toBeUndefined();
    expect(then.text).toContain('15 of 1,259 mailboxes have lists of their own that miss');
    await world.pass(200, 100);
    expect(world.drawn).toHaveLength(1);
  });

  it('says that the log is off, what is lost by that, and how to switch it on', async () => {
    await open();
    world.tenant.exchange.setIngestion(false);
    const text = await whole();
    expect(text).toContain('🔴 Auditing is off in Fabrikam');
    expect(text).toContain('🔴 Unified audit log: off');
    expect(text).toContain('UnifiedAuditLogIngestionEnabled is False');
    expect(text).toContain('AuditingDisabledTenant');
    expect(text).toContain('nothing brings it back later');
    expect(text).toContain('Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true');
    expect(text).toContain('🔴 Files opened, changed, shared – not recorded');
  });

  it('says that mailbox auditing is off although mailboxes have AuditEnabled', async () => {
    await open({ auditDisabled: true });
    const text = await whole();
    expect(text).toContain('🔴 Mailbox auditing of the organisation: off');
    expect(text).toContain('even where AuditEnabled of the mailbox is True');
    expect(text).toContain('Set-OrganizationConfig -AuditDisabled $false');
    expect(text).toContain('🔴 Mail sent (Send) – not recorded: mailbox auditing is off');
    expect(text).toContain('🟢 Files opened, changed, shared – recorded');
  });

  it('concludes what it can from Graph alone, and says that it is a conclusion', async () => {
    await open({ access: 'off' });
    const on = (await world.ask('audit status')).text;
    expect(on).toContain('🟢 Unified audit log: on');
    expect(on).toContain('Concluded, not read from Exchange: Microsoft took a search');
    expect(on).toContain('⚪ Mailbox auditing of the organisation: cannot tell');
    expect(on).toContain('EXCHANGE_ACCESS=read');
    expect(on).toContain('🟢 Files opened, changed, shared – recorded');
    expect(on).toContain('⚪ Mail sent (Send) – cannot tell');
    expect(on).toContain('🔴 Mail moved by its owner (Move) – not recorded');
    expect(world.running.requests.filter(({ path }) => path.includes('adminapi'))).toEqual([]);
    world.tenant.exchange.setIngestion(false);
    world.clock.advance(6 * 60_000);
    const off = (await world.ask('audit status')).text;
    expect(off).toContain('🔴 Unified audit log: off');
    expect(off).toContain('Concluded, not read from Exchange: Microsoft refused a search');
  });

  it('does not believe False of Exchange beside a log that answers', async () => {
    await open();
    const trapped = { ...world.auditing.exchange, ingestion: async () => ({ isOn: false }) };
    Object.assign(world.auditing, { exchange: trapped });
    const { text } = await world.ask('audit status');
    expect(text).toContain('⚪ Unified audit log: cannot tell');
    expect(text).toContain('The two do not agree');
    expect(text).toContain('check EXCHANGE_ENDPOINT');
  });

  it.each<[string, AuditingGiven, RegExp]>([
    ['a role', { roles: [] }, /lacks the Exchange role View-Only Configuration.*Global Reader/],
    [
      'one role of two',
      { roles: ['View-Only Configuration'] },
      /broke off.*lacks the Exchange role View-Only Recipients/,
    ],
  ])('names the permission that it lacks itself: %s', async (_, given, words) => {
    await open(given);
    const text = (await whole()).replaceAll('\n', ' ');
    expect(text).toMatch(words);
    expect(text).toMatch(/What the bot itself lacks The bot’s application lacks/);
  });

  it('names the permissions of Graph and Exchange that are not granted', async () => {
    await open();
    for (const one of ['Exchange.ManageAsApp', 'AuditLogsQuery.Read.All', 'Organization.Read.All'])
      world.tenant.revoke(one);
    const { text } = await world.ask('audit status');
    expect(text).toContain('⚪ Unified audit log: cannot tell');
    expect(text).toContain('Exchange.ManageAsApp');
    expect(text).toContain('The bot’s application lacks AuditLogsQuery.Read.All.');
    expect(text).toContain('LicenseAssignment.Read.All');
    expect(text).toContain('Cannot tell: 180 days with Audit (Standard)');
  });

  it('goes on by itself when Exchange throttles the reading, and tells why it waits', async () => {
    await open({ crowd: 1_000, requestsIn10Seconds: 1000 });
    await world.ask('audit status');
    world.tenant.fault({ match: /adminapi/, kind: '429', times: 6, retryAfterSeconds: 70 });
    await world.scan();
    expect((await world.ask('audit status')).text).toContain('Exchange Online is throttling');
    world.tenant.clearFaults();
    await world.pass(120, 60);
    expect((await world.ask('audit status')).text).toContain('of 1,059 mailboxes');
  });

  it('begins a list anew when Exchange forgot where it was, and counts nothing twice', async () => {
    await open({ crowd: 1_500, requestsIn10Seconds: 1000, pagesKnownSeconds: 0 });
    await world.ask('audit status');
    const { mailboxes } = world.auditing.exchange;
    let pages = 0;
    const slow = async (...given: Parameters<typeof mailboxes>) => {
      pages += 1;
      if (pages === 2) world.clock.advance(1_000);
      return mailboxes(...given);
    };
    Object.assign(world.auditing.exchange, { mailboxes: slow });
    await world.pass(30);
    const { text } = await world.ask('audit status');
    expect(pages).toBeGreaterThan(2);
    expect(text).toContain('18 of 1,559 mailboxes');
    expect((await world.auditing.scan())?.restarts).toBe(1);
  });

  it('lets readers look and shows the way to mend it to admins alone', async () => {
    await open({ level: 'reader' });
    await whole();
    const reader = await world.ask('audit status');
    expect(JSON.stringify(reader.card)).not.toContain('audit enable');
    world.standing.level = 'admin';
    expect(JSON.stringify((await world.ask('audit status')).card)).toContain('audit enable');
  });

  it('reads the mailboxes again once something was changed', async () => {
    await open();
    await whole();
    await world.auditing.change(
      [{ change: { kind: 'mailbox', subject: { id: alice.id, name: 'Alice' }, on: false } }],
      { id: 'x', name: 'X' },
    );
    await world.pass(120);
    const { text } = await world.ask('audit status');
    expect(text).toContain('⏳');
  });
});
