import { describe, expect, it } from '@jest/globals';
import type { ActivityRow } from '../../../../src/demo/tenant/activity/activity-row.ts';
import { graphRecord } from '../../../../src/demo/tenant/activity/graph-record.ts';
import { recordTypeNames } from '../../../../src/demo/tenant/activity/record-type-names.ts';
import { inCamelCase } from '../../../../src/demo/tenant/activity/record-types.ts';
import { alice, noRoleUser } from '../../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../../src/demo/tenant/json.ts';
import { Tenant } from '../../../../src/demo/tenant/tenant.ts';
import { startTime } from '../tenant-client.ts';

function make(seed: number): Tenant {
  return new Tenant({ seed, now: () => startTime, signInCount: 0, throttle: false });
}

const { rows } = make(1).activity;
const raws = rows.map((row) => row.raw);
const operations = new Set(raws.map((raw) => String(raw.Operation)));

function of(operation: string, userId?: string): JsonObject[] {
  return raws.filter(
    (raw) => raw.Operation === operation && (userId === undefined || raw.UserId === userId),
  );
}

function properties(raw: JsonObject | undefined, member = 'OperationProperties'): unknown {
  const list = (raw?.[member] ?? []) as Array<{ Name: string; Value: string }>;
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

function days(row: ActivityRow | undefined): number {
  return (startTime.getTime() - (row?.atMs ?? 0)) / 86_400_000;
}

describe('the history of the unified audit log', () => {
  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) => JSON.stringify(make(seed).activity.rows);
    expect(text(3)).toBe(text(3));
    expect(text(4)).not.toBe(text(3));
  });

  it('is some thousand records over two weeks, mostly in office hours', () => {
    expect(rows.length).toBeGreaterThan(2500);
    expect(rows.length).toBeLessThan(6000);
    expect(days(rows[0])).toBeGreaterThan(13);
    const inHours = rows.filter((row) => {
      const hour = new Date(row.atMs).getUTCHours();
      return hour >= 7 && hour < 18;
    });
    expect(inHours.length).toBeGreaterThan(rows.length * 0.6);
  });

  it('has the operations that people ask for', () => {
    const wanted =
      'FileAccessed FilePreviewed FileDownloaded FileModified FileModifiedExtended FileUploaded FileDeleted FileMoved FileRenamed FolderCreated FileSyncDownloadedFull SharingSet SharingInvitationCreated AnonymousLinkCreated AnonymousLinkUsed CompanyLinkCreated AddedToSecureLink ListItemViewed ListItemUpdated MailItemsAccessed Send SendAs SendOnBehalf Create Update Move MoveToDeletedItems SoftDelete HardDelete Copy New-InboxRule Set-InboxRule Remove-InboxRule UpdateInboxRules Set-Mailbox Add-MailboxPermission MailboxLogin SearchQueryInitiatedExchange SearchQueryInitiatedSharePoint UserLoggedIn UserLoginFailed MessageSent ChatCreated TeamCreated MemberAdded CreateFlow HologramRotated';
    expect(wanted.split(' ').filter((one) => !operations.has(one))).toEqual([]);
    expect([...operations]).toEqual(
      expect.arrayContaining(['Add member to role.', 'Update user.', 'Reset user password.']),
    );
  });

  it('gives every whole record the shape of its kind', () => {
    const lacking = (recordTypes: number[], members: string[]) =>
      raws.filter(
        (raw) =>
          recordTypes.includes(Number(raw.RecordType)) &&
          raw.Operation !== undefined &&
          members.some((member) => raw[member] === undefined),
      );
    expect(lacking([6, 14], ['ObjectId', 'SiteUrl', 'SourceFileName', 'ItemType'])).toEqual([]);
    expect(lacking([2, 3, 50], ['MailboxOwnerUPN', 'LogonType', 'ClientIPAddress'])).toEqual([]);
    expect(lacking([3], ['AffectedItems', 'Folder'])).toEqual([]);
    expect(lacking([1], ['Parameters', 'ObjectId'])).toEqual([]);
    expect(lacking([8, 15], ['Actor', 'Target', 'ExtendedProperties'])).toEqual([]);
    expect(raws.every((raw) => !String(raw.CreationTime).endsWith('Z'))).toBe(true);
  });
});

