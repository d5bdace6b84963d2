import { describe, expect, it } from '@jest/globals';
import type { SignInQuery } from '../../src/ports/sign-in-log.ts';
import { noon, signInRecord } from '../builders.ts';
import { pagesOf, rowsOf } from '../contract/read-pages.ts';
import { openGraph, startTime } from './open-graph.ts';
import { untilTestEnds } from './opened.ts';
import { openScriptedGraph } from './scripted-graph.ts';
import { type Received, refusal } from './scripted-server.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

const simulated = untilTestEnds(openGraph);

const scripted = untilTestEnds(openScriptedGraph);

const until = (now: Date, ms: number, more: Partial<SignInQuery> = {}): SignInQuery => ({
  window: { from: new Date(now.getTime() - ms), to: now },
  types: ['interactiveUser', 'nonInteractiveUser'],
  ...more,
});
const filterOf = (request: Received | undefined) => request?.query.get('$filter');

describe('a filter for Graph', () => {
  it('asks for country, client, policy and risk in the words that Graph documents', async () => {
    const { signIns, received } = await scripted(() => ({ body: { value: [] } }));
    const more = {
      correlationIds: ['c-1', 'c-2'],
      country: 'DE',
      clientApps: ['IMAP4', 'POP3'],
      policyId: 'p-1',
    };
    await rowsOf(signIns, until(noon, hourMs, { ...more, risky: true }));
    const asked = filterOf(received[0]) ?? '';
    for (const clause of [
      "(correlationId eq 'c-1' or correlationId eq 'c-2')",
      "location/countryOrRegion eq 'DE'",
      "(clientAppUsed eq 'IMAP4' or clientAppUsed eq 'POP3')",
      "appliedConditionalAccessPolicies/any(p: p/id eq 'p-1')",
      "riskLevelDuringSignIn eq 'hidden'",
      "riskState eq 'atRisk'",
    ]) {
      expect(asked).toContain(clause);
    }
  });

  it('is taken by the simulated tenant, which is as strict as Graph is documented to be', async () => {
    const { graph, asked, tenant } = await simulated({ signInCount: 300 });
    const [policy] = await graph.policies.all();
    const more = {
      outcome: 'blocked' as const,
      country: 'DE',
      clientApps: ['Browser', 'IMAP4'],
      policyId: policy?.id,
      correlationIds: ['c-1'],
    };
    const before = asked().length;
    const [page] = await pagesOf(graph.signIns, until(startTime, dayMs, more));
    const [risky] = await pagesOf(graph.signIns, until(startTime, 30 * dayMs, { risky: true }));
    expect([page?.coarse, risky?.coarse]).toEqual([undefined, undefined]);
    expect(asked().length - before).toBe(2);
    tenant.setLicence('P1');
    const [hidden] = await pagesOf(graph.signIns, until(startTime, dayMs, { risky: true }));
    expect(hidden?.rows.length).toBeGreaterThan(0);
    expect(hidden?.rows.every(({ riskLevel }) => riskLevel === 'hidden')).toBe(true);
  });

  it('is asked without what Graph refuses to filter by, and the rows say that they are coarse', async () => {
    const { signIns, received } = await scripted((request) =>
      filterOf(request)?.includes('appliedConditionalAccessPolicies')
        ? refusal(400, 'BadRequest', 'Invalid filter clause')
        : { body: { value: [signInRecord()] } },
    );
    const query = until(noon, hourMs, { policyId: 'p-1', country: 'DE', userId: 'u-1' });
    const [page] = await pagesOf(signIns, query);
    expect(page).toMatchObject({ coarse: true, more: false });
    expect(filterOf(received[1])).toContain("userId eq 'u-1'");
    expect(filterOf(received[1])).not.toContain('countryOrRegion');
    expect((await pagesOf(signIns, until(noon, hourMs)))[0]?.coarse).toBeUndefined();
  });
});
