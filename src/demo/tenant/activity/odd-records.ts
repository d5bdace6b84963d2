import * as known from '../identities.ts';
import { documentNamed, ownDocument } from './documents.ts';
import { butWith, commonOf, personAt, sharePointItself } from './doer.ts';
import { directoryRecord } from './entra-records.ts';
import { fileRecord, listItemRecord } from './file-records.ts';
import { messagesRead } from './mail-records.ts';
import {
  chatOf,
  flowRecord,
  membersOf,
  reportRecord,
  teamsRecord,
  unheardRecord,
} from './other-records.ts';
import { ago, type Story } from './story.ts';

/** Addresses as they are found in the log, odd ones too. */
const addresses = [
  '',
  '<null>',
  '0.0.0.0',
  '192.0.2.17:50021',
  '[192.0.2.17]:50021',
  '[2001:db8:f0::a5]:50021',
  '::ffff:192.0.2.17',
  '[::ffff:192.0.2.17]:50021',
  'host.client.local:50021',
  'FE80::',
];

/** Records that lack what others have, or say it strangely. */
function tellBareRecords(story: Story): void {
  for (const [index, ClientIP] of addresses.entries()) {
    story.at(ago(5, 0, index), {
      Id: '0dd00000-7e57-4000-8000-000000000001',
      RecordType: -1,
      ClientIP,
    });
  }
  story.at(ago(5, 1), {
    Id: undefined,
    RecordType: 1,
    OriginatingServer: '[SOMETHING (10.555.1.2)]',
  });
  const doer = personAt(story.person(known.mariaOne));
  story.at(ago(5, 2), {
    ...commonOf(doer, 'GroupCreation', 22, 'Yammer'),
    ClientIP: '192.0.2.17:50021',
    ClientIPAddress: 'NOTANIPV4 (10.9000.0.1)',
    ResultStatus: 'TRUE',
    ObjectId: 'Sales',
    ActorYammerUserId: 36_787_265_537,
  });
}

/** Every odd address on an ordinary record of somebody. */
function tellOddAddresses(story: Story): void {
  const doer = personAt(story.person(known.zoe));
  for (const [index, address] of addresses.entries()) {
    const file = documentNamed('Interface description');
    story.at(ago(1, 6, index), fileRecord('FilePreviewed', butWith(doer, { address }), file));
  }
}

function tellTeams(story: Story): void {
  const alice = story.person(known.alice);
  const zoe = story.person(known.zoe);
  const doer = personAt(alice);
  story.at(
    ago(1, 8),
    teamsRecord('ChatCreated', doer, { ...chatOf(alice, zoe), Members: membersOf([alice, zoe]) }),
  );
  story.at(
    ago(1, 7, 59),
    teamsRecord('MessageSent', doer, { ...chatOf(alice, zoe), MessageId: '1649188295480' }),
  );
  story.at(
    ago(1, 7, 50),
    teamsRecord('MessageCreatedHasLink', doer, {
      ...chatOf(alice, zoe),
      MessageURLs: ['http://evil.example/?a=1&b=2'],
    }),
  );
  const team = { TeamName: 'Closing 2026 🎉 <b>team</b>', TeamGuid: '19:c105e@thread.tacv2' };
  story.at(ago(2, 8), teamsRecord('TeamCreated', doer, team));
  story.at(
    ago(2, 7, 59),
    teamsRecord('MemberAdded', doer, {
      ...team,
      Members: membersOf([zoe, story.person(known.guest)]),
    }),
  );
}

function tellOtherServices(story: Story): void {
  const alice = personAt(story.person(known.alice));
  const app = butWith(alice, {
    userId: 'ServicePrincipal_b1c0ffee-7e57-4000-8000-000000000009',
    userKey: 'Not Available',
    userType: 5,
  });
  story.at(ago(1, 10), flowRecord('CreateFlow', alice, 'copy to partner'));
  story.at(ago(1, 9), unheardRecord(alice));
  story.at(ago(2, 9), reportRecord(alice, 'Umsätze'));
  story.at(
    ago(2, 10),
    messagesRead(
      {
        doer: butWith(app, { address: 'FE80::' }),
        owner: story.person(known.alice),
        logon: 'owner',
        client: 'Client=REST;;',
      },
      [{ subject: 'Newsletter November' }],
      '\\Boîte de réception',
    ),
  );
  story.at(ago(3, 9), {
    ...commonOf(
      butWith(alice, {
        userId: 'SecurityComplianceAlerts',
        userKey: 'SecurityComplianceAlerts',
        userType: 4,
      }),
      'AlertTriggered',
      40,
      'SecurityComplianceCenter',
    ),
    ResultStatus: 'Succeeded',
    Name: 'Suspicious email sending patterns detected',
    Data: JSON.stringify({
      f3u: known.alice.userPrincipalName,
      op: 'New-InboxRule',
      imsgid: '<id@example>',
    }),
    AlertLinks: [{ AlertLinkHref: '' }],
  });
  story.at(ago(3, 10), {
    ...commonOf(
      butWith(alice, { userId: '', userType: 2 }),
      'SCORECHANGE',
      155,
      'ComplianceManager',
    ),
    ActionScore: 26.5,
  });
}

function tellSharePointNoise(story: Story): void {
  const doer = sharePointItself(personAt(story.person(known.adminUser)));
  for (let i = 0; i < 60; i += 1) {
    const operation = i % 3 === 0 ? 'ListItemUpdated' : 'ListItemViewed';
    story.at(ago(0, i * 5, 3), listItemRecord(operation, doer, 'Intranet', 700 + i));
  }
  const detected = butWith(doer, { userType: 4, address: '' });
  const file = ownDocument(story.person(known.hostile), 'Invoice.pdf.exe');
  story.at(
    ago(6, 5),
    fileRecord('FileMalwareDetected', detected, file, {
      VirusInfo: 'Win32/KeyLogger.RDI!MTB',
      UserAgent: '',
    }),
  );
}

function tellDirectory(story: Story): void {
  const admin = story.person(known.adminUser);
  const doer = personAt(admin);
  story.at(
    ago(2, 4),
    directoryRecord('Add member to role.', doer, admin.id, story.person(known.zoe), [
      ['Role.DisplayName', 'Reports Reader', ''],
      ['Role.TemplateId', known.roleTemplates.reportsReader, ''],
    ]),
  );
  story.at(ago(2, 3), {
    ...directoryRecord('Update group.', doer, admin.id, admin, []),
    ClientIP: '<null>',
    ObjectId: 'Not Available',
  });
  story.at(ago(2, 2), {
    ...directoryRecord(
      'Update user.',
      butWith(doer, { userId: 'ServicePrincipal_5c2b', userType: 4 }),
      admin.id,
      story.person(known.alice),
      [
        [
          'LastDirSyncTime',
          '[\r\n  "2026-11-20T14:43:17Z"\r\n]',
          '[\r\n  "2026-11-18T12:30:50Z"\r\n]',
        ],
        ['Action Client Name', 'DirectorySync', ''],
      ],
    ),
    ClientIP: '',
    ActorIpAddress: '',
  });
}

/** What real logs hold besides what one looks for: other services, noise, and records that are hardly any. */
export function tellOddities(story: Story): void {
  tellBareRecords(story);
  tellOddAddresses(story);
  tellTeams(story);
  tellOtherServices(story);
  tellSharePointNoise(story);
  tellDirectory(story);
}
