import { describe, expect, it } from '@jest/globals';
import type { DirectoryAuditQuery } from '../../src/ports/directory-audit-log.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import { auditRecord, bob } from '../audit-builders.ts';
import { noon } from '../builders.ts';
import { rowsOf } from '../contract/read-pages.ts';
import { openGraph, startTime } from './open-graph.ts';
import { untilTestEnds } from './opened.ts';
import { openScriptedGraph } from './scripted-graph.ts';
import { refusal } from './scripted-server.ts';

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
const failureOf = (work: Promise<unknown>) => work.catch((thrown: unknown) => thrown);

describe('the pages of directory audits', () => {
  it('are read within the limit that they share with sign-ins, whatever their number', async () => {
    const { graph, running } = await simulated({ signInCount: 200, throttle: true });
    const small = { ...person, pageSize: 30 };
    await Promise.all([
      rowsOf(graph.audits, until(startTime, 8 * dayMs), small),
      rowsOf(graph.signIns, { ...until(startTime, 29 * dayMs), types: ['interactiveUser'] }, small),
    ]);
    const logs = running.requests.filter(({ path }) => path.includes('/auditLogs/'));
    expect(logs.length).toBeGreaterThan(8);
    expect(logs.filter(({ status }) => status === 429)).toEqual([]);
  });

  it.each(['429', '503', '504', 'reset', 'cut-json'] as const)(
    'come whole in spite of %s in between',
    async (kind) => {
      const { graph, tenant } = await simulated();
      const query = until(startTime, 6 * dayMs);
      const whole = await rowsOf(graph.audits, query);
      tenant.fault({ match: /skiptoken/, kind, times: 2, retryAfterSeconds: 1 });
      const rows = await rowsOf(graph.audits, query, { ...person, pageSize: 40 });
      expect(rows.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    },
  );

  it('end with an error, not with fewer rows, when a page stays broken or is no list', async () => {
    const { graph, tenant } = await simulated();
    tenant.fault({ match: /skiptoken/, kind: 'cut-json', times: 20 });
    const small = { ...person, pageSize: 40 };
    expect(await failureOf(rowsOf(graph.audits, until(startTime, 6 * dayMs), small))).toMatchObject(
      { code: 'unavailable' },
    );
    const { audits } = await scripted(() => ({ body: { value: null } }));
    expect(await failureOf(rowsOf(audits, until(noon, hourMs)))).toMatchObject({
      code: 'unavailable',
    });
  });

  it('leave out rows that cannot be read and log how many', async () => {
    const { audits, lines } = await scripted(() => ({
      body: {
        value: [
          auditRecord({ id: 'one' }),
          { id: 'no time' },
          null,
          'text',
          auditRecord({ id: 'two' }),
        ],
      },
    }));
    expect((await rowsOf(audits, until(noon, hourMs))).map(({ id }) => id)).toEqual(['one', 'two']);
    expect(lines.find(({ level }) => level === 'warn')?.fields).toMatchObject({ unread: 3 });
  });

  it('come from our own endpoint, even when Graph’s links name another', async () => {
    const { audits, received } = await scripted((_, turn) => ({
      body: {
        value: [auditRecord({ id: `row-${turn}` })],
        ...(turn === 0 && {
          '@odata.nextLink':
            'https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$top=1&$skiptoken=a%2Bb%3D',
        }),
      },
    }));
    expect(await rowsOf(audits, until(noon, hourMs))).toHaveLength(2);
    expect(received[1]?.query.get('$skiptoken')).toBe('a+b=');
  });
});

describe('one directory audit', () => {
  it('is read by its id, which is no GUID; an unknown one is none', async () => {
    const { graph, tenant, asked } = await simulated();
    tenant.addDirectoryAudit({
      id: 'PIM_x-1_ABC_9',
      targetResources: [{ id: bob.id, displayName: 'Bob' }],
    });
    expect(await graph.audits.find('PIM_x-1_ABC_9', person)).toMatchObject({
      targets: [{ name: 'Bob' }],
    });
    expect(await graph.audits.find('PIM_x-1_ABC_8', person)).toBeUndefined();
    expect(asked()).toHaveLength(2);
  });

  it('is an error, not unknown, while Graph has a problem', async () => {
    const { audits } = await scripted(() => refusal(503, 'Down', 'x'));
    expect(await failureOf(audits.find('Directory_1', person))).toMatchObject({
      code: 'unavailable',
    });
  });
});
