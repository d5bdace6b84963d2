import { describe, expect, it } from '@jest/globals';
import { describeActivity } from '../../../src/domain/activity/describe.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import {
  cmdletRecord,
  entraRecord,
  fileRecord,
  readRecord,
} from '../../fixtures/activity-records.ts';
import { read } from './read.ts';

const said = (value: JsonRecord) => describeActivity(read(value));
const sentenceOf = (value: JsonRecord) => said(value).sentence;

describe('files', () => {
  it.each([
    ['FileAccessed', 'Opened “Budget 2027.xlsx”'],
    ['FilePreviewed', 'Previewed “Budget 2027.xlsx”'],
    ['FileDownloaded', 'Downloaded “Budget 2027.xlsx”'],
    ['FileModified', 'Changed “Budget 2027.xlsx”'],
    ['FileUploaded', 'Uploaded “Budget 2027.xlsx”'],
    ['FileCheckedOut', 'Checked out “Budget 2027.xlsx”'],
    ['FileSyncDownloadedFull', 'Synchronised “Budget 2027.xlsx” to a device'],
    ['FileDeleted', 'Deleted “Budget 2027.xlsx” to the recycle bin'],
    ['FileRestored', 'Restored “Budget 2027.xlsx”'],
  ])('%s reads “%s”', (operation, sentence) => {
    expect(sentenceOf(fileRecord(operation))).toBe(sentence);
  });

  it('tell the two stages of the recycle bin apart, and what is gone for good', () => {
    expect(said(fileRecord('FileDeletedFirstStageRecycleBin'))).toMatchObject({
      sentence: expect.stringContaining('second-stage recycle bin'),
      important: false,
    });
    expect(said(fileRecord('FileDeletedSecondStageRecycleBin'))).toMatchObject({
      sentence: expect.stringContaining('for good'),
      important: true,
    });
  });

  it('say from where to where one was moved, and its old and new name', () => {
    const moved = fileRecord('FileMoved', {
      DestinationRelativeUrl: 'Shared Documents/Archive',
      DestinationFileName: 'Budget 2027.xlsx',
    });
    expect(sentenceOf(moved)).toBe(
      'Moved “Budget 2027.xlsx” from Shared Documents › Budget to Shared Documents › Archive',
    );
    const renamed = fileRecord('FileRenamed', { DestinationFileName: 'Old.xlsx' });
    expect(sentenceOf(renamed)).toBe('Renamed “Budget 2027.xlsx” to “Old.xlsx”');
  });

  it('name the site and the path, or whose OneDrive it is', () => {
    expect(said(fileRecord('FileAccessed')).where).toBe(
      'contoso.sharepoint.example/sites/finance › Shared Documents › Budget',
    );
    const SiteUrl = 'https://contoso-my.sharepoint.example/personal/alice_contoso_example';
    expect(said(fileRecord('FileAccessed', { SiteUrl })).where).toMatch(
      /^OneDrive of alice_contoso_example › /,
    );
  });

  it('say for whom a link is and what it lets people do', () => {
    const level = { EventData: '<Type>Edit</Type>', RecordType: 14 };
    expect(said(fileRecord('AnonymousLinkCreated', level))).toMatchObject({
      sentence: 'Created a link to “Budget 2027.xlsx” for anyone (can edit)',
      important: true,
      done: 'shared',
    });
    expect(sentenceOf(fileRecord('CompanyLinkCreated', { EventData: '<Type>View</Type>' }))).toBe(
      'Created a link to “Budget 2027.xlsx” for the whole organisation (can view)',
    );
    const guest = {
      TargetUserOrGroupName: 'ada_partner.example#EXT#@contoso.example',
      TargetUserOrGroupType: 'Guest',
    };
    expect(said(fileRecord('AddedToSecureLink', { ...level, ...guest }))).toMatchObject({
      sentence:
        'Shared “Budget 2027.xlsx” with “ada@partner.example” by a link for specific people (can edit)',
      important: true,
    });
    const groups = { EventData: '<Added to group>Finance Members</Added to group>' };
    expect(sentenceOf(fileRecord('SharingSet', { ...groups, TargetUserOrGroupName: 'bob' }))).toBe(
      'Shared “Budget 2027.xlsx” with “bob” (group “Finance Members”)',
    );
  });

  it('never take a name for a part of the sentence', () => {
    const name = { SourceFileName: '<> {} () $& $1.docx', TargetUserOrGroupName: 'bob' };
    expect(sentenceOf(fileRecord('SharingSet', name))).toBe(
      'Shared “<> {} () $& $1.docx” with “bob”',
    );
  });
});

describe('who did it', () => {
  it.each([
    ['alice@contoso.example', 0, 'alice@contoso.example', 'user'],
    ['urn:spo:guest#ada@partner.example', 0, 'ada@partner.example', 'guest'],
    ['ada_partner.example#EXT#@contoso.example', 0, 'ada@partner.example', 'guest'],
    ['urn:spo:anon#1f4a', 0, 'somebody with an open link', 'anonymous'],
    ['app@sharepoint', 0, 'app@sharepoint', 'app'],
    ['SHAREPOINT\\system', 0, 'SHAREPOINT\\system', 'service'],
    ['5f000000-0000-4000-8000-000000000001', 5, '5f000000-0000-4000-8000-000000000001', 'app'],
    ['root@contoso.example', 2, 'root@contoso.example', 'admin'],
  ])('%s with user type %d is %s, a %s', (UserId, UserType, who, whoKind) => {
    expect(said(fileRecord('FileAccessed', { UserId, UserType }))).toMatchObject({ who, whoKind });
  });

  it.each([
    [{ LogonType: 0 }, 'owner'],
    [{ LogonType: 1, UserId: 'root@contoso.example' }, 'admin'],
    [{ LogonType: 2, UserId: 'bob@contoso.example' }, 'delegate'],
    [{ LogonType: 'Delegated', UserId: 'bob@contoso.example' }, 'delegate'],
    [{ LogonType: 0, UserId: 'bob@contoso.example' }, 'delegate'],
    [{ LogonType: 0, UserId: 'ALICE@contoso.example' }, 'owner'],
    [{ LogonType: 4 }, 'service'],
    [{ LogonType: 0, UserType: 5, UserId: '5f000000' }, 'app'],
  ])('in the mailbox of Alice, %j is the %s', (more, whoKind) => {
    expect(said(readRecord('Bind', ['1'], more)).whoKind).toBe(whoKind);
  });

  it('is not called an administrator for running a cmdlet on her own mailbox', () => {
    expect(said(cmdletRecord('New-InboxRule', { Name: 'x' })).whoKind).toBe('user');
  });

  it('is the app’s name where Entra gives one', () => {
    const record = entraRecord('Update user.', {
      UserId: 'ServicePrincipal_0e',
      Actor: [{ ID: 'Directory sync', Type: 1 }],
    });
    expect(said(record)).toMatchObject({ who: 'Directory sync', whoKind: 'app' });
  });
});
