import { describe, expect, it } from '@jest/globals';
import { mailboxesOf } from '../../../src/domain/activity/mailboxes-of.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { read } from './read.ts';

const mailboxesIn = (data: JsonRecord) =>
  mailboxesOf(read({ createdDateTime: '2026-11-22T11:30:00Z', auditData: data }));
const upn = 'alice@contoso.example';
const cmdlet = (Name: string, Value: string) => ({
  Operation: 'Set-InboxRule',
  ObjectId: 'EURPR07A010.PROD.OUTLOOK.COM/contoso/bc1b1df3\\Rule',
  Parameters: [{ Name, Value }],
});

describe('whose mailbox a record is about', () => {
  it.each([
    ['its owner', { MailboxOwnerUPN: 'Alice@Contoso.example' }],
    ['where items were moved to', { MailboxOwnerUPN: 'bob@x.example', DestMailboxOwnerUPN: upn }],
    ['in whose name was sent', { MailboxOwnerUPN: 'bob@x.example', SendAsUserSmtp: upn }],
    ['on whose behalf was sent', { SendOnBehalfOfUserSmtp: upn }],
    ['the object of a command', { ObjectId: upn }],
    ['the mailbox of a command', cmdlet('Mailbox', upn)],
    ['a rule in it', cmdlet('Identity', `${upn}\\Forward all`)],
    ['a folder of it', cmdlet('Identity', `${upn}:\\Calendar`)],
  ])('is told by %s', (_, data) => {
    expect(mailboxesIn(data)).toContain(upn);
  });

  it.each([
    ['a message to her', { MailboxOwnerUPN: 'bob@x.example', Item: { Subject: `to ${upn}` } }],
    ['rights that she is given', cmdlet('User', upn)],
    ['a longer name that begins like hers', { MailboxOwnerUPN: `${upn}.test` }],
  ])('is not told by %s', (_, data) => {
    expect(mailboxesIn(data)).not.toContain(upn);
  });
});
