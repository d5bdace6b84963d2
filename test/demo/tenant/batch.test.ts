import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alice, roleTemplates } from '../../../src/demo/tenant/identities.ts';
import { isJsonObject, type JsonObject } from '../../../src/demo/tenant/json.ts';
import { type Answer, type OpenTenant, openTenant } from './tenant-client.ts';

function partsOf(answer: Answer): Map<unknown, JsonObject> {
  const { responses } = answer.body;
  const parts = Array.isArray(responses) ? responses.filter(isJsonObject) : [];
  return new Map(parts.map((part) => [part.id, part]));
}

describe('$batch', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant({ throttle: true });
  });
  afterEach(() => open.running.close());

  const get = (id: string, url: string, more: JsonObject = {}): JsonObject => ({
    id,
    method: 'GET',
    url,
    ...more,
  });

  it('answers each request on its own, reads and posts', async () => {
    const answer = await open.post('/v1.0/$batch', {
      requests: [
        get('1', `/users/${alice.id}`),
        get('2', '/users/nobody'),
        {
          id: '3',
          method: 'POST',
          url: `/users/${alice.id}/checkMemberObjects`,
          body: { ids: [roleTemplates.globalReader] },
          headers: { 'Content-Type': 'application/json' },
        },
        get('4', '/auditLogs/signIns?$top=2&$filter=status/errorCode%20eq%200'),
      ],
    });
    const parts = partsOf(answer);
    expect(answer.status).toBe(200);
    expect(parts.get('1')).toMatchObject({ status: 200, body: { displayName: 'Alice Martin' } });
    expect(parts.get('2')).toMatchObject({ status: 404 });
    expect(parts.get('3')).toMatchObject({ status: 200, body: { value: [] } });
    expect(parts.get('4')).toMatchObject({ status: 200 });
  });

  it('does not widen the limit: parts get their own 429 inside a 200', async () => {
    const requests = Array.from({ length: 8 }, (_, index) =>
      get(String(index), '/auditLogs/signIns?$top=1'),
    );
    const answer = await open.post('/beta/$batch', { requests });
    const parts = [...partsOf(answer).values()];
    expect(answer.status).toBe(200);
    expect(parts.filter((part) => part.status === 200)).toHaveLength(5);
    const refused = parts.filter((part) => part.status === 429);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.headers).toHaveProperty('Retry-After');
  });

  it('does not run what depends on a failed request', async () => {
    const parts = partsOf(
      await open.post('/v1.0/$batch', {
        requests: [get('a', '/users/nobody'), get('b', '/users', { dependsOn: ['a'] })],
      }),
    );
    expect(parts.get('b')).toMatchObject({ status: 424 });
  });

  it('refuses more than twenty requests, equal ids and no token', async () => {
    const many = Array.from({ length: 21 }, (_, index) => get(String(index), '/users'));
    expect((await open.post('/v1.0/$batch', { requests: many })).status).toBe(400);
    expect(
      (await open.post('/v1.0/$batch', { requests: [get('a', '/users'), get('A', '/users')] }))
        .status,
    ).toBe(400);
    expect((await open.post('/v1.0/$batch', {})).status).toBe(400);
    expect((await open.post('/v1.0/$batch', { requests: [] }, { authorization: '' })).status).toBe(
      401,
    );
  });
});
