import type { Render } from '../../src/cards/render.ts';
import { activityDetailView } from '../../src/commands/activity/detail-view.ts';
import { activityView } from '../../src/commands/activity/view.ts';
import { activityInput, now, openAsk, portal } from '../commands/activity/input.ts';
import { read } from '../domain/activity/read.ts';
import {
  cmdletRecord,
  fileRecord,
  mailRecord,
  oddRecords,
  readRecord,
} from '../fixtures/activity-records.ts';

const earlier = (minutes: number) =>
  new Date(now.getTime() - minutes * 60_000).toISOString().slice(0, 19);

const opened = [3, 9, 17].map((minutes) =>
  fileRecord('FileAccessed', { CreationTime: earlier(minutes) }),
);
const sameSecond = [1, 2].map(() => fileRecord('FilePreviewed', { SourceFileName: 'Plan.docx' }));
const throttled = readRecord('Bind', ['1', '2'], {
  CreationTime: earlier(1),
  UserId: 'bob@contoso.example',
  LogonType: 2,
  OperationProperties: [{ Name: 'IsThrottled', Value: 'True' }],
});
const rule = cmdletRecord('New-InboxRule', {
  Name: 'Tidy up',
  SubjectContainsWords: 'invoice',
  ForwardTo: 'eve@outside.example',
  DeleteMessage: 'True',
});

/** Lists of what a search found, and single records of them. */
export function playActivity(render: Render): void {
  const all = [...opened, ...sameSecond, ...oddRecords];
  const { facts } = activityInput([]);
  const files = activityInput(all, { page: 2 });
  render('activity', activityView(files));
  render('activity', activityView({ ...files, page: 1, only: 'opened' }));
  const found = { ...facts, isTruncated: true, unreadable: 2, dropped: 1_200, searchesUsed: 187 };
  const late = { ...found, finishedAt: new Date(now.getTime() - 30 * 60_000) };
  const mail = [throttled, rule, mailRecord('HardDelete', 3)];
  render('activity', activityView(activityInput(mail, { kind: 'mail', facts: late })));
  render('activity', activityView(activityInput([], { kind: 'file', file: 'Budget 2027.xlsx' })));

  const records = all.map(read);
  const back = { ask: files.ask, until: now.toISOString(), page: 2 };
  const open = { records, openAsk, portal, back };
  for (const value of [...opened.slice(0, 2), throttled, rule]) {
    render('activity-detail', activityDetailView({ ...open, record: read(value), page: 1 }));
  }
  const many = { Fields: Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`F${n}`, n])) };
  const long = read(fileRecord('FileAccessed', many));
  render(
    'activity-detail',
    activityDetailView({ ...open, record: long, page: 2, back: undefined }),
  );
}
