import { describe, expect, it } from '@jest/globals';
import { alice } from '../../src/demo/tenant/identities.ts';
import type { DirectoryAuditQuery } from '../../src/ports/directory-audit-log.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import { auditRecord, target } from '../audit-builders.ts';
import { noon } from '../builders.ts';
import { pagesOf, rowsOf } from '../contract/read-pages.ts';
import { openGraph, startTime } from './open-graph.ts';
import { untilTestEnds } from './opened.ts';
import { openScriptedGraph } from './scripted-graph.ts';
import { type Received, refusal } from './scripted-server.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const person: ReadOptions = { priority: 'person' };

const simulated = untilTestEnds(openGraph);

const scripted = untilTestEnds(openScriptedGraph);

const until = (
  now: Date,
  ms: number,
  more: Partial<DirectoryAuditQuery> = {},
): DirectoryAuditQuery => ({ window: { from: new Date(now.getTime() - ms), to: now }, ...more });
const filterOf = (request: Received | undefined) => request?.query.get('$filter') ?? '';
const failureOf = (work: Promise<unknown>) => work.catch((thrown: unknown) => thrown);

describe('the question to Graph about directory audits', () => {
  it('asks v1.0 for what Graph can filter, newest first, dates without quotes', async () => {
    const { audits, received } = await scripted(() => ({ body: { value: [] } }));
    const query = until(noon, hourMs, {
      actorId: 'u-1',
      actorApp: "O'Brien",
      targetId: 't-1',
      targetName: "Owner's",
      activity: 'Update',
      category: 'Policy',
      correlationId: 'c-1',
    });
    await rowsOf(audits, query, { priority: 'poll', pageSize: 5_000 });
    expect(received[0]?.path).toBe('/v1.0/auditLogs/directoryAudits');
    expect(received[0]?.query.get('$orderby')).toBe('activityDateTime desc');
    expect(received[0]?.query.get('$top')).toBe('1000');
    expect(filterOf(received[0]).split(' and ')).toEqual([
      'activityDateTime ge 2026-11-22T11:00:00.000Z',
      'activityDateTime le 2026-11-22T12:00:00.000Z',
      "initiatedBy/user/id eq 'u-1'",
      "initiatedBy/app/displayName eq 'O''Brien'",
      "targetResources/any(p: p/id eq 't-1')",
      "correlationId eq 'c-1'",
      "targetResources/any(p: startsWith(p/displayName,'Owner''s'))",
      "startsWith(activityDisplayName,'Update')",
      "category eq 'Policy'",
    ]);
  });

  it('is taken by the simulated tenant, each filter and all together, for one request a page', async () => {
    const { audits, asked } = await simulated().then(({ graph, asked }) => ({
      audits: graph.audits,
      asked,
    }));
    const month = 29 * dayMs;
    for (const more of [
      { actorId: alice.id },
      { targetId: alice.id },
      { targetName: 'Alice' },
      { activity: 'Update application – Cert' },
      { category: 'RoleManagement' },
      { actorApp: 'Microsoft Azure AD Connect', activity: 'Update user' },
    ]) {
      const before = asked().length;
      expect((await rowsOf(audits, until(startTime, month, more))).length).toBeGreaterThan(0);
      expect(asked().slice(before)).toEqual(['GET /v1.0/auditLogs/directoryAudits']);
    }
  });

  it('costs no request for pages nobody wants', async () => {
    const { graph, asked } = await simulated();
    for await (const page of graph.audits.pages(until(startTime, 20 * dayMs), {
      ...person,
      pageSize: 5,
    })) {
      expect(page).toMatchObject({ more: true });
      break;
    }
    expect(asked()).toHaveLength(1);
  });

  it('is asked in plainer words where Graph refuses it, and what it would not filter is filtered here', async () => {
    const rows = [
      auditRecord({
        id: 'wanted',
        category: 'Policy',
        activityDisplayName: 'Update conditional access policy',
        targetResources: [target('Policy', 'Block legacy')],
      }),
      auditRecord({
        id: 'other category',
        category: 'Role',
        activityDisplayName: 'Update conditional access policy',
        targetResources: [target('Policy', 'Block legacy')],
      }),
      auditRecord({
        id: 'other activity',
        category: 'Policy',
        targetResources: [target('Policy', 'Block legacy')],
      }),
      auditRecord({
        id: 'other name',
        category: 'Policy',
        activityDisplayName: 'Update conditional access policy',
        targetResources: [target('Policy', 'Do not block')],
      }),
    ];
    const { audits, received, lines } = await scripted((request, turn, url) => {
      if (/startsWith|category/.test(filterOf(request)))
        return refusal(400, 'BadRequest', 'Invalid filter clause');
      const next = `${url}/v1.0/auditLogs/directoryAudits?$skiptoken=2`;
      return {
        body: {
          value: rows.slice(turn === 1 ? 0 : 2, turn === 1 ? 2 : 4),
          ...(turn === 1 && { '@odata.nextLink': next }),
        },
      };
    });
    const query = until(noon, hourMs, {
      actorId: 'u-1',
      targetName: 'BLOCK',
      activity: 'update cond',
      category: 'Policy',
    });
    const pages = await pagesOf(audits, query);
    expect(pages.map(({ rows: found, more }) => [found.map(({ id }) => id), more])).toEqual([
      [['wanted'], true],
      [[], false],
    ]);
    expect(filterOf(received[1]).split(' and ')).toHaveLength(3);
    expect(lines.some(({ message }) => message.includes('refused a question'))).toBe(true);
  });

  it('that is refused in the plainest words too fails with the next step', async () => {
    const { audits, received } = await scripted(() =>
      refusal(400, 'BadRequest', 'Invalid filter clause'),
    );
    expect(await failureOf(rowsOf(audits, until(noon, hourMs, { actorId: 'u-1' })))).toMatchObject({
      code: 'bad-question',
    });
    expect(received).toHaveLength(1);
  });

  it('names the permission that is missing', async () => {
    const { graph, tenant } = await simulated();
    tenant.revoke('AuditLog.Read.All');
    const works = [
      () => rowsOf(graph.audits, until(startTime, hourMs)),
      () => graph.audits.find('Directory_1', person),
    ];
    for (const work of works) {
      expect(await failureOf(work())).toMatchObject({
        code: 'permission-missing',
        hint: expect.stringContaining('AuditLog.Read.All'),
      });
    }
  });

  it('is answered without a licence too, for seven days', async () => {
    const { graph, tenant } = await simulated();
    tenant.setLicence('free');
    for (const more of [{}, { category: 'UserManagement' }]) {
      const pages = await pagesOf(graph.audits, until(startTime, 29 * dayMs, more));
      expect(pages.flatMap(({ rows }) => rows).length).toBeGreaterThan(20);
      const keptMs = startTime.getTime() - Number(pages[0]?.keptFrom);
      expect(Math.round(keptMs / dayMs)).toBe(7);
    }
    const old = {
      window: {
        from: new Date(startTime.getTime() - 20 * dayMs),
        to: new Date(startTime.getTime() - 10 * dayMs),
      },
    };
    expect(await failureOf(rowsOf(graph.audits, old))).toMatchObject({
      code: 'bad-question',
      hint: expect.stringContaining('7 days without'),
    });
  });

  it('is cut to what Graph keeps when it reaches back further, and says so', async () => {
    const { graph } = await simulated();
    const kept = await pagesOf(graph.audits, until(startTime, 30 * dayMs));
    const all = await pagesOf(graph.audits, until(startTime, 90 * dayMs));
    const idsOf = (pages: typeof all) => pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(idsOf(kept).length).toBeGreaterThan(400);
    expect(idsOf(all)).toEqual(idsOf(kept));
    expect([kept[0]?.keptFrom, all[0]?.keptFrom?.toISOString()]).toEqual([
      undefined,
      '2026-10-23T20:01:00.000Z',
    ]);
  });

  it.each([{}, { category: 'Policy' }])(
    'about a time that Graph keeps no more of is refused with the reason: %j',
    async (more) => {
      const { graph, asked } = await simulated();
      const old = new Date(startTime.getTime() - 40 * dayMs);
      expect(await failureOf(rowsOf(graph.audits, until(old, dayMs, more)))).toMatchObject({
        code: 'bad-question',
        message: expect.stringContaining('directory audit'),
        hint: expect.stringContaining('30 days'),
      });
      expect(asked()).toHaveLength(1);
    },
  );
});