describe("Alice's week in the unified audit log", () => {
  const name = alice.userPrincipalName;

  it('is busy in the last day', () => {
    const recent = rows.filter((row) => row.raw.UserId === name && days(row) < 1);
    expect(recent.length).toBeGreaterThan(40);
    const budget = recent.filter(
      ({ raw }) => raw.Operation === 'FileAccessed' && raw.SourceFileName === 'Budget 2027.xlsx',
    );
    expect(budget.length).toBeGreaterThanOrEqual(14);
  });

  it('has her mail read by a delegate and by an administrator, without subjects', () => {
    const read = of('MailItemsAccessed').filter((raw) => raw.MailboxOwnerUPN === name);
    const by = (logon: number) => read.filter((raw) => raw.LogonType === logon);
    expect(new Set(by(2).map((raw) => raw.UserId))).toEqual(
      new Set([noRoleUser.userPrincipalName]),
    );
    expect([by(0).length > 5, by(1).length, by(2).length]).toEqual([true, 1, 12]);
    expect(JSON.stringify(read)).not.toContain('Subject');
    expect(read.every((raw) => raw.ClientIP === undefined)).toBe(true);
  });

  it('has a rule that forwards to the outside after a break-in, and its end', () => {
    const [rule] = of('New-InboxRule', name);
    expect(properties(rule, 'Parameters')).toMatchObject({
      ForwardTo: 'collector@mail.evil.example',
      MoveToFolder: 'RSS Feeds',
    });
    expect(rule?.ClientIP).toMatch(/^198\.51\.100\.20\d:\d+$/);
    expect(rule?.ObjectId).toMatch(/\\\.$/);
    const order = rows
      .filter(({ raw }) =>
        ['UserLoginFailed', 'New-InboxRule', 'Set-InboxRule', 'Remove-InboxRule'].includes(
          String(raw.Operation),
        ),
      )
      .filter(({ raw }) => raw.UserId === name || raw.Operation === 'Remove-InboxRule')
      .map(({ raw }) => raw.Operation);
    expect(order.slice(-3)).toEqual(['New-InboxRule', 'Set-InboxRule', 'Remove-InboxRule']);
    expect(order.filter((one) => one === 'UserLoginFailed').length).toBeGreaterThanOrEqual(6);
  });

  it('has one folder copied so fast that the log gave up counting', () => {
    const throttled = of('MailItemsAccessed').filter(
      (raw) => (properties(raw) as JsonObject).IsThrottled === 'True',
    );
    expect(throttled).toHaveLength(1);
    expect(properties(throttled[0])).toEqual({ MailAccessType: 'Sync', IsThrottled: 'True' });
    expect(throttled[0]?.UserId).toBe(name);
  });

  it('has messages deleted for good, several in one record', () => {
    const [record] = of('HardDelete', name);
    expect(record?.AffectedItems).toHaveLength(3);
  });
});

describe('the oddities of the unified audit log', () => {
  it('has addresses as the log writes them', () => {
    const seen = new Set(raws.map((raw) => raw.ClientIP));
    for (const address of [
      '',
      '<null>',
      '0.0.0.0',
      '192.0.2.17:50021',
      '[2001:db8:f0::a5]:50021',
      '::ffff:192.0.2.17',
    ]) {
      expect(seen).toContain(address);
    }
  });

  it('has records of type -1 that share one id, and one without id, operation and user', () => {
    const odd = rows.filter((row) => row.raw.RecordType === -1);
    expect(odd.length).toBeGreaterThan(5);
    expect(new Set(odd.map((row) => row.raw.Id)).size).toBe(1);
    expect(graphRecord(odd[0] as ActivityRow, 'camelCase').auditLogRecordType).toBeUndefined();
    const bare = rows.filter((row) => row.raw.Id === undefined);
    expect(bare).toHaveLength(1);
    const shown = JSON.parse(JSON.stringify(graphRecord(bare[0] as ActivityRow, 'PascalCase')));
    expect(Object.keys(shown).sort()).toEqual([
      'administrativeUnits',
      'auditData',
      'auditLogRecordType',
      'createdDateTime',
    ]);
  });

  it('has foreign letters, markup and Markdown in names of files and subjects', () => {
    const text = JSON.stringify(raws);
    for (const part of [
      '客戶',
      'תוכנית',
      'Übersicht',
      '<img src=x',
      '](http://evil.example)',
      '👋',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('has SharePoint itself as a regular user, applications, guests and nobody', () => {
    const userTypes = (userId: string) =>
      new Set(raws.filter((raw) => raw.UserId === userId).map((raw) => raw.UserType));
    expect(userTypes('app@sharepoint')).toEqual(new Set([0, 4]));
    expect(of('AnonymousLinkUsed').map((raw) => String(raw.UserId))).toEqual(
      expect.arrayContaining(['anonymous', expect.stringMatching(/^urn:spo:anon#/)]),
    );
    const users = raws.map((raw) => String(raw.UserId));
    expect(users.some((user) => user.startsWith('urn:spo:guest#'))).toBe(true);
    expect(users.some((user) => user.startsWith('ServicePrincipal_'))).toBe(true);
    expect(users).toContain('');
  });

  it('has an operation that nobody knows, of a type newer than the enum', () => {
    const row = rows.find(({ raw }) => raw.Operation === 'HologramRotated') as ActivityRow;
    expect(graphRecord(row, 'camelCase')).toMatchObject({
      auditLogRecordType: 'unknownFutureValue',
      service: 'MicrosoftHolograms',
    });
  });
});

describe('the names of record types', () => {
  it.each([
    ['ExchangeItem', 'exchangeItem'],
    ['MIPLabel', 'mipLabel'],
    ['MCASAlerts', 'mcasAlerts'],
    ['CRM', 'crm'],
    ['DLPEndpoint', 'dlpEndpoint'],
    ['PowerBIAudit', 'powerBIAudit'],
  ])('%s is %s in the documentation', (name, camel) => {
    expect(recordTypeNames).toContain(name);
    expect(inCamelCase(name)).toBe(camel);
  });
});
