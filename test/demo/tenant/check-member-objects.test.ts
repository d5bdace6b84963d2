import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as known from '../../../src/demo/tenant/identities.ts';
import { type OpenTenant, openTenant } from './tenant-client.ts';

const { roleTemplates: role, groupIds } = known;

describe('checkMemberObjects', () => {
  let open: OpenTenant;
  beforeAll(async () => {
    open = await openTenant();
  });
  afterAll(() => open.running.close());

  function check(id: string, ids: unknown) {
    return open.post(`/v1.0/users/${id}/checkMemberObjects`, { ids });
  }

  it.each([
    [known.adminUser, role.globalAdministrator],
    [known.operatorUser, role.securityOperator],
    [known.readerUser, role.securityReader],
  ])('returns the roles that are held: %p', async (person, held) => {
    const answer = await check(person.id, Object.values(role));
    expect(answer.body.value).toEqual([held]);
  });

  it('returns nothing for someone without a role', async () => {
    expect((await check(known.noRoleUser.id, Object.values(role))).body.value).toEqual([]);
  });

  it('knows groups, nested ones too', async () => {
    const answer = await check(known.alice.id, [
      groupIds.finance,
      groupIds.payroll,
      groupIds.allCompany,
    ]);
    expect(answer.body.value).toEqual([groupIds.finance, groupIds.allCompany]);
  });

  it('follows a role that is given and taken', async () => {
    open.tenant.setRole(known.noRoleUser.id, role.securityReader, true);
    expect((await check(known.noRoleUser.id, [role.securityReader])).body.value).toEqual([
      role.securityReader,
    ]);
    open.tenant.setRole(known.noRoleUser.id, role.securityReader, false);
    expect((await check(known.noRoleUser.id, [role.securityReader])).body.value).toEqual([]);
  });

  it('refuses more than twenty ids, no ids, unknown people and callers without permission', async () => {
    expect((await check(known.alice.id, Array(21).fill(role.globalReader))).status).toBe(400);
    expect((await check(known.alice.id, undefined)).status).toBe(400);
    expect((await check('0a11ce00-7e57-4000-8000-0000000000ff', [])).status).toBe(404);
    open.tenant.revoke('User.Read.All');
    expect((await check(known.alice.id, [])).status).toBe(403);
    open.tenant.grant('Directory.Read.All');
    expect((await check(known.alice.id, [])).status).toBe(200);
  });
});
