import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type OpenTenant, openTenant } from './tenant-client.ts';

describe('limits of the simulated tenant', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant({ throttle: true });
  });
  afterEach(() => open.running.close());

  const logs = ['/beta/auditLogs/signIns?$top=1', '/v1.0/auditLogs/directoryAudits?$top=1'];
  const policies = '/v1.0/identity/conditionalAccess/policies';

  it('let five requests in ten seconds into both audit logs together, and say when to come back', async () => {
    for (let i = 0; i < 5; i += 1) expect((await open.get(logs[i % 2] ?? '')).status).toBe(200);
    const refused = await open.get(logs[0] ?? '');
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(10);
    open.advance(wait);
    expect((await open.get(logs[0] ?? '')).status).toBe(200);
  });

  it('count refused requests too', async () => {
    for (let i = 0; i < 5; i += 1) await open.get(logs[0] ?? '');
    open.advance(9);
    for (let i = 0; i < 5; i += 1) expect((await open.get(logs[0] ?? '')).status).toBe(429);
    open.advance(2);
    expect((await open.get(logs[0] ?? '')).status).toBe(429);
    open.advance(10);
    expect((await open.get(logs[0] ?? '')).status).toBe(200);
  });

  it('let one request a second to policies and named locations, without Retry-After', async () => {
    expect((await open.get(policies)).status).toBe(200);
    const refused = await open.get('/beta/identity/conditionalAccess/namedLocations');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    open.advance(1);
    expect((await open.get(policies)).status).toBe(200);
  });

  it('do not hold for the directory', async () => {
    for (let i = 0; i < 12; i += 1) expect((await open.get('/v1.0/organization')).status).toBe(200);
  });
});
