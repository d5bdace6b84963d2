import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alice } from '../../../../src/demo/tenant/identities.ts';
import { errorOf, type OpenTenant, openTenant, valuesOf } from '../tenant-client.ts';
import { asking, pagesOf, queriesPath, recordsOf, submitted } from './search-client.ts';

describe('a search of the unified audit log', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it('is taken, waits, runs and succeeds as the clock goes on', async () => {
    const answer = await open.post(queriesPath, asking({ operationFilters: ['FileAccessed'] }));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: 'notStarted',
      displayName: 'test',
      filterEndDateTime: '2026-11-22T20:00:00Z',
      operationFilters: ['FileAccessed'],
      isRecordCountLimitExceeded: null,
    });
    const path = `${queriesPath}/${String(answer.body.id)}`;
    const status = async () => (await open.get(path)).body.status;
    expect(await status()).toBe('notStarted');
    open.advance(1);
    expect(await status()).toBe('running');
    open.advance(3);
    expect((await open.get(path)).body).toMatchObject({
      status: 'succeeded',
      isRecordCountLimitExceeded: false,
      recordCountLimit: 1_000_000,
      approximateReturnedRecordCount: expect.any(Number),
    });
  });

  it('takes as long as it is told to', async () => {
    open.tenant.activity.change({ searchMs: 1_800_000 });
    const path = await submitted(open);
    open.advance(1799);
    expect((await open.get(path)).body.status).toBe('running');
    open.advance(1);
    expect((await open.get(path)).body.status).toBe('succeeded');
  });

  it('gives records in the wrapper of Graph', async () => {
    const [record] = await recordsOf(open, {
      operationFilters: ['FileAccessed'],
      userPrincipalNameFilters: [alice.userPrincipalName],
    });
    expect(record).toMatchObject({
      id: expect.any(String),
      createdDateTime: expect.stringMatching(/^2026-11-\d\dT\d\d:\d\d:\d\dZ$/),
      auditLogRecordType: 'SharePointFileOperation',
      operation: 'FileAccessed',
      userType: 'Regular',
      userId: alice.userPrincipalName,
      userPrincipalName: alice.userPrincipalName,
      administrativeUnits: [''],
      auditData: { Operation: 'FileAccessed', RecordType: 6, UserId: alice.userPrincipalName },
    });
  });

  it.each([
    ['empty', 200],
    ['refused', 400],
  ] as const)('shows its records before it is done as %s', async (earlyRecords, status) => {
    open.tenant.activity.change({ earlyRecords });
    const path = await submitted(open);
    const answer = await open.get(`${path}/records`);
    expect(answer.status).toBe(status);
    expect(valuesOf(answer)).toEqual([]);
  });

  it('is forgotten when deleted', async () => {
    const path = await submitted(open);
    expect((await open.remove(path)).status).toBe(204);
    expect((await open.get(path)).status).toBe(404);
    expect((await open.remove(path)).status).toBe(404);
  });

  it('is listed', async () => {
    await submitted(open);
    await submitted(open, { displayName: 'second' });
    const names = valuesOf(await open.get(queriesPath)).map((search) => search.displayName);
    expect(names).toEqual(['test', 'second']);
  });

  it('pages by opaque links that fit their search alone', async () => {
    for (let i = 0; i < 25; i += 1) open.tenant.addActivity({ Operation: 'Paged', UserId: `${i}` });
    const path = await submitted(open, { operationFilters: ['Paged'] });
    open.advance(5);
    const pages = await pagesOf(open, path, 10);
    expect(pages.map((page) => valuesOf(page).length)).toEqual([10, 10, 5]);
    const seen = pages.flatMap(valuesOf).map((record) => record.userId);
    expect(new Set(seen).size).toBe(25);
    expect(seen).not.toEqual([...Array(25).keys()].map(String));
    expect((await open.get(`${path}/records?$top=10&$skiptoken=abc`)).status).toBe(400);
    expect((await open.get(`${path}/records?$top=1001`)).status).toBe(400);
    expect((await open.get(`${path}/records?$orderby=createdDateTime`)).status).toBe(400);
  });

  it('is not there on a version that does not serve it', async () => {
    open.tenant.activity.change({ servesV1: false });
    const refused = await open.post('/v1.0/security/auditLog/queries', asking());
    expect(refused.status).toBe(400);
    expect(errorOf(refused).message).toBe("Resource not found for the segment 'auditLog'.");
    expect((await open.post(queriesPath, asking())).status).toBe(201);
    open.tenant.activity.change({ servesV1: true, servesBeta: false });
    expect((await open.post(queriesPath, asking())).status).toBe(400);
    expect((await open.post('/v1.0/security/auditLog/queries', asking())).status).toBe(201);
  });

  it('writes the enums in camelCase on v1.0', async () => {
    const path = (await submitted(open, { operationFilters: ['FileAccessed'] })).replace(
      'beta',
      'v1.0',
    );
    open.advance(5);
    const [record] = valuesOf(await open.get(`${path}/records`));
    expect(record).toMatchObject({
      auditLogRecordType: 'sharePointFileOperation',
      userType: 'regular',
    });
  });
});
