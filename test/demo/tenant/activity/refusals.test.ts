import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readDefinition } from '../../../../src/demo/tenant/activity/query-definition.ts';
import type { JsonObject } from '../../../../src/demo/tenant/json.ts';
import { errorOf, type OpenTenant, openTenant, valuesOf } from '../tenant-client.ts';
import { asking, pagesOf, queriesPath, recordsOf, submitted } from './search-client.ts';

describe('a submission that is refused', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant({ throttle: true });
  });
  afterEach(() => open.running.close());

  it.each<[string, JsonObject, string]>([
    ['has no start', { filterStartDateTime: undefined }, "'filterStartDateTime' is required"],
    ['has no end', { filterEndDateTime: null }, "'filterEndDateTime' is required"],
    ['has a day for a time', { filterStartDateTime: '2026-11-20' }, 'Edm.DateTimeOffset'],
    ['has a time without zone', { filterStartDateTime: '2026-11-20T10:00:00' }, 'DateTimeOffset'],
    ['has no such time', { filterStartDateTime: '2026-13-40T10:00:00Z' }, 'DateTimeOffset'],
    ['starts at its end', { filterStartDateTime: '2026-11-22T20:00:00Z' }, 'must be before'],
    ['has an unknown member', { operations: ['FileAccessed'] }, "'operations' does not exist"],
    ['has a status of its own', { status: 'succeeded' }, "'status' does not exist"],
    ['has one text for a list', { operationFilters: 'FileAccessed' }, 'must be a collection'],
    ['has a number in a list', { userPrincipalNameFilters: [7] }, 'Edm.String'],
    ['has an unknown record type', { recordTypeFilters: ['fileThings'] }, "'fileThings'"],
    ['has a number for a keyword', { keywordFilter: 7 }, 'Edm.String'],
  ])('for a body that %s', async (_, change, reason) => {
    const answer = await open.post(queriesPath, asking(change));
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toContain(reason);
  });

  it('for no body at all', async () => {
    const answer = await open.post(queriesPath, undefined);
    expect([answer.status, errorOf(answer).message]).toEqual([
      400,
      'Empty Payload. JSON content expected.',
    ]);
  });

  it('without a permission of its own: that for the sign-in log is not enough', async () => {
    const search = await submitted(open);
    open.tenant.revoke('AuditLogsQuery.Read.All');
    expect(open.tenant.holds('AuditLog.Read.All')).toBe(true);
    for (const answer of [
      await open.post(queriesPath, asking()),
      await open.get(search),
      await open.get(`${search}/records`),
      await open.remove(search),
    ]) {
      expect(answer.status).toBe(403);
      expect(errorOf(answer).message).toContain('AuditLogsQuery.Read.All');
    }
  });

  it.each([
    ['Exchange', ['Exchange']],
    ['SharePoint', ['SharePoint']],
    ['OneDrive', ['OneDrive']],
    ['Entra', ['AzureActiveDirectory']],
  ])(
    'never under AuditLogsQuery-%s.Read.All, which shows that service alone',
    async (name, seen) => {
      open.tenant.revoke('AuditLogsQuery.Read.All');
      open.tenant.grant(`AuditLogsQuery-${name}.Read.All`);
      const services = (await recordsOf(open)).map((record) => record.service);
      expect([...new Set(services)]).toEqual(seen);
    },
  );

  it.each([true, false])(
    'past two hundred in a rolling day, Retry-After told: %s',
    async (told) => {
      open.tenant.activity.change({ saysRetryAfter: told, openSearches: 500 });
      await submitted(open);
      open.advance(600);
      for (let i = 1; i < 200; i += 1) {
        open.tenant.activity.submit({
          definition: readDefinition(asking()),
          services: undefined,
          faults: [],
          nowMs: open.tenant.now().getTime(),
        });
      }
      const answer = await open.post(queriesPath, asking());
      expect(answer.status).toBe(429);
      expect(answer.headers.get('retry-after')).toBe(told ? String(86_400 - 600) : null);
      expect(open.tenant.activity.refuse(open.tenant.now().getTime() + 86_400_000)).toBeUndefined();
    },
  );

  it('while fifty wait or run; one that is deleted makes room', async () => {
    const paths: string[] = [];
    for (let i = 0; i < 50; i += 1) paths.push(await submitted(open));
    expect((await open.post(queriesPath, asking())).status).toBe(429);
    await open.remove(String(paths[0]));
    expect((await open.post(queriesPath, asking())).status).toBe(201);
    expect((await open.post(queriesPath, asking())).status).toBe(429);
    open.advance(5);
    expect((await open.post(queriesPath, asking())).status).toBe(201);
  });

  it('with auditing off, as JSON in the message of an unknown error', async () => {
    open.tenant.activity.change({ auditing: 'off' });
    const answer = await open.post(queriesPath, asking());
    expect([answer.status, errorOf(answer).code]).toEqual([400, 'UnknownError']);
    expect(JSON.parse(errorOf(answer).message)).toMatchObject({ Status: 'AuditingDisabledTenant' });
  });

  it('with auditing off, as a status at the top level', async () => {
    open.tenant.activity.change({ auditing: 'off-top-level' });
    const answer = await open.post(queriesPath, asking());
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ Status: 'AuditingDisabledTenant' });
    expect(answer.body.error).toBeUndefined();
  });
});

