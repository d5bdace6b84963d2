import { afterEach, describe, expect, it } from '@jest/globals';
import { alice, obrien, operatorUser } from '../../src/demo/tenant/identities.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import { type AuditingGiven, type AuditingWorld, openAuditing } from './auditing/auditing-world.ts';

let world: AuditingWorld;
afterEach(() => world.close());
const open = async (given: AuditingGiven = {}) => {
  world = await openAuditing(given);
  return world;
};
const read = async () => {
  await world.ask('audit status');
  await world.scan();
};
/** Presses through to the end: the plan’s button, then the second step. */
const through = async (plan: Outgoing, button: string): Promise<Outgoing> => {
  const confirm = await world.press(plan, button);
  return world.press(confirm, 'Yes, make');
};

describe('audit enable', () => {
  it('shows what would be changed, the PowerShell of today, and what became of older commands', async () => {
    await open({ auditDisabled: true });
    world.tenant.exchange.setIngestion(false);
    await read();
    const { text } = await world.ask('audit enable');
    expect(text).toContain('To be changed in Fabrikam (fabrikam.example)');
    expect(text).toContain('Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true');
    expect(text).toContain('Set-OrganizationConfig -AuditDisabled $false');
    expect(text).toContain('End the bypass of 2 accounts');
    expect(text).toContain(`-Identity '${obrien.id}' -DefaultAuditSet Admin,Delegate,Owner`);
    expect(text).toContain('-AdminAuditLogCmdlets *');
    expect(text).toContain('commands of administrators are always audited');
    expect(await world.auditing.lastChange()).toBe(0);
  });

  it('changes nothing while it may only read, but shows how to', async () => {
    await open({ access: 'read', auditDisabled: true });
    await read();
    const plan = await world.ask('audit enable log');
    expect(plan.text).toContain('EXCHANGE_ACCESS=write would let me');
    expect(JSON.stringify(plan.card)).not.toContain('confirmed');
    const forged = await world.ask('audit enable log confirmed 00000000');
    expect(forged.text).toContain('To be changed');
    expect(await world.auditing.lastChange()).toBe(0);
  });

  it('gives the lines that make sure where Exchange is not asked at all', async () => {
    await open({ access: 'off' });
    const { text } = await world.ask('audit enable');
    expect(text).toContain('What makes sure that auditing is on in Fabrikam');
    expect(text).toContain('Get-MailboxAuditBypassAssociation -ResultSize Unlimited');
    const mailbox = await world.ask(`audit enable for ${alice.userPrincipalName}`);
    expect(mailbox.text).toContain(`Set-Mailbox -Identity '${alice.id}' -DefaultAuditSet`);
  });

  it('asks a second time, naming the tenant, and then follows until it is so', async () => {
    await open({ auditDisabled: true, effectSeconds: 1_200 });
    world.tenant.exchange.setIngestion(false);
    await read();
    const confirm = await world.press(await world.ask('audit enable'), 'Switch on…');
    expect(confirm.text).toContain('Change auditing in Fabrikam (fabrikam.example)?');
    expect(confirm.text).toContain('up to an hour');
    expect(await world.auditing.lastChange()).toBe(0);
    const begun = await world.press(confirm, 'Yes, make 2 changes');
    expect(begun.text).toContain('⏳ 0 of 2 done, 2 under way');
    await begun.placed?.(world.place);
    await world.pass(600, 60);
    expect((await world.ask('audit changes')).text).toContain('Made; not seen yet');
    await world.pass(900, 60);
    const { text } = await world.ask('audit changes 1-2');
    expect(text).toContain('✅ 2 of 2 done');
    expect(text).toContain('Before: UnifiedAuditLogIngestionEnabled False');
    expect(text).toContain('Olga Operator');
    expect(world.drawn.at(-1)?.line).toBe('audit changes 1-2');
    const drawn = world.drawn.length;
    await world.pass(600, 60);
    expect(world.drawn).toHaveLength(drawn);
    expect(world.applied).toHaveLength(2);
  });

  it('does nothing twice when it is pressed twice', async () => {
    await open({ auditDisabled: true });
    await read();
    const confirm = await world.press(await world.ask('audit enable'), 'Switch on…');
    const [first, second] = await Promise.all([
      world.press(confirm, 'Yes, make'),
      world.press(confirm, 'Yes, make'),
    ]);
    await world.change();
    const third = await world.press(confirm, 'Yes, make');
    for (const answer of [first, second, third]) expect(answer.text).toContain('1 under way');
    await world.pass(120);
    expect(await world.auditing.lastChange()).toBe(1);
    expect(world.applied).toHaveLength(1);
    const late = await world.press(confirm, 'Yes, make');
    expect(late.text).not.toContain('under way');
    expect(await world.auditing.lastChange()).toBe(1);
  });

  it('asks anew when something else stands there than what was agreed to', async () => {
    await open({ auditDisabled: true });
    await read();
    const confirm = await world.press(await world.ask('audit enable'), 'Switch on…');
    world.tenant.exchange.setIngestion(false);
    world.clock.advance(6 * 60_000);
    const again = await world.press(confirm, 'Yes, make 1 change');
    expect(again.text).toContain('Change auditing in Fabrikam');
    expect(again.text).toContain('Switch on the log and mailbox auditing');
    expect(await world.auditing.lastChange()).toBe(0);
  });

  it('checks at each press whether she is still an admin', async () => {
    await open({ auditDisabled: true });
    await read();
    const confirm = await world.press(await world.ask('audit enable'), 'Switch on…');
    world.standing.level = 'operator';
    expect((await world.press(confirm, 'Yes, make')).text).toContain('is for admins');
    expect(await world.auditing.lastChange()).toBe(0);
  });

  it('takes up where a process died between setting and noting, and sets nothing else', async () => {
    await open({ auditDisabled: true, effectSeconds: 30 });
    await read();
    await through(await world.ask('audit enable'), 'Switch on…');
    const { save } = world.store.auditChanges;
    let saves = 0;
    Object.assign(world.store.auditChanges, {
      save: async (...given: Parameters<typeof save>) => {
        saves += 1;
        if (saves === 2) throw new Error('the process ends here');
        return save(...given);
      },
    });
    await expect(world.change()).rejects.toThrow();
    world.clock.advance(5 * 60_000);
    const another = world.runnerOf();
    await another.change(world.signal);
    const { text } = await world.ask('audit changes 1');
    expect(text).toContain('✅ Made, and seen to be so');
    expect(text).toContain('Before: AuditDisabled True');
    expect(world.applied).toHaveLength(1);
  });

  it('enables customisation first where the organisation needs it, and waits for it', async () => {
    await open({ isDehydrated: true, effectSeconds: 60 });
    world.tenant.exchange.setIngestion(false);
    await read();
    const plan = await world.ask('audit enable');
    expect(plan.text).toContain('1. Enable customisation of the organisation');
    await through(plan, 'Switch on…');
    await world.pass(20);
    const early = (await world.ask('audit changes 1-2')).text;
    expect(early).toContain('Made; not seen yet');
    expect(early).toContain('To be made');
    await world.pass(240);
    expect((await world.ask('audit changes 1-2')).text).toContain('✅ 2 of 2 done');
    expect(world.tenant.exchange.isIngesting).toBe(true);
  });

  it('tells what was refused, which role is missing, and changes the rest', async () => {
    const roles = ['View-Only Configuration', 'View-Only Recipients', 'Organization Configuration'];
    await open({ auditDisabled: true, roles });
    world.tenant.exchange.setIngestion(false);
    await read();
    await through(await world.ask('audit enable'), 'Switch on…');
    await world.pass(180);
    const { text } = await world.ask('audit changes 1-2');
    expect(text).toContain('🔴 1 of 2 done, 1 refused');
    expect(text).toContain('lacks the Exchange role Audit Logs');
  });

  it('keeps on through throttling', async () => {
    await open({ auditDisabled: true });
    await read();
    await through(await world.ask('audit enable'), 'Switch on…');
    world.tenant.fault({ match: /adminapi/, kind: '429', times: 3, retryAfterSeconds: 70 });
    await world.pass(600, 60);
    expect((await world.ask('audit changes 1')).text).toContain('✅ Made, and seen to be so');
  });

  it('gives up after two hours, and says so', async () => {
    await open({ auditDisabled: true, effectSeconds: 100_000 });
    await read();
    await through(await world.ask('audit enable'), 'Switch on…');
    await world.pass(3 * 3600, 600);
    expect((await world.ask('audit changes 1')).text).toContain(
      '🟡 Made, and not seen in two hours',
    );
  });

  it('mends many mailboxes at once, and then finds nothing to mend', async () => {
    await open({ crowd: 300, requestsIn10Seconds: 1_000 });
    await read();
    const plan = await world.ask('audit enable');
    expect(plan.text).toContain('Give 6 mailboxes Microsoft’s audit set');
    expect(plan.text).toContain('Where-Object { @($_.DefaultAuditSet).Count -lt 3 }');
    await through(plan, 'All of it…');
    await world.pass(240);
    await world.ask('audit status');
    await world.scan();
    const after = await world.ask('audit enable');
    expect(after.text).toContain('Nothing to change in Fabrikam');
    expect(after.text).toContain('Nothing: auditing is on, for all.');
  });

  it('does it for one mailbox, by a name, and says when there is nothing to do', async () => {
    await open();
    const fine = await world.ask('audit enable for alice');
    expect(fine.text).toContain('Nothing to change in the mailbox of Alice Martin');
    const touched = await world.ask('audit enable for conan');
    expect(touched.text).toContain('1. Give 1 mailbox Microsoft’s audit set');
    await through(touched, 'Set…');
    await world.pass(120);
    expect((await world.ask('audit enable for conan')).text).toContain('Nothing to change');
    const several = await world.ask('audit enable for maria');
    expect(several.text).toContain('Which “maria” do you mean?');
    const chosen = await world.press(several, 'Marketing');
    expect(chosen.text).toContain('the mailbox of Maria Garcia');
    expect((await world.ask('audit enable for gwen')).text).toContain('no mailbox in Exchange');
  });

  it('leaves a list alone that only has more than Microsoft’s', async () => {
    await open();
    const { text } = await world.ask(`audit enable for ${operatorUser.userPrincipalName}`);
    expect(text).toContain('Nothing to change in the mailbox of Oskar Lind');
  });

  it('stands in the record of looks with whose mailbox it was', async () => {
    await open();
    await world.ask('audit enable for conan');
    const [look] = world.looks.all();
    expect(look).toMatchObject({ command: 'audit enable', people: [obrien.id] });
  });
});
