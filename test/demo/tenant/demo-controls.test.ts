import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as known from '../../../src/demo/tenant/identities.ts';
import { type OpenTenant, openTenant, valuesOf } from './tenant-client.ts';

describe('the controls under /_demo', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it('add a sign-in that ripens', async () => {
    const answer = await open.post('/_demo/sign-in', {
      record: { userId: known.alice.id, status: { errorCode: 50074 } },
      // biome-ignore lint/suspicious/noThenProperty: the name is part of the agreed controls
      then: { at: '2026-11-22T20:01:00Z', patch: { status: { errorCode: 53003 } } },
    });
    const read = async () =>
      (await open.get(`/beta/auditLogs/signIns/${answer.body.id}`)).body.status;
    expect(await read()).toMatchObject({ errorCode: 50074 });
    open.advance(60);
    expect(await read()).toMatchObject({ errorCode: 53003 });
  });

  it('turn roles, permissions, licence, policies and faults', async () => {
    await open.post('/_demo/role', {
      userId: known.noRoleUser.id,
      roleTemplateId: known.roleTemplates.globalReader,
    });
    const check = await open.post(`/v1.0/users/${known.noRoleUser.id}/checkMemberObjects`, {
      ids: [known.roleTemplates.globalReader],
    });
    expect(check.body.value).toHaveLength(1);
    await open.post('/_demo/permission', { permission: 'AuditLog.Read.All', held: false });
    expect((await open.get('/beta/auditLogs/signIns')).status).toBe(403);
    await open.post('/_demo/licence', { licence: 'free' });
    expect(open.tenant.licence).toBe('free');
    await open.post('/_demo/policy', {
      id: known.policyIds.guests,
      patch: { state: 'disabled' },
      by: known.adminUser.userPrincipalName,
    });
    expect(
      (await open.get(`/v1.0/identity/conditionalAccess/policies/${known.policyIds.guests}`)).body
        .state,
    ).toBe('disabled');
    await open.post('/_demo/fault', { match: 'users', kind: '503' });
    expect((await open.get('/v1.0/users')).status).toBe(503);
  });

  it('start a storm and a quiet time, and tell the state', async () => {
    const before = open.tenant.signIns.size;
    await open.post('/_demo/storm', { minutes: 1 });
    expect(open.tenant.signIns.size).toBeGreaterThan(before);
    await open.post('/_demo/quiet', {});
    expect((await open.get('/_demo/state')).body).toMatchObject({
      mood: 'quiet',
      licence: 'P2',
      people: 60,
    });
  });

  it('list the requests that were answered', async () => {
    await open.get('/v1.0/users?$top=1');
    const seen = valuesOf(await open.get('/_demo/requests'));
    expect(seen.at(-1)).toMatchObject({ method: 'GET', path: '/v1.0/users?$top=1', status: 200 });
    expect(open.running.requests.at(-1)?.path).toBe('/_demo/requests');
  });

  it('say what is wrong with a command', async () => {
    expect((await open.post('/_demo/dance', {})).status).toBe(404);
    const answer = await open.post('/_demo/fault', { kind: 'flood' });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain('429, 500, 503');
  });

  it('do not answer under a foreign host name', async () => {
    const status = await new Promise((resolve) => {
      request(
        `${open.running.url}/_demo/state`,
        { headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(403);
  });
});
