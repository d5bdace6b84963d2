import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorOf, type OpenTenant, openTenant } from './tenant-client.ts';

describe('faults on request', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it.each(['429', '500', '503', '504'] as const)(
    'answer %s as often as asked, then no more',
    async (kind) => {
      open.tenant.fault({ match: /GET \/v1.0\/users/, kind, times: 2, retryAfterSeconds: 7 });
      for (let i = 0; i < 2; i += 1) {
        const answer = await open.get('/v1.0/users');
        expect(answer.status).toBe(Number(kind));
        expect(answer.headers.get('retry-after')).toBe('7');
        expect(errorOf(answer).code).toEqual(expect.any(String));
      }
      expect((await open.get('/v1.0/users')).status).toBe(200);
    },
  );

  it('leave other requests alone and can be taken back', async () => {
    open.tenant.fault({ match: /signIns/, kind: '503', times: 9 });
    expect((await open.get('/v1.0/users')).status).toBe(200);
    expect((await open.get('/beta/auditLogs/signIns')).status).toBe(503);
    open.tenant.clearFaults();
    expect((await open.get('/beta/auditLogs/signIns')).status).toBe(200);
  });

  it('cut the connection', async () => {
    open.tenant.fault({ match: /users/, kind: 'reset', times: 1 });
    await expect(open.get('/v1.0/users')).rejects.toThrow('fetch failed');
    expect(open.running.requests.at(-1)).toMatchObject({ status: 0 });
    expect((await open.get('/v1.0/users')).status).toBe(200);
  });

  it('cut the JSON', async () => {
    open.tenant.fault({ match: /users/, kind: 'cut-json', times: 1 });
    await expect(open.get('/v1.0/users')).rejects.toThrow('JSON');
  });

  it('make an answer slow', async () => {
    open.tenant.fault({ match: /users/, kind: 'slow', times: 1, delayMs: 60 });
    const start = performance.now();
    expect((await open.get('/v1.0/users')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });
});
