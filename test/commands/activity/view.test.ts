import { describe, expect, it } from '@jest/globals';
import type { ActivityInput } from '../../../src/commands/activity/input.ts';
import { activityView } from '../../../src/commands/activity/view.ts';
import { fileRecord, mailRecord, readRecord } from '../../fixtures/activity-records.ts';
import { alice } from '../world.ts';
import { activityInput, now, openAsk } from './input.ts';

const minute = (at: number) => new Date(now.getTime() - at * 60_000).toISOString().slice(0, 19);
const hers = { UserId: alice.userPrincipalName };
const downloads = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    fileRecord('FileDownloaded', {
      ...hers,
      CreationTime: minute(at),
      SourceFileName: `${at}.docx`,
    }),
  );
const facts = (more: Partial<ActivityInput['facts']>) => ({ ...activityInput([]).facts, ...more });

describe('what a search found', () => {
  it('counts lines by what was done, most first, with a button for each of five', () => {
    const others = ['FileDeleted', 'FileUploaded', 'FileRenamed', 'FileRestored', 'FolderCreated'];
    const view = activityView(
      activityInput([...downloads(3), ...others.map((name) => fileRecord(name))]),
    );
    expect(view.countsText).toMatch(/^3 downloaded · /);
    expect(view.filters).toHaveLength(5);
    expect(view.filters[0]).toMatchObject({
      label: 'Downloaded (3)',
      ask: `files for ${alice.id} downloaded`,
    });
  });

  it('shows only what was asked for, with a way back to all', () => {
    const records = [...downloads(2), fileRecord('FileDeleted', hers)];
    const view = activityView(activityInput(records, { only: 'deleted' }));
    expect(view.lines.map(({ headline }) => headline)).toEqual([
      'Deleted “Budget 2027.xlsx” to the recycle bin',
    ]);
    expect(view.allAsk).toBe(`files for ${alice.id}`);
    expect(view.countsText).toBe('2 downloaded · 1 deleted');
  });

  it('shows each line on one page, six a page, newest first', () => {
    const pages = [1, 2, 3].map((page) => activityView(activityInput(downloads(14), { page })));
    const names = pages.flatMap(({ lines }) => lines.map(({ headline }) => headline));
    expect(names).toEqual(Array.from({ length: 14 }, (_, at) => `Downloaded “${at}.docx”`));
    expect(pages.map(({ newer, older }) => [newer?.page, older?.page])).toEqual([
      [undefined, 2],
      [1, 3],
      [2, undefined],
    ]);
    expect(activityView(activityInput(downloads(14), { page: 99 })).pageText).toMatch(
      /^Page 3 of 3/,
    );
  });

  it('says how often and from when to when', () => {
    const records = [1, 10, 20].map((at) =>
      fileRecord('FileAccessed', { CreationTime: minute(at) }),
    );
    const view = activityView(activityInput(records));
    expect(view.total).toBe('3 records in 1 line');
    expect(view.lines).toEqual([
      expect.objectContaining({
        times: '3 times',
        firstAt: '2026-11-22T11:40:00Z',
        lineAt: '2026-11-22T11:59:00Z',
        ask: openAsk(String(records[0]?.id)),
      }),
    ]);
  });

  it('names who did it, unless it is a list of hers and she did it herself', () => {
    const records = [
      fileRecord('FileDownloaded', { ...hers, CreationTime: minute(1) }),
      fileRecord('FileDownloaded', { UserId: 'app@sharepoint', CreationTime: minute(2) }),
    ];
    const whoIn = (more: Partial<ActivityInput>) =>
      activityView(activityInput(records, more)).lines.map(({ who }) => who);
    expect(whoIn({})).toEqual(['', 'app@sharepoint, an app']);
    expect(whoIn({ kind: 'file', file: 'Budget', person: undefined })).toEqual([
      alice.userPrincipalName,
      'app@sharepoint, an app',
    ]);
  });

  it('says that a delegate read her mail', () => {
    const record = readRecord('Bind', ['1'], { UserId: 'bob@contoso.example', LogonType: 2 });
    const [line] = activityView(activityInput([record], { kind: 'mail' })).lines;
    expect(line?.who).toBe('bob@contoso.example, as a delegate');
  });
});

describe('what an answer does not hold', () => {
  it('is said: left out by Microsoft, not kept, not readable', () => {
    const more = { facts: facts({ isTruncated: true, unreadable: 2, dropped: 1 }) };
    const { missing } = activityView(activityInput(downloads(1), more));
    expect(missing.notes).toContain('Microsoft left records out');
    expect(missing.notes).toContain('2 records could not be read');
    expect(missing.notes).toContain('1 record above the most I keep is not shown');
  });

  it('is nothing to speak of when all was read', () => {
    expect(activityView(activityInput(downloads(1))).missing.notes).toBe('');
  });

  it('is said when Exchange stopped recording', () => {
    const record = readRecord('Bind', ['1'], {
      OperationProperties: [{ Name: 'IsThrottled', Value: 'True' }],
    });
    const view = activityView(activityInput([record], { kind: 'mail' }));
    expect(view.missing.notes).toContain('IsThrottled');
    expect(view.lines[0]?.caveat).toContain('not complete');
  });

  it('is what is still to come, for a range up to now alone', () => {
    const to = new Date(now.getTime() - 6 * 60 * 60_000);
    const past = { window: { from: new Date(to.getTime() - 60_000), to } };
    expect(activityView(activityInput([])).notes).toContain('60 to 90 minutes late');
    expect(activityView(activityInput([], past)).notes).not.toContain('60 to 90 minutes');
  });

  it('is reads and moves of mail that no licence or setting records', () => {
    const none = activityView(activityInput([], { kind: 'mail' })).notes;
    expect(none).toContain('MailItemsAccessed');
    expect(none).toContain('audit set');
    const both = [readRecord('Bind', ['1']), mailRecord('Move', 3)];
    const notes = activityView(activityInput(both, { kind: 'mail' })).notes;
    expect(notes).not.toContain('MailItemsAccessed');
    expect(notes).not.toContain('Moves by the owner');
    expect(activityView(activityInput([])).notes).not.toContain('MailItemsAccessed');
  });

  it('is never called nothing: the log holds none in this range so far', () => {
    expect(activityView(activityInput([])).empty).toContain('so far');
    expect(activityView(activityInput(downloads(4), { only: 'shared' })).empty).toBe(
      'Nothing was shared among 4 records of this range.',
    );
  });
});

describe('the search behind an answer', () => {
  it('is named as reused when it is older, with a way to search anew', () => {
    const older = { facts: facts({ finishedAt: new Date(now.getTime() - 10 * 60_000) }) };
    const view = activityView(activityInput([], older));
    expect([view.foundWords, view.foundAt]).toEqual(['Reused, found', '2026-11-22T11:50:00Z']);
    expect(view.anewAsk).toBe(`files for ${alice.id} anew`);
    expect(activityView(activityInput([])).foundWords).toBe('Found');
  });

  it('says what searches cost', () => {
    expect(activityView(activityInput([])).notes).toContain('3 of about 200 searches');
  });
});
