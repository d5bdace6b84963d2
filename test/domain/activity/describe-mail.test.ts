import { describe, expect, it } from '@jest/globals';
import { describeActivity, describeFold } from '../../../src/domain/activity/describe.ts';
import { foldActivities } from '../../../src/domain/activity/fold.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { cmdletRecord, mailRecord, readRecord } from '../../fixtures/activity-records.ts';
import { read } from './read.ts';

const said = (value: JsonRecord) => describeActivity(read(value));
const sentenceOf = (value: JsonRecord) => said(value).sentence;

describe('mail', () => {
  it('counts messages read one by one, and warns of a folder that was copied whole', () => {
    expect(said(readRecord('Bind', ['1', '2', '3'])).sentence).toBe('Read 3 messages in Inbox');
    expect(said(readRecord('Sync', [])).sentence).toBe(
      'Synchronised Inbox: all of it may have been read',
    );
  });

  it('says when Exchange stopped recording', () => {
    const throttled = readRecord('Bind', ['1'], {
      OperationProperties: [
        { Name: 'MailAccessType', Value: 'Bind' },
        { Name: 'IsThrottled', Value: 'True' },
      ],
    });
    expect(said(throttled)).toMatchObject({
      important: true,
      caveat: expect.stringContaining('not complete'),
    });
  });

  it('adds up the messages of a fold, one that was read twice counted once', () => {
    const records = [readRecord('Bind', ['1', '2']), readRecord('Bind', ['2', '3'])].map(read);
    const folds = foldActivities(records);
    expect(folds.map((fold) => describeFold(fold).sentence)).toEqual(['Read 3 messages in Inbox']);
  });

  const affected = (...subjects: string[]) => ({
    AffectedItems: subjects.map((Subject) => ({ Subject, ParentFolder: { Path: '\\Inbox' } })),
    Folder: { Path: '\\Inbox' },
    DestFolder: { Path: '\\Archive' },
  });

  it.each([
    ['Move', ['a', 'b', 'c'], 'Moved 3 messages from Inbox to Archive'],
    ['Move', ['Invoice'], 'Moved “Invoice” from Inbox to Archive'],
    ['Copy', ['a', 'b'], 'Copied 2 messages from Inbox to Archive'],
    ['MoveToDeletedItems', ['a', 'b'], 'Moved 2 messages from Inbox to Deleted Items'],
    ['SoftDelete', ['a'], 'Deleted “a” from Inbox, can still be recovered'],
    ['HardDelete', ['a', 'b'], 'Deleted 2 messages from Inbox for good'],
  ])('%s of %j reads “%s”', (operation, subjects, sentence) => {
    expect(sentenceOf(mailRecord(operation, 3, affected(...subjects)))).toBe(sentence);
  });

  it('says into whose mailbox messages went', () => {
    const more = { CrossMailboxOperations: true, DestMailboxOwnerUPN: 'bob@contoso.example' };
    expect(sentenceOf(mailRecord('Copy', 3, { ...affected('a'), ...more }))).toBe(
      'Copied “a” from Inbox to Archive in the mailbox of bob@contoso.example',
    );
  });

  it('names the subject and attachments of what was sent, and as whom', () => {
    const Item = {
      Subject: 'Offer',
      Attachments: 'offer.pdf (12b)',
      ParentFolder: { Path: '\\Sent' },
    };
    const sent = said(mailRecord('Send', 2, { Item }));
    expect(sent.sentence).toBe('Sent “Offer”');
    expect(sent.details).toContainEqual({ label: 'Attachments', value: 'offer.pdf (12b)' });
    const as = mailRecord('SendAs', 2, { Item, SendAsUserSmtp: 'boss@contoso.example' });
    expect(said(as)).toMatchObject({
      sentence: 'Sent “Offer” as boss@contoso.example',
      important: true,
    });
    const behalf = { Item, SendOnBehalfOfUserSmtp: 'boss@contoso.example' };
    expect(sentenceOf(mailRecord('SendOnBehalf', 2, behalf))).toBe(
      'Sent “Offer” on behalf of boss@contoso.example',
    );
  });
});

