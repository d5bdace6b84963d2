import { afterEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import type { ActivityPage, AuditSearchQuery } from '../../src/ports/audit-search.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import { minutesAfter, noon } from '../builders.ts';
import { openScriptedGraph, type ScriptedGraph } from './scripted-graph.ts';
import { type Received, type Reply, refusal } from './scripted-server.ts';

const person: ReadOptions = { priority: 'person' };
const query: AuditSearchQuery = {
  name: 'Files of Alice',
  window: { from: minutesAfter(noon, -60), to: noon },
  userPrincipalNames: ['alice@contoso.example'],
  recordTypes: ['sharePointFileOperation'],
};
const record = (id: string) => ({
  id,
  createdDateTime: '2026-11-22T11:30:00Z',
  operation: 'FileAccessed',
  auditData: { Operation: 'FileAccessed' },
});

let graph: ScriptedGraph | undefined;
afterEach(() => graph?.close());

async function open(
  script: (request: Received, turn: number, url: string) => Reply,
): Promise<ScriptedGraph> {
  graph = await openScriptedGraph(script);
  return graph;
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`no AppError: ${String(thrown)}`);
  return thrown;
}

async function pagesOf({ auditSearch }: ScriptedGraph): Promise<ActivityPage[]> {
  const pages: ActivityPage[] = [];
  for await (const page of auditSearch.records('s', person)) pages.push(page);
  return pages;
}

const made: Reply = { status: 201, body: { id: 's-1', status: 'notStarted' } };
const asked = ({ received }: ScriptedGraph) =>
  received.map(({ method, path }) => `${method} ${path}`);

describe('submitting an audit search', () => {
  it('asks beta, with filters that both versions know', async () => {
    const world = await open(() => made);
    expect(await world.auditSearch.submit(query, person)).toEqual({ id: 's-1' });
    expect(asked(world)).toEqual(['POST /beta/security/auditLog/queries']);
    expect(JSON.parse(world.received[0]?.body ?? '')).toEqual({
      '@odata.type': '#microsoft.graph.security.auditLogQuery',
      displayName: 'Files of Alice',
      filterStartDateTime: '2026-11-22T11:00:00.000Z',
      filterEndDateTime: '2026-11-22T12:00:00.000Z',
      userPrincipalNameFilters: ['alice@contoso.example'],
      recordTypeFilters: ['sharePointFileOperation'],
    });
  });

  it.each([
    ['404', refusal(404, '', '')],
    ['an unknown segment', refusal(400, 'BadRequest', "Resource not found for the segment 'x'.")],
  ])('goes over to the other version where one says %s, and stays there', async (_, reply) => {
    const world = await open(({ path }) => (path.startsWith('/beta/') ? reply : made));
    await world.auditSearch.submit(query, person);
    await world.auditSearch.submit(query, person);
    expect(asked(world).map((line) => line.split('/')[1])).toEqual(['beta', 'v1.0', 'v1.0']);
  });

  it('says of a cloud that has neither that it searches elsewhere', async () => {
    const world = await open(() => refusal(404, '', ''));
    const error = await failureOf(world.auditSearch.submit(query, person));
    expect(error).toMatchObject({ code: 'unavailable', retryable: false });
    expect(error.hint).toContain('Purview');
    expect(world.received).toHaveLength(2);
  });

  const status = { Status: 'AuditingDisabledTenant', Message: 'Unified auditing is disabled.' };
  it.each([
    ['as JSON in the message', refusal(400, 'UnknownError', JSON.stringify(status))],
    ['at the top of the body', { status: 400, body: status }],
    ['with a server error', refusal(500, 'UnknownError', JSON.stringify(status))],
  ] as [string, Reply][])(
    'tells auditing that is off, said %s, with the way to switch it on',
    async (_, reply) => {
      const world = await open(() => reply);
      const error = await failureOf(world.auditSearch.submit(query, person));
      expect(error).toMatchObject({
        code: 'auditing-off',
        message: 'Auditing is off in this tenant.',
        retryable: false,
      });
      expect(error.hint).toContain(
        'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
      );
      expect(error.hint).toContain('Audit Logs');
      expect(error.hint).toContain('60 minutes');
      expect(world.received).toHaveLength(1);
    },
  );

  it('names the permission that is missing', async () => {
    const world = await open(() => refusal(403, 'Forbidden', 'no'));
    const error = await failureOf(world.auditSearch.submit(query, person));
    expect(error.code).toBe('permission-missing');
    expect(error.message).toContain('AuditLogsQuery.Read.All');
  });

  it('tries again after a server error', async () => {
    const world = await open((_, turn) => (turn === 0 ? refusal(500, 'Oops', 'no') : made));
    expect(await world.auditSearch.submit(query, person)).toEqual({ id: 's-1' });
  });

  it.each(['900', undefined])(
    'says that the tenant’s searches are used up (Retry-After %s)',
    async (after) => {
      const world = await open(() => refusal(429, 'TooManyRequests', 'no', after));
      const error = await failureOf(world.auditSearch.submit(query, person));
      expect(error).toMatchObject({ code: 'throttled', retryable: true });
      expect(error.retryAfterSeconds).toBe(after === undefined ? undefined : 900);
      expect(error.hint).toContain('about 200 searches');
    },
  );
});

