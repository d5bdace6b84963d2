import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import { type SearchJob, searchKey } from '../../src/domain/search-job.ts';
import type { SearchWatcher } from '../../src/ports/search-jobs.ts';
import { minutesAfter, noon } from '../builders.ts';

export const tenantId = 'aaaaaaaa-0000-4000-8000-00000000000a';
export const hourMs = 60 * 60_000;

/** Noon's search for what Alice did in the last day. */
export function aJob(change: Partial<SearchJob> = {}): SearchJob {
  const createdAt = change.createdAt ?? noon;
  const window = change.window ?? { from: minutesAfter(createdAt, -24 * 60), to: createdAt };
  const filter = change.filter ?? { userPrincipalNames: ['alice@contoso.example'] };
  return {
    tenantId,
    id: 'job-1',
    key: searchKey(filter),
    filter,
    window,
    line: 'activity for a11ce000-0000-4000-8000-000000000001',
    title: 'Activity of Alice Example',
    rangeLabel: 'last 24 hours',
    askedBy: { id: 'olga', name: 'Olga Operator' },
    createdAt,
    state: 'open',
    parts: [{ window, state: 'planned', isTruncated: false }],
    checks: 0,
    failures: 0,
    dueAt: createdAt,
    revision: 0,
    ...change,
  };
}

export function aWatcher(change: Partial<SearchWatcher> = {}): SearchWatcher {
  return {
    tenantId,
    jobId: 'job-1',
    target: {
      conversationId: '19:security@thread.tacv2',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      tenantId,
      kind: 'channel',
      bot: { id: '28:bot', name: 'Audit' },
    },
    activityId: 'message-1',
    asker: { id: 'olga', name: 'Olga Operator', channelUserId: '29:olga' },
    timeZone: 'Europe/Oslo',
    line: 'activity for a11ce000-0000-4000-8000-000000000001',
    askedAt: noon,
    shown: '',
    shownAt: noon,
    dueAt: noon,
    failures: 0,
    ...change,
  };
}

/** A file that Alice opened, as the log tells it. */
export function aRecord(id: string, minutesBeforeNoon = 0, file = 'budget.xlsx'): ActivityRecord {
  const at = minutesAfter(noon, -minutesBeforeNoon);
  const url = `https://contoso.sharepoint.example/sites/Finance/Shared Documents/${file}`;
  const data = {
    Id: id,
    CreationTime: at.toISOString().slice(0, 19),
    Operation: 'FileAccessed',
    Workload: 'SharePoint',
    UserId: 'alice@contoso.example',
    ObjectId: url,
    SourceFileName: file,
    SiteUrl: 'https://contoso.sharepoint.example/sites/Finance/',
    ClientIP: '203.0.113.7',
  };
  return {
    id,
    at,
    operation: 'FileAccessed',
    recordType: 'sharePointFileOperation',
    service: 'SharePoint',
    user: 'alice@contoso.example',
    ip: '203.0.113.7',
    objectId: url,
    data,
    raw: { id, createdDateTime: at.toISOString(), operation: 'FileAccessed', auditData: data },
  };
}