describe('rules and settings of mailboxes', () => {
  it('say what a rule waits for and does, and that mail leaves the domain', () => {
    const rule = cmdletRecord('New-InboxRule', {
      Name: 'Tidy up',
      SubjectOrBodyContainsWords: 'invoice;payment',
      ExceptIfFrom: 'boss@contoso.example',
      ForwardTo: 'eve@outside.example',
      DeleteMessage: 'True',
      MarkAsRead: 'False',
    });
    expect(said(rule)).toMatchObject({
      sentence:
        'Created the inbox rule “Tidy up”: when the subject or body contains invoice or payment, forwards to eve@outside.example (another domain) and deletes, unless it is from boss@contoso.example',
      done: 'rules',
      important: true,
    });
  });

  it('claim nothing of messages that a change of a rule does not name, and tell what it takes away', () => {
    const change = cmdletRecord('Set-InboxRule', {
      Identity: 'x',
      MarkAsRead: 'True',
      ForwardTo: '',
    });
    expect(sentenceOf(change)).toBe(
      'Changed the inbox rule “x”: marks as read and Forward to: nothing',
    );
  });

  it('name a rule that is removed or switched off by its identity', () => {
    expect(sentenceOf(cmdletRecord('Remove-InboxRule', { Identity: 'alice\\Tidy up' }))).toBe(
      'Removed the inbox rule “alice\\Tidy up”',
    );
    expect(sentenceOf(cmdletRecord('Disable-InboxRule', {}))).toBe(
      'Switched off the inbox rule “Tidy up”',
    );
  });

  it('show conditions and actions that are not known by their name', () => {
    const rule = cmdletRecord('New-TransportRule', { Name: 'x', FooBarWords: 'a', DoFoo: 'True' });
    expect(sentenceOf(rule)).toBe(
      'Created the mail flow rule “x”: for every message, Foo bar words: a and Do foo',
    );
  });

  it('read rules that Outlook made, and quote a condition that is not understood', () => {
    const made = (RuleCondition: string) =>
      mailRecord('UpdateInboxRules', 2, {
        OperationProperties: [
          { Name: 'RuleOperation', Value: 'AddMailboxRule' },
          { Name: 'RuleName', Value: 'x' },
          { Name: 'RuleCondition', Value: RuleCondition },
          { Name: 'RuleActions', Value: '[{"ActionType":"Delete"}]' },
        ],
      });
    expect(sentenceOf(made('(SubString IgnoreCase(SubjectProperty)=Invoice)'))).toBe(
      'Created the inbox rule “x”: when the subject contains Invoice, deletes',
    );
    expect(sentenceOf(made('(Exotic)'))).toBe(
      'Created the inbox rule “x”: when it meets (Exotic), deletes',
    );
  });

  it.each([
    [
      'Set-Mailbox',
      { ForwardingSmtpAddress: 'smtp:eve@outside.example', DeliverToMailboxAndForward: 'False' },
      'Lets the mailbox of bob forward all mail to eve@outside.example (another domain) and keeps no copy',
      true,
    ],
    [
      'Set-Mailbox',
      { AuditEnabled: 'False' },
      'Changed the mailbox of bob: AuditEnabled False',
      true,
    ],
    [
      'Set-Mailbox',
      { ForwardingSmtpAddress: '' },
      'Stopped the mailbox of bob from forwarding mail',
      false,
    ],
    ['Set-Mailbox', { Office: 'Oslo' }, 'Changed the mailbox of bob: Office Oslo', false],
    [
      'Add-MailboxPermission',
      { User: 'eve', AccessRights: 'FullAccess' },
      'Gave “eve” FullAccess on the mailbox of bob',
      true,
    ],
    [
      'Set-MailboxAuditBypassAssociation',
      { AuditBypassEnabled: 'True' },
      'Hid what bob does from mailbox auditing',
      true,
    ],
    [
      'Set-AdminAuditLogConfig',
      { UnifiedAuditLogIngestionEnabled: 'False' },
      'Switched the unified audit log off',
      true,
    ],
    ['Set-Foo', { Bar: '1' }, 'Ran Set-Foo on “bob”: Bar 1', false],
  ])('%s %j', (operation, parameters, sentence, important) => {
    const record = cmdletRecord(operation, { Identity: 'bob', ...parameters });
    expect(said(record)).toMatchObject({ sentence, important, kind: 'admin' });
  });
});