describe('a search that goes wrong', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it.each([
    ['query-failed', 'failed'],
    ['query-cancelled', 'cancelled'],
    ['query-stuck', 'running'],
  ] as const)('by %s ends as %s, and gives nothing', async (kind, status) => {
    open.tenant.fault({ match: /auditLog/, kind, times: 1 });
    const search = await submitted(open);
    open.advance(1800);
    expect((await open.get(search)).body.status).toBe(status);
    expect(valuesOf(await open.get(`${search}/records`))).toEqual([]);
    const next = await submitted(open);
    open.advance(5);
    expect((await open.get(next)).body.status).toBe('succeeded');
  });

  it('is chosen by what it asks for', async () => {
    open.tenant.fault({ match: /FileDeleted/, kind: 'query-failed', times: 1 });
    const other = await submitted(open);
    const chosen = await submitted(open, { operationFilters: ['FileDeleted'] });
    open.advance(5);
    expect((await open.get(other)).body.status).toBe('succeeded');
    expect((await open.get(chosen)).body.status).toBe('failed');
  });

  it('gives every record twice', async () => {
    const once = await recordsOf(open, { operationFilters: ['FileModified'] });
    open.tenant.fault({ match: /./, kind: 'query-duplicates', times: 1 });
    const twice = await recordsOf(open, { operationFilters: ['FileModified'] });
    const ids = (records: JsonObject[]) => new Set(records.map((record) => String(record.id)));
    expect(ids(twice)).toEqual(ids(once));
    expect(twice.length).toBe(2 * ids(once).size);
  });

  it('succeeds with a part of the records and says so', async () => {
    const all = new Set((await recordsOf(open)).map((record) => record.id)).size;
    open.tenant.fault({ match: /./, kind: 'query-truncated', times: 1 });
    const search = await submitted(open);
    open.advance(5);
    expect((await open.get(search)).body).toMatchObject({
      status: 'succeeded',
      isRecordCountLimitExceeded: true,
    });
    const found = (await pagesOf(open, search)).flatMap(valuesOf);
    expect(new Set(found.map((record) => record.id)).size).toBeLessThan(all * 0.6);
  });

  it('is cut at the limit of the tenant', async () => {
    open.tenant.activity.change({ recordCountLimit: 10 });
    const search = await submitted(open);
    open.advance(5);
    expect((await open.get(search)).body).toMatchObject({
      isRecordCountLimitExceeded: true,
      recordCountLimit: 10,
      approximateReturnedRecordCount: 10,
    });
  });

  it('gives other counts when read again', async () => {
    open.tenant.fault({ match: /./, kind: 'query-unstable', times: 1 });
    const search = await submitted(open);
    const counts = new Set<number>();
    for (let i = 0; i < 3; i += 1) {
      open.advance(60);
      counts.add((await pagesOf(open, search)).flatMap(valuesOf).length);
    }
    expect(counts.size).toBeGreaterThan(1);
  });

  it('breaks off in the middle of a page, once', async () => {
    const search = await submitted(open);
    open.advance(5);
    open.tenant.fault({ match: /records/, kind: 'cut-json', times: 1 });
    await expect(open.get(`${search}/records`)).rejects.toThrow('JSON');
    expect((await open.get(`${search}/records`)).status).toBe(200);
  });

  it('does not tell its status for a while', async () => {
    const search = await submitted(open);
    open.tenant.fault({ match: /GET .*queries\/[^/]+$/, kind: '503', times: 1 });
    expect((await open.get(search)).status).toBe(503);
    expect((await open.get(search)).status).toBe(200);
  });
});
