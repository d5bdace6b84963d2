import { appIds } from '../apps.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import { between, pick, type Random, weightedPicker } from '../random.ts';
import type { ActivityDraft } from './activity-log.ts';
import { ownDocument, sharedDocuments } from './documents.ts';
import { type Doer, personAt } from './doer.ts';
import { logonRecord } from './entra-records.ts';
import { searchRecord } from './exchange-admin-records.ts';
import { fileRecord, listItemRecord, sharingRecord } from './file-records.ts';
import {
  folderSynced,
  type MailAccess,
  messageRecord,
  messagesRead,
  messagesRecord,
} from './mail-records.ts';
import { teamsRecord } from './other-records.ts';

const subjects = [
  'Offer for the new year',
  'Re: meeting on Monday',
  'Einladung: Weihnachtsfeier',
  'Fwd: minutes',
  'Question about the contract',
  'Status of ticket 4711',
  'Cześć, raport w załączniku',
];
const ownNames = ['Notes.docx', 'Plan.xlsx', 'Präsentation.pptx', 'scan_0042.pdf', 'photo.jpg'];

/** One person at one moment. */
interface Moment {
  readonly person: Person;
  readonly doer: Doer;
  readonly random: Random;
}

type Scene = (moment: Moment) => JsonObject[];

function someFile({ person, random }: Moment) {
  return random() < 0.6
    ? pick(random, sharedDocuments)
    : ownDocument(person, pick(random, ownNames));
}

function ownMail({ person, doer }: Moment): MailAccess {
  return { doer, owner: person, logon: 'owner' };
}

function someMessages({ random }: Moment, most: number) {
  return Array.from({ length: between(random, 1, most) }, () => ({
    subject: pick(random, subjects),
  }));
}

const changes = [
  'FileUploaded',
  'FileDeleted',
  'FilePreviewed',
  'FileDownloaded',
  'FileCheckedOut',
];

const scenes: ReadonlyArray<readonly [weight: number, Scene]> = [
  [
    30,
    (moment) => {
      const file = someFile(moment);
      const opened = fileRecord('FileAccessed', moment.doer, file);
      const times = between(moment.random, 1, 6);
      const edited = moment.random() < 0.4 ? [fileRecord('FileModified', moment.doer, file)] : [];
      return [...Array.from({ length: times }, () => ({ ...opened })), ...edited];
    },
  ],
  [14, (moment) => [fileRecord(pick(moment.random, changes), moment.doer, someFile(moment))]],
  [3, (moment) => [sharingRecord('CompanyLinkCreated', moment.doer, someFile(moment), 'Edit')]],
  [6, ({ doer, random }) => [listItemRecord('ListItemViewed', doer, 'HR', between(random, 1, 90))]],
  [22, (moment) => [messagesRead(ownMail(moment), someMessages(moment, 4))]],
  [8, (moment) => [folderSynced(ownMail(moment), '\\Inbox')]],
  [
    10,
    (moment) => [
      messageRecord(
        'Send',
        ownMail(moment),
        { subject: pick(moment.random, subjects) },
        '\\Sent Items',
      ),
    ],
  ],
  [
    6,
    (moment) => [
      messagesRecord(
        'MoveToDeletedItems',
        ownMail(moment),
        someMessages(moment, 3),
        '\\Inbox',
        '\\Deleted Items',
      ),
    ],
  ],
  [3, ({ doer, random }) => [searchRecord(doer, 'Exchange', pick(random, subjects))]],
  [12, ({ person, doer }) => [logonRecord('UserLoggedIn', doer, person.id, appIds.teams)]],
  [2, ({ person, doer }) => [logonRecord('UserLoginFailed', doer, person.id, appIds.exchange)]],
  [10, ({ doer }) => [teamsRecord('MessageSent', doer, { CommunicationType: 'GroupChat' })]],
];

/** Draws what somebody does at a time: one thing, which may be several records. */
export function everydayScenes(people: readonly Person[]) {
  const staff = people.filter((person) => person.userType === 'Member' && person.jobTitle !== null);
  const pickPerson = weightedPicker(staff, (person) => person.weight);
  const pickScene = weightedPicker(scenes, ([weight]) => weight);
  return (random: Random, atMs: number): ActivityDraft[] => {
    const person = pickPerson(random);
    const doer = personAt(person, random() < 0.7 ? 'office' : 'home', between(random, 0, 9));
    const records = pickScene(random)[1]({ person, doer, random });
    return records.map((raw, index) => ({ atMs: atMs + index * 1000, raw }));
  };
}
