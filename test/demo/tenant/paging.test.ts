import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alice } from '../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../src/demo/tenant/json.ts';
import { filtered, nextOf, type OpenTenant, openTenant, valuesOf } from './tenant-client.ts';

describe('pages of the sign-in log', () => {
  let open: OpenTenant;
  beforeAll(async () => {
    open = await openTenant({ signInCount: 1500 });
  });
  afterAll(() => open.running.close());

  async function pages(first: string): Promise<JsonObject[][]> {
    const found: JsonObject[][] = [];
    for (let link: string | undefined = first; link; ) {
      const page = await open.get(link);
      expect(page.status).toBe(200);
      found.push(valuesOf(page));
      link = nextOf(page);
    }
    return found;
  }

  it('hold every record once, at most a thousand at a time', async () => {
    const any = "signInEventTypes/any(t: t ne 'none')";
    const found = await pages(filtered('/beta/auditLogs/signIns', any));
    expect(found[0]).toHaveLength(1000);
    const ids = found.flat().map((one) => one.id);
    expect(ids.length).toBeGreaterThan(1500);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keep filter, order and size from one to the next', async () => {
    const filter = `userId eq '${alice.id}'`;
    const found = await pages(
      filtered('/beta/auditLogs/signIns', filter, '&$top=10&$orderby=createdDateTime asc'),
    );
    expect(found.length).toBeGreaterThan(4);
    expect(found.flat().every((one) => one.userId === alice.id)).toBe(true);
    const times = found.flat().map((one) => Date.parse(String(one.createdDateTime)));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('are bound to their query by an opaque token', async () => {
    const link = nextOf(await open.get('/beta/auditLogs/signIns?$top=10')) ?? '';
    const token = new URL(link).searchParams.get('$skiptoken') ?? '';
    expect(token).not.toMatch(/^\d+$/);
    expect((await open.get(`/beta/auditLogs/signIns?$top=10&$skiptoken=${token}`)).status).toBe(
      200,
    );
    expect((await open.get(`/beta/auditLogs/signIns?$top=20&$skiptoken=${token}`)).status).toBe(
      400,
    );
    expect((await open.get(`/v1.0/auditLogs/signIns?$top=10&$skiptoken=${token}`)).status).toBe(
      400,
    );
    expect((await open.get('/beta/auditLogs/signIns?$skiptoken=')).status).toBe(400);
  });

  it('are not shifted by what arrives meanwhile', async () => {
    const first = await open.get('/beta/auditLogs/signIns?$top=10');
    open.tenant.addSignIn({});
    const second = await open.get(nextOf(first) ?? '');
    const ids = [...valuesOf(first), ...valuesOf(second)].map((one) => one.id);
    expect(new Set(ids).size).toBe(20);
  });

  it('may be empty and still lead on', async () => {
    const filter = `userId eq '${alice.id}' and status/errorCode eq 50131`;
    open.tenant.addSignIn({
      userId: alice.id,
      status: { errorCode: 50131 },
      createdDateTime: '2026-11-01T10:00:00Z',
    });
    open.tenant.setScanLimit(200);
    const found = await pages(filtered('/beta/auditLogs/signIns', filter));
    open.tenant.setScanLimit(25_000);
    expect(found[0]).toEqual([]);
    expect(found.length).toBeGreaterThan(2);
    expect(found.flat()).toHaveLength(1);
  });
});