describe('asking how an audit search stands', () => {
  it.each([
    ['notStarted', 'waiting'],
    ['running', 'running'],
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['unknownFutureValue', 'running'],
  ])('reads %s as %s', async (said, state) => {
    const world = await open(() => ({ body: { id: 's', status: said } }));
    expect(await world.auditSearch.progress('s', person)).toMatchObject({ state });
  });

  it('tells that the service left records out', async () => {
    const body = {
      status: 'succeeded',
      isRecordCountLimitExceeded: true,
      approximateReturnedRecordCount: 1_000_000,
    };
    const world = await open(() => ({ body }));
    expect(await world.auditSearch.progress('s', person)).toEqual({
      state: 'succeeded',
      isTruncated: true,
      recordCount: 1_000_000,
    });
  });
});

describe('reading what an audit search found', () => {
  const next = (url: string, token: string) =>
    `${url}/beta/security/auditLog/queries/s/records?$top=999&$skiptoken=${token}`;

  it('follows the pages, and counts what is no record', async () => {
    const world = await open(({ query: asks }, _, url) =>
      asks.get('$skiptoken') === null
        ? { body: { value: [record('a'), null, 'x'], '@odata.nextLink': next(url, 'b') } }
        : { body: { value: [record('b'), { id: 'no time' }] } },
    );
    const pages = await pagesOf(world);
    expect(pages.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['a'], ['b']]);
    expect(pages.map(({ unreadable }) => unreadable)).toEqual([2, 1]);
    expect(world.received[0]?.query.get('$top')).toBe('999');
  });

  it('asks again for a page that breaks off', async () => {
    const world = await open(({ query: asks }, turn, url) => {
      if (asks.get('$skiptoken') === null) {
        return { body: { value: [record('a')], '@odata.nextLink': next(url, 'b') } };
      }
      return turn === 1 ? 'cut' : { body: { value: [record('b')] } };
    });
    expect((await pagesOf(world)).flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([
      'a',
      'b',
    ]);
  });

  it('gives what came before a page that stays broken, and says that it is broken', async () => {
    const world = await open(({ query: asks }, _, url) =>
      asks.get('$skiptoken') === null
        ? { body: { value: [record('a')], '@odata.nextLink': next(url, 'b') } }
        : 'cut',
    );
    const pages = await pagesOf(world);
    expect(pages).toEqual([
      expect.objectContaining({ more: true }),
      { rows: [], unreadable: 0, more: false, isBroken: true },
    ]);
  });
});

describe('cancelling an audit search', () => {
  it('deletes it, and takes one that is no more as done', async () => {
    const world = await open((_, turn) => (turn === 0 ? { status: 204 } : refusal(404, '', '')));
    await world.auditSearch.cancel('s', person);
    await world.auditSearch.cancel('s', person);
    expect(asked(world)[0]).toBe('DELETE /beta/security/auditLog/queries/s');
  });
});
