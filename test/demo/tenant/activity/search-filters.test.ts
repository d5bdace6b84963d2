import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alice, noRoleUser } from '../../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../../src/demo/tenant/json.ts';
import { type OpenTenant, openTenant, valuesOf } from '../tenant-client.ts';
import { pagesOf, recordsOf, submitted } from './search-client.ts';

function values(records: JsonObject[], name: string): unknown[] {
  return [...new Set(records.map((record) => record[name]))].sort();
}

describe('what a search of the unified audit log finds', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it('has every one of its operations, whatever their case', async () => {
    const found = await recordsOf(open, { operationFilters: ['fileaccessed', 'New-InboxRule'] });
    expect(values(found, 'operation')).toEqual(['FileAccessed', 'New-InboxRule']);
  });

  it('has its record types, written in either case', async () => {
    const found = await recordsOf(open, {
      recordTypeFilters: ['exchangeItemGroup', 'ExchangeAdmin'],
    });
    expect(values(found, 'auditLogRecordType')).toEqual(['ExchangeAdmin', 'ExchangeItemGroup']);
  });

  it('has what a person did, not what was done to her mailbox', async () => {
    const found = await recordsOf(open, {
      userPrincipalNameFilters: [alice.userPrincipalName.toUpperCase()],
      operationFilters: ['MailItemsAccessed'],
    });
    expect(values(found, 'userId')).toEqual([alice.userPrincipalName]);
    expect(found.length).toBeGreaterThan(0);
  });

  it('has what others did in a mailbox when its owner is the keyword', async () => {
    const found = await recordsOf(open, {
      keywordFilter: alice.userPrincipalName,
      userPrincipalNameFilters: [noRoleUser.userPrincipalName],
      serviceFilters: ['Exchange'],
    });
    expect(values(found, 'operation')).toEqual(['MailItemsAccessed', 'SendAs', 'SendOnBehalf']);
  });

  it('has one file by its whole address, or all under a beginning', async () => {
    const site = 'https://fabrikam.sharepoint.example/sites/Finance/Shared Documents/';
    const one = await recordsOf(open, { objectIdFilters: [`${site}Budget/Budget 2027.xlsx`] });
    expect(values(one, 'objectId')).toEqual([`${site}Budget/Budget 2027.xlsx`]);
    const under = await recordsOf(open, { objectIdFilters: [`${site}Payroll/*`] });
    expect(values(under, 'objectId')).toEqual([
      `${site}Payroll/Payroll 2026.xlsx`,
      `${site}Payroll/Supplier bank details.xlsx`,
    ]);
    expect(await recordsOf(open, { objectIdFilters: [`${site}Payroll/`] })).toEqual([]);
  });

  it('has an address, with a port or without', async () => {
    const found = await recordsOf(open, {
      ipAddressFilters: ['2001:db8:f0::a5', '198.51.100.203'],
    });
    expect(values(found, 'clientIp')).toEqual(
      expect.arrayContaining(['[2001:db8:f0::a5]:50021', '198.51.100.203']),
    );
    expect(values(found, 'operation')).toContain('New-InboxRule');
  });

  it.each([{ serviceFilter: 'OneDrive' }, { serviceFilters: ['OneDrive'] }])(
    'has one service by %p',
    async (filter) => {
      expect(values(await recordsOf(open, filter), 'service')).toEqual(['OneDrive']);
    },
  );

  it('is of its window, both ends included', async () => {
    for (const second of ['09', '10', '20', '21']) {
      open.tenant.addActivity({ Operation: 'Timed', CreationTime: `2026-11-21T10:00:${second}` });
    }
    const found = await recordsOf(open, {
      operationFilters: ['Timed'],
      filterStartDateTime: '2026-11-21T11:00:10+01:00',
      filterEndDateTime: '2026-11-21T10:00:20.0000000Z',
    });
    expect(values(found, 'createdDateTime')).toEqual([
      '2026-11-21T10:00:10Z',
      '2026-11-21T10:00:20Z',
    ]);
  });

  it('is nothing when two filters exclude each other', async () => {
    const both = { operationFilters: ['Send'], serviceFilters: ['OneDrive'] };
    expect(await recordsOf(open, both)).toEqual([]);
  });

  it('lags behind: with the typical lag nothing of the last hour is there, and all of the one before the last', async () => {
    open.tenant.activity.change({ lagMinutes: [60, 90] });
    for (const minutes of [30, 59, 95]) {
      const CreationTime = new Date(Date.UTC(2026, 10, 22, 20, -minutes))
        .toISOString()
        .slice(0, 19);
      open.tenant.activity.add({
        atMs: Date.parse(`${CreationTime}Z`),
        raw: { Operation: 'Lagging', UserId: `${minutes}` },
      });
    }
    const found = await recordsOf(open, { operationFilters: ['Lagging'] });
    expect(values(found, 'userId')).toEqual(['95']);
  });

  it('has a record that was written for a test from the time it was to be visible', async () => {
    open.tenant.addActivity(
      { Operation: 'Later', CreationTime: '2026-11-22T19:00:00' },
      { visibleAt: new Date('2026-11-22T20:10:00Z') },
    );
    expect(await recordsOf(open, { operationFilters: ['Later'] })).toEqual([]);
    open.advance(700);
    expect(await recordsOf(open, { operationFilters: ['Later'] })).toHaveLength(1);
  });

  it('has some records twice, further on', async () => {
    const found = await recordsOf(open, { operationFilters: ['Send'] });
    const different = new Set(found.map((record) => record.id)).size;
    expect(different).toBeGreaterThan(100);
    expect(found.length).toBeGreaterThan(different);
    expect(found.length).toBeLessThan(different * 1.1);
  });

  it('stays as it was when the search ended', async () => {
    const search = await submitted(open, { operationFilters: ['Late'] });
    open.advance(5);
    open.tenant.addActivity({ Operation: 'Late', CreationTime: '2026-11-22T19:00:00' });
    open.tenant.addActivity(
      { Operation: 'Late', CreationTime: '2026-11-22T18:00:00' },
      { visibleAt: open.advance(60) },
    );
    expect((await pagesOf(open, search)).flatMap(valuesOf)).toHaveLength(1);
  });
});
