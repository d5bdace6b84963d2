import * as known from '../identities.ts';
import { personAt } from './doer.ts';
import { cmdletRecord, searchRecord } from './exchange-admin-records.ts';
import {
  folderSynced,
  type MailAccess,
  type MailMessage,
  mailboxLogin,
  messageRecord,
  messagesRead,
  messagesRecord,
  rulesUpdated,
} from './mail-records.ts';
import { ago, type Story } from './story.ts';

const invoices: readonly MailMessage[] = [
  { subject: 'Rechnung 4711 – Überweisung <bitte prüfen>' },
  {
    subject: '**Invoice** [pay now](http://evil.example) & more',
    attachments: 'invoice.pdf (48213b)',
  },
  { subject: 'Re: payment terms' },
];
const letters: readonly MailMessage[] = [
  { subject: 'Newsletter November' },
  { subject: 'Lunch?' },
  { subject: '=SUM(A1:A9) totals', attachments: 'totals.xlsx (9120b)' },
  { subject: 'תקציב 2027' },
];

function ownMailbox(story: Story): MailAccess {
  const alice = story.person(known.alice);
  return { doer: personAt(alice), owner: alice, logon: 'owner' };
}

/** Read, answered, filed and thrown away by Alice herself. */
function herOwnMail(story: Story): void {
  const own = ownMailbox(story);
  const phone: MailAccess = {
    ...own,
    doer: personAt(own.owner, 'home'),
    client: 'Client=OutlookService;Outlook-iOS/2.0;',
    appId: '27922004-5251-4030-b22d-91ecd9a37ea4',
  };
  story.at(ago(0, 11), mailboxLogin(own));
  story.at(ago(0, 10), messagesRead(own, invoices));
  story.at(ago(0, 9, 30), folderSynced(phone, '\\Inbox'));
  story.at(
    ago(0, 9, 20),
    messageRecord('Create', own, { subject: 'Re: payment terms' }, '\\Drafts'),
  );
  story.at(
    ago(0, 9, 10),
    messageRecord(
      'Send',
      own,
      { subject: 'Re: payment terms', attachments: 'terms.docx (20480b)' },
      '\\Sent Items',
    ),
  );
  story.at(
    ago(0, 9, 5),
    messageRecord('Update', own, { subject: 'Team meeting' }, '\\Calendar', {
      ModifiedProperties: ['Location', 'MapiStartTime', 'TimeZone'],
    }),
  );
  story.at(
    ago(0, 8),
    messagesRecord('Move', own, invoices.slice(0, 2), '\\Inbox', '\\Inbox\\Rechnungen'),
  );
  story.at(
    ago(0, 7, 50),
    messagesRecord('MoveToDeletedItems', own, letters.slice(0, 2), '\\Inbox', '\\Deleted Items'),
  );
  story.at(ago(0, 7, 40), messagesRecord('SoftDelete', own, letters, '\\Deleted Items'));
  story.at(
    ago(0, 7, 30),
    messagesRecord('Copy', own, invoices.slice(0, 1), '\\Inbox', '\\Archive'),
  );
  story.at(ago(0, 3), searchRecord(own.doer, 'SharePoint', 'budget 2027'));
  story.at(36, messagesRead(phone, letters.slice(1, 3)));
}

/** Tim was given the mailbox and reads in it, and writes in Alice's name. */
function theDelegate(story: Story): void {
  const tim = story.person(known.noRoleUser);
  const alice = story.person(known.alice);
  const admin = personAt(story.person(known.adminUser));
  const access: MailAccess = { doer: personAt(tim), owner: alice, logon: 'delegate' };
  story.at(
    ago(6),
    cmdletRecord('Add-MailboxPermission', admin, alice.displayName, {
      Identity: alice.userPrincipalName,
      User: tim.userPrincipalName,
      AccessRights: 'FullAccess',
      AutoMapping: 'True',
    }),
  );
  for (let day = 0; day < 6; day += 1) {
    story.at(ago(day, 5, 20), messagesRead(access, invoices));
    story.at(ago(day, 2, 10), messagesRead(access, letters, '\\Inbox\\Rechnungen'));
  }
  const asAlice = { SendAsUserSmtp: alice.userPrincipalName, SendAsUserMailboxGuid: alice.id };
  const forAlice = {
    SendOnBehalfOfUserSmtp: alice.userPrincipalName,
    SendOnBehalfOfUserMailboxGuid: alice.id,
  };
  story.at(
    ago(1, 5),
    messageRecord('SendAs', access, { subject: 'Approved' }, '\\Sent Items', asAlice),
  );
  story.at(
    ago(0, 5),
    messageRecord('SendOnBehalf', access, { subject: 'Minutes' }, '\\Sent Items', forAlice),
  );
}

/** An administrator looked into the mailbox, which Alice may want to know. */
function theAdministrator(story: Story): void {
  const admin = personAt(story.person(known.adminUser), 'office-6');
  const alice = story.person(known.alice);
  story.at(
    ago(2, 6),
    messagesRead(
      {
        doer: admin,
        owner: alice,
        logon: 'admin',
        client: 'Client=WebServices;ExchangeWebServices',
      },
      invoices.slice(0, 1),
    ),
  );
  const own = ownMailbox(story);
  story.at(
    ago(2, 8),
    rulesUpdated(own, {
      name: 'Newsletter → Papierkorb <b>!</b>',
      condition: '{(SubString IgnoreCase(SubjectProperty)=Newsletter)}',
      actions: [{ ActionType: 'Delete' }],
    }),
  );
}

/** What happened to Alice's mail in her week, besides the intrusion. */
export function tellAliceMail(story: Story): void {
  herOwnMail(story);
  theDelegate(story);
  theAdministrator(story);
}
