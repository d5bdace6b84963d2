import * as known from '../identities.ts';
import type { Person } from '../people.ts';
import type { ActivityDraft } from './activity-log.ts';

/** Two weeks of what people did. */
export function writeActivityHistory(
  now: Date,
  _seed: number,
  people: readonly Person[],
): ActivityDraft[] {
  const alice = people.find((person) => person.id === known.alice.id);
  if (alice === undefined) return [];
  const UserId = alice.signInName;
  const site = 'https://fabrikam.sharepoint.example/sites/Finance/';
  const file = (minutesAgo: number, Operation: string, name: string): ActivityDraft => ({
    atMs: now.getTime() - minutesAgo * 60_000,
    raw: {
      Operation,
      OrganizationId: known.tenantId,
      RecordType: 6,
      UserKey: 'i:0h.f|membership|10032001a1ice005@live.com',
      UserType: 0,
      Version: 1,
      Workload: 'SharePoint',
      ClientIP: '203.0.113.5',
      UserId,
      ItemType: 'File',
      SiteUrl: site,
      SourceRelativeUrl: 'Shared Documents',
      SourceFileName: name,
      ObjectId: `${site}Shared Documents/${name}`,
    },
  });
  return [
    file(60, 'FileAccessed', 'Budget 2027.xlsx'),
    file(61, 'FileAccessed', 'Budget 2027.xlsx'),
    file(90, 'FileDownloaded', 'Budget 2027.xlsx'),
    file(300, 'FileModified', 'Payroll – Übersicht.docx'),
  ];
}
