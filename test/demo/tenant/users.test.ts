import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as known from '../../../src/demo/tenant/identities.ts';
import {
  errorOf,
  filtered,
  nextOf,
  type OpenTenant,
  openTenant,
  valuesOf,
} from './tenant-client.ts';

const eventual = { ConsistencyLevel: 'eventual' };

describe('users of the simulated tenant', () => {
  let open: OpenTenant;
  beforeAll(async () => {
    open = await openTenant();
  });
  afterAll(() => open.running.close());

  async function search(text: string): Promise<unknown[]> {
    const answer = await open.get(`/v1.0/users?$search=${encodeURIComponent(text)}`, eventual);
    return valuesOf(answer).map((user) => user.displayName);
  }

  it('are about sixty, guests, namesakes and hostile names among them', async () => {
    const users = valuesOf(await open.get('/beta/users?$top=999'));
    expect(users.length).toBeGreaterThanOrEqual(55);
    expect(new Set(users.map((user) => user.id)).size).toBe(users.length);
    expect(users.filter((user) => user.displayName === 'Maria Garcia')).toHaveLength(2);
    expect(users.some((user) => user.userType === 'Guest')).toBe(true);
    expect(users.some((user) => user.accountEnabled === false)).toBe(true);
    expect(users.some((user) => /\$\{.*<b>/.test(String(user.displayName)))).toBe(true);
    expect(users.some((user) => /\p{Script=Hebrew}/u.test(String(user.displayName)))).toBe(true);
    expect(users.filter((user) => /alice/i.test(String(user.displayName)))).toHaveLength(1);
  });

  it.each([known.alice, known.obrien, known.guest, known.hostile])(
    'are found by object id and by user principal name: $userPrincipalName',
    async ({ id, userPrincipalName }) => {
      expect((await open.get(`/v1.0/users/${id}`)).body.userPrincipalName).toBe(userPrincipalName);
      const byName = await open.get(`/v1.0/users/${encodeURIComponent(userPrincipalName)}`);
      expect(byName.body.id).toBe(id);
    },
  );

  it('come with the usual properties unless others are selected', async () => {
    const path = `/v1.0/users/${known.alice.id}`;
    expect((await open.get(path)).body).not.toHaveProperty('department');
    const chosen = await open.get(`${path}?$select=department,accountEnabled,signInActivity`);
    expect(chosen.body).toMatchObject({ department: 'Finance', accountEnabled: true });
    expect(chosen.body.signInActivity).toHaveProperty('lastSignInDateTime');
    expect((await open.get(`${path}?$select=shoeSize`)).status).toBe(400);
  });

  it('that are unknown get a 404', async () => {
    const answer = await open.get('/v1.0/users/nobody@fabrikam.example');
    expect(answer.status).toBe(404);
    expect(errorOf(answer).code).toBe('Request_ResourceNotFound');
  });

  it('are searched by words of the display name, in any order and case', async () => {
    expect(await search('"displayName:garcia mar"')).toEqual(['Maria Garcia', 'Maria Garcia']);
    expect(await search('"displayName:brien"')).toEqual([known.obrien.displayName]);
    expect(await search('"displayName:arcia"')).toEqual([]);
  });

  it('are searched by the start of the other properties', async () => {
    expect(await search('"mail:alice"')).toEqual(['Alice Martin']);
    expect(await search('"mail:martin"')).toEqual([]);
    expect(await search('"displayName:alice" OR "userPrincipalName:oskar"')).toEqual([
      'Oskar Lind',
      'Alice Martin',
    ]);
    expect(await search('"displayName:maria" AND "department:Marketing"')).toHaveLength(1);
  });

  it('cannot be searched without ConsistencyLevel or in the wrong words', async () => {
    const plain = await open.get(
      `/v1.0/users?$search=${encodeURIComponent('"displayName:alice"')}`,
    );
    expect(plain.status).toBe(400);
    expect(errorOf(plain).message).toMatch(/ConsistencyLevel: eventual/);
    expect((await open.get('/v1.0/users?$search=alice', eventual)).status).toBe(400);
    expect(
      (await open.get(`/v1.0/users?$search=${encodeURIComponent('"shoe:alice"')}`, eventual))
        .status,
    ).toBe(400);
  });

  it('are filtered by equality and start, with doubled quotes', async () => {
    const named = async (filter: string) =>
      valuesOf(await open.get(filtered('/v1.0/users', filter))).map((user) => user.displayName);
    expect(await named("displayName eq 'conan o''brien'")).toEqual(["Conan O'Brien"]);
    expect(
      await named("startsWith(displayName,'Alice') or startswith(userPrincipalName,'alice')"),
    ).toEqual(['Alice Martin']);
    expect(await named('accountEnabled eq false')).toEqual(['Dieter Vogel']);
  });

  it.each([
    "contains(displayName,'a')",
    'displayName eq alice',
    "endsWith(mail,'x')",
    "shoe eq 'x'",
  ])('refuse the filter %p', async (filter) => {
    const answer = await open.get(filtered('/v1.0/users', filter));
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe('Request_UnsupportedQuery');
  });

  it('come in pages', async () => {
    const seen = new Set<unknown>();
    for (let link: string | undefined = '/v1.0/users?$top=25'; link; ) {
      const page = await open.get(link);
      for (const user of valuesOf(page)) seen.add(user.id);
      link = nextOf(page);
    }
    expect(seen.size).toBe(open.tenant.people.length);
  });

  it('need a permission that can be taken away', async () => {
    open.tenant.revoke('User.Read.All');
    const answer = await open.get('/v1.0/users');
    open.tenant.grant('User.Read.All');
    expect(answer.status).toBe(403);
    expect(errorOf(answer)).toEqual({
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  });
});
