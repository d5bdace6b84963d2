import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tenantId } from '../../../src/demo/tenant/identities.ts';
import { askToken, errorOf, type OpenTenant, openTenant } from './tenant-client.ts';

describe('access tokens of the simulated tenant', () => {
  let open: OpenTenant;
  beforeAll(async () => {
    open = await openTenant();
  });
  afterAll(() => open.running.close());

  it('are given to the known client and let it in', async () => {
    const token = await askToken(open.running.url);
    expect(token.status).toBe(200);
    expect(token.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    expect((await open.get('/v1.0/users')).status).toBe(200);
  });

  it('are refused to a wrong secret, an unknown client and a narrow scope', async () => {
    const secret = await askToken(open.running.url, { client_secret: 'guess' });
    expect(secret.status).toBe(401);
    expect(secret.body.error).toBe('invalid_client');
    expect(secret.body.error_description).toMatch(/^AADSTS7000215/);
    expect((await askToken(open.running.url, { client_id: 'who' })).body.error).toBe(
      'unauthorized_client',
    );
    expect((await askToken(open.running.url, { scope: 'User.Read' })).body.error).toBe(
      'invalid_scope',
    );
  });

  it.each([
    ['', 'Access token is empty.'],
    [
      'Bearer not.a.token',
      'Lifetime validation failed, the token is expired, or the token is invalid.',
    ],
  ])('answers %p with 401 in the JSON of Graph', async (authorization, message) => {
    const answer = await open.get('/v1.0/users', { authorization });
    expect(answer.status).toBe(401);
    expect(errorOf(answer)).toEqual({ code: 'InvalidAuthenticationToken', message });
    expect(answer.body).toMatchObject({
      error: { innerError: { 'request-id': expect.any(String) } },
    });
  });

  it('are worth nothing at another audience or after an hour', async () => {
    const other = await askToken(open.running.url, {
      scope: 'https://api.botframework.com/.default',
    });
    const bearer = { authorization: `Bearer ${other.body.access_token}` };
    expect((await open.get('/v1.0/users', bearer)).status).toBe(401);
    const late = await openTenant();
    late.advance(3600);
    expect((await late.get('/v1.0/users')).status).toBe(401);
    await late.running.close();
  });

  it('can be asked for after discovery', async () => {
    const { url } = open.running;
    const discovery = await open.get('/common/discovery/instance?api-version=1.1');
    expect(discovery.body.tenant_discovery_endpoint).toBe(
      `${url}/${tenantId}/v2.0/.well-known/openid-configuration`,
    );
    const configuration = await open.get(`/${tenantId}/v2.0/.well-known/openid-configuration`);
    expect(configuration.body.token_endpoint).toBe(`${url}/${tenantId}/oauth2/v2.0/token`);
  });
});
