import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { blockedRecord, policy, signInRecord } from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { alice, createWorld, tenantId } from '../commands/world.ts';
import { finds, seen } from './offered.ts';

const stranger = 'a11ce000-0000-4000-8000-000000000002';
const legacy = policy({
  id: 'ca000000-0000-4000-8000-000000000002',
  displayName: 'Block legacy authentication',
});
const records = [ago(1, blockedRecord), ago(2, signInRecord)];

describe('a pasted link', () => {
  const entra = `https://entra.microsoft.com/${tenantId}/#view`;
  const profile = `${entra}/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~`;
  const policyUrl = `${entra}/Microsoft_AAD_ConditionalAccess/PolicyBlade/policyId/${legacy.id}`;
  const links = [
    [`${profile}/overview/userId/${alice.id}`, 'Account'],
    [`${profile}/SignIns/userId/${alice.id}`, 'Alice Example'],
    [policyUrl, 'Block legacy authentication'],
    [`${entra}/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies`, 'Block legacy'],
    [`${entra}/Microsoft_AAD_IAM/SignInEventsV3Blade`, 'Alice Example'],
    [`${entra}/Microsoft_AAD_IAM/AuditLogList.ReactView`, 'Directory audits of the tenant'],
  ] as const;

  it.each(links)('unfolds to what the page shows: %s', async (url, shown) => {
    const world = createWorld({ records, policies: [legacy] });
    const [find, ...others] = finds(await world.paste(url));
    expect(others).toEqual([]);
    expect(seen(find)).toContain(shown);
    expect(find?.card.version).toBe('1.3');
  });

  it.each(links.map(([url]) => url))('stays a link for whoever may not ask: %s', async (url) => {
    const world = createWorld({ level: 'none', records, policies: [legacy] });
    expect(await world.paste(url)).toEqual({ kind: 'finds', finds: [] });
    expect(world.graphQuestions()).toBe(0);
  });

  it.each([
    ['somebody who is not there', `${profile}/overview/userId/${stranger}`],
    ['a policy that is not there', policyUrl.replace('0002', '0009')],
    ['another tenant', policyUrl.replace(tenantId, alice.id)],
    ['another host', policyUrl.replace('microsoft.com', 'microsoft.com.evil.example')],
    ['no page', 'not a link'],
  ])('stays a link when it is about %s', async (_, url) => {
    const world = createWorld({ records, policies: [legacy] });
    expect(await world.paste(url)).toEqual({ kind: 'finds', finds: [] });
  });

  it('stays a link when Graph does not answer, and the log says why', async () => {
    const world = createWorld({ records });
    world.signIns.fails = new AppError('throttled', 'Graph is busy.');
    expect(await world.paste(`${profile}/SignIns/userId/${alice.id}`)).toEqual({
      kind: 'finds',
      finds: [],
    });
    expect(JSON.stringify(world.log.lines)).toContain('ref-0001');
  });
});
