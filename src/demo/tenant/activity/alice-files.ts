import * as known from '../identities.ts';
import { documentNamed, ownDocument } from './documents.ts';
import { butWith, personAt, sharePointItself } from './doer.ts';
import { fileRecord, folderRecord, movedRecord, sharingRecord } from './file-records.ts';
import { ago, type Story } from './story.ts';

/** One document, opened: the log tells it many times over. */
function workOnBudget(story: Story): void {
  const doer = personAt(story.person(known.alice));
  const budget = documentNamed('Budget 2027');
  for (let i = 0; i < 14; i += 1) {
    story.at(95 - i * 4.3, fileRecord('FileAccessed', doer, budget));
  }
  story.at(80, fileRecord('FileModified', doer, budget));
  story.at(62, fileRecord('FileModifiedExtended', doer, budget));
  story.at(40, fileRecord('FileModified', doer, budget));
  story.at(39, fileRecord('FileAccessed', sharePointItself(doer), budget));
  story.at(22, fileRecord('FileDownloaded', doer, budget));
  story.at(18, fileRecord('FilePreviewed', doer, documentNamed('Forecast Q4')));
}

/** Files made, renamed, moved and thrown away during the last day. */
function tidyUp(story: Story): void {
  const alice = story.person(known.alice);
  const doer = personAt(alice);
  const draft = ownDocument(alice, 'Entwurf <b>neu</b> & [alt](http://evil.example).docx');
  const renamed = { ...draft, name: 'Bericht Q4.docx' };
  const moved = { ...renamed, folder: 'Documents/Berichte' };
  story.at(
    ago(0, 9),
    folderRecord('FolderCreated', doer, { ...moved, folder: 'Documents', name: 'Berichte' }),
  );
  story.at(ago(0, 8, 50), fileRecord('FileUploaded', doer, draft));
  story.at(ago(0, 8, 40), movedRecord('FileRenamed', doer, draft, renamed));
  story.at(ago(0, 8, 30), movedRecord('FileMoved', doer, renamed, moved));
  story.at(ago(0, 8, 5), fileRecord('FileDeleted', doer, ownDocument(alice, 'Alt.xlsx')));
  story.at(ago(0, 5), fileRecord('FileAccessed', doer, documentNamed('Jahresabschluss')));
  story.at(ago(1, 2), fileRecord('FileAccessed', doer, documentNamed('客戶名單')));
  story.at(
    ago(1, 3),
    fileRecord('FileSyncDownloadedFull', butWith(doer, { address: '0.0.0.0' }), moved),
  );
}

/** Shared with a guest, with everybody who has the link, and with the whole company. */
function share(story: Story): void {
  const doer = personAt(story.person(known.alice));
  const forecast = documentNamed('Forecast Q4');
  const closing = documentNamed('Jahresabschluss');
  const guest = { name: 'gwen@partner.com', type: 'Guest' } as const;
  story.at(ago(0, 7), sharingRecord('SharingSet', doer, forecast, 'Edit', guest));
  story.at(ago(0, 6, 59), sharingRecord('SharingInvitationCreated', doer, forecast, 'Edit', guest));
  story.at(ago(0, 6, 40), sharingRecord('CompanyLinkCreated', doer, closing, 'View'));
  story.at(
    ago(0, 6, 39),
    sharingRecord('AddedToSecureLink', doer, closing, 'View', {
      name: known.mariaOne.userPrincipalName,
      type: 'Member',
    }),
  );
  const guestDoer = butWith(personAt(story.person(known.guest), 'london'), {
    userId: 'urn:spo:guest#gwen@partner.com',
    userKey: 'i:0i.f|membership|urn%3aspo%3aguest#gwen@partner.com',
  });
  story.at(ago(0, 4), fileRecord('FileDownloaded', guestDoer, forecast));
}

/** What Alice did with files in her week. */
export function tellAliceFiles(story: Story): void {
  workOnBudget(story);
  tidyUp(story);
  share(story);
  const doer = personAt(story.person(known.alice), 'home');
  for (let day = 2; day < 7; day += 1) {
    story.at(ago(day, 4), fileRecord('FileAccessed', doer, documentNamed('Forecast Q4')));
    story.at(ago(day, 3), fileRecord('FileModified', doer, documentNamed('Forecast Q4')));
  }
}
