import { describe, expect, it } from '@jest/globals';
import { auditingOff } from '../../../src/alerts/rules/auditing-off.ts';
import { ran } from '../unified/records.ts';

const mailbox = `EURPR07A010.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/contoso/Alice`;

describe('auditing that is switched off', () => {
  it('names who switched the whole log off, the line that switches it on, and what is lost', () => {
    const record = ran('Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'False' });
    const match = auditingOff.detect(record);
    expect(match).toMatchObject({
      subject: 'unified-audit-log',
      about: { name: 'Unified audit log of the tenant' },
      headline: 'switched off the unified audit log',
      why: 'olga@contoso.example ran Set-AdminAuditLogConfig, as the unified audit log says.',
    });
    expect(match?.facts).toEqual([
      { title: 'UnifiedAuditLogIngestionEnabled', value: 'not in the record → False' },
      {
        title: 'Switch on again',
        value: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
      },
      { title: 'Not recorded meanwhile', value: expect.stringContaining('Exchange, SharePoint') },
    ]);
  });

  it.each([
    [
      'mailbox auditing of the organisation',
      ran('Set-OrganizationConfig', { AuditDisabled: 'True' }),
      'Set-OrganizationConfig -AuditDisabled $false',
    ],
    [
      'an account that mailbox auditing no longer sees',
      ran('Set-MailboxAuditBypassAssociation', {
        Identity: 'svc-backup@contoso.example',
        AuditBypassEnabled: 'True',
      }),
      "Set-MailboxAuditBypassAssociation -Identity 'svc-backup@contoso.example' -AuditBypassEnabled $false",
    ],
    [
      'one mailbox, known by the object alone',
      ran('Set-Mailbox', { AuditEnabled: 'False' }, { object: mailbox }),
      "Set-Mailbox -Identity 'Alice' -AuditEnabled $true",
    ],
    [
      'a list of audited actions that is emptied',
      ran('Set-Mailbox', { Identity: 'Alice', AuditOwner: '' }),
      "Set-Mailbox -Identity 'Alice' -DefaultAuditSet Admin,Delegate,Owner",
    ],
    [
      'a list that loses an action',
      ran('Set-Mailbox', { Identity: 'Alice', AuditAdmin: '@{Remove=HardDelete}' }),
      "Set-Mailbox -Identity 'Alice' -DefaultAuditSet Admin,Delegate,Owner",
    ],
  ])('alerts on %s', (_, record, undo) => {
    expect(auditingOff.detect(record)?.facts).toContainEqual({
      title: 'Switch on again',
      value: undo,
    });
  });

  it('says what was before where the record holds it', () => {
    const before = [{ Name: 'AuditDisabled', OldValue: 'False', NewValue: 'True' }];
    const record = ran(
      'Set-OrganizationConfig',
      { AuditDisabled: 'True' },
      { data: { ModifiedProperties: before } },
    );
    expect(auditingOff.detect(record)?.facts[0]).toEqual({
      title: 'AuditDisabled',
      value: 'False → True',
    });
  });

  it('is worst where the whole log is off: nobody waits for the morning then', () => {
    const off = ran('Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'False' });
    expect(auditingOff.detect(off)?.severity).toBe('critical');
    const one = ran('Set-Mailbox', { Identity: 'Alice', AuditEnabled: 'False' });
    expect(auditingOff.detect(one)?.severity).toBe('high');
  });

  it('takes two mailboxes for two matters, and one mailbox for one', () => {
    const subjects = ['Alice', 'Bob', 'alice'].map(
      (Identity) =>
        auditingOff.detect(ran('Set-Mailbox', { Identity, AuditEnabled: 'False' }))?.subject,
    );
    expect(new Set(subjects).size).toBe(2);
    expect(subjects[0]).toBe(subjects[2]);
  });

  it.each(["x'; Remove-Mailbox Alice", 'x" -Confirm', 'x\nRemove-Mailbox', 'x’; whoami', '$(id)'])(
    'puts no name into the line to copy that could run something: %j',
    (Identity) => {
      const match = auditingOff.detect(ran('Set-Mailbox', { Identity, AuditEnabled: 'False' }));
      expect(match?.facts.find(({ title }) => title === 'Switch on again')?.value).toBe(
        'Set-Mailbox -Identity <mailbox> -AuditEnabled $true',
      );
    },
  );

  it.each([
    [
      'what is switched on',
      ran('Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'True' }),
    ],
    [
      'on-premises settings without effect',
      ran('Set-AdminAuditLogConfig', { AdminAuditLogEnabled: 'False' }),
    ],
    [
      'mailbox auditing that is switched on',
      ran('Set-OrganizationConfig', { AuditDisabled: 'False' }),
    ],
    [
      'other settings of the organisation',
      ran('Set-OrganizationConfig', { MailTipsAllTipsEnabled: 'False' }),
    ],
    [
      'a bypass that is taken back',
      ran('Set-MailboxAuditBypassAssociation', { Identity: 'a', AuditBypassEnabled: 'False' }),
    ],
    [
      'other settings of a mailbox',
      ran('Set-Mailbox', { Identity: 'Alice', HiddenFromAddressListsEnabled: 'True' }),
    ],
    [
      'a list that gains an action',
      ran('Set-Mailbox', { Identity: 'Alice', AuditOwner: 'Update,Move' }),
    ],
    ['another cmdlet', ran('New-InboxRule', { Name: 'x', AuditEnabled: 'False' })],
    [
      'a command that failed',
      ran(
        'Set-AdminAuditLogConfig',
        { UnifiedAuditLogIngestionEnabled: 'False' },
        { data: { ResultStatus: 'False' } },
      ),
    ],
  ])('leaves alone %s', (_, record) => {
    expect(auditingOff.detect(record)).toBeUndefined();
  });
});
