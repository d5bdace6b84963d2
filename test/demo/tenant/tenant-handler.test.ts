import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createTenantHandler } from '../../../src/demo/tenant/server.ts';
import { Tenant } from '../../../src/demo/tenant/tenant.ts';
import { askToken, startTime } from './tenant-client.ts';

describe('the request handler of a tenant', () => {
  it('can be mounted on a server of one’s own', async () => {
    const tenant = new Tenant({ seed: 1, now: () => startTime, signInCount: 0, throttle: true });
    const server = createServer(createTenantHandler(tenant)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await askToken(url)).status).toBe(200);
    const badlyEncoded = await fetch(`${url}/v1.0/users/%E0%A4%A`);
    expect(badlyEncoded.status).toBe(401);
    expect(badlyEncoded.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    server.close();
    server.closeAllConnections();
  });
});
