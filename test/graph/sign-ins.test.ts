import { describe, expect, it } from '@jest/globals';
import type { SignInType } from '../../src/domain/sign-in.ts';
import { AppError } from '../../src/errors.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import type { SignInQuery } from '../../src/ports/sign-in-log.ts';
import { noon, signInRecord } from '../builders.ts';
import { pagesOf, rowsOf } from '../contract/read-pages.ts';
import { openGraph, startTime } from './open-graph.ts';
import { untilTestEnds } from './opened.ts';
import { openScriptedGraph } from './scripted-graph.ts';
import { type Received, refusal } from './scripted-server.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const person: ReadOptions = { priority: 'person' };
const peopleTypes: readonly SignInType[] = ['interactiveUser', 'nonInteractiveUser'];

const simulated = untilTestEnds(openGraph);

const scripted = untilTestEnds(openScriptedGraph);

const until = (now: Date, ms: number, more: Partial<SignInQuery> = {}): SignInQuery => ({
  window: { from: new Date(now.getTime() - ms), to: now },
  types: peopleTypes,
  ...more,
});

/** A record so many seconds before noon. */
const record = (secondsAgo: number, more: Record<string, unknown> = {}) =>
  signInRecord({
    id: `row-${secondsAgo}`,
    createdDateTime: new Date(noon.getTime() - secondsAgo * 1000).toISOString(),
    ...more,
  });
const filterOf = (request: Received | undefined) => request?.query.get('$filter');

describe('the question to Graph', () => {
  it('asks beta for what Graph can filter, newest first', async () => {
    const { signIns, received } = await scripted(() => ({ body: { value: [] } }));
    const query = until(noon, hourMs, {
      userId: 'u-1',
      appName: "O'Brien",
      ip: '203.0.',
      correlationId: 'c-1',
      conditionalAccessFailed: true,
    });
    await rowsOf(signIns, query, { priority: 'poll', pageSize: 5_000 });
    expect(received[0]?.path).toBe('/beta/auditLogs/signIns');
    expect(received[0]?.query.get('$orderby')).toBe('createdDateTime desc');
    expect(received[0]?.query.get('$top')).toBe('1000');
    expect(filterOf(received[0])?.split(' and ')).toEqual([
      'createdDateTime ge 2026-11-22T11:00:00.000Z',
      'createdDateTime le 2026-11-22T12:00:00.000Z',
      "userId eq 'u-1'",
      "correlationId eq 'c-1'",
      "startsWith(appDisplayName,'O''Brien')",
      "startsWith(ipAddress,'203.0.')",
      "conditionalAccessStatus eq 'failure'",
      "(signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser'))",
    ]);
  });

  it('costs one request for a page, and none for pages nobody wants', async () => {
    const { graph, asked } = await simulated({ signInCount: 300 });
    for await (const page of graph.signIns.pages(until(startTime, 7 * dayMs), {
      ...person,
      pageSize: 20,
    })) {
      expect(page).toMatchObject({ more: true });
      break;
    }
    expect(asked()).toEqual(['GET /beta/auditLogs/signIns']);
  });

  it('costs one request for the whole time that Graph keeps', async () => {
    const { graph, asked } = await simulated({ signInCount: 300 });
    const rows = await rowsOf(graph.signIns, until(startTime, 30 * dayMs));
    expect(rows.length).toBeGreaterThan(100);
    expect(asked()).toHaveLength(1);
  });

  it('is cut to what Graph keeps when it reaches back further', async () => {
    const { graph, asked } = await simulated({ signInCount: 300 });
    const kept = await rowsOf(graph.signIns, until(startTime, 30 * dayMs));
    const all = await rowsOf(graph.signIns, until(startTime, 90 * dayMs));
    expect(all.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
    expect(asked()).toHaveLength(3);
  });

  it('about a time that Graph keeps no more of is refused with the reason', async () => {
    const { graph } = await simulated();
    const old = new Date(startTime.getTime() - 40 * dayMs);
    const failure = await rowsOf(graph.signIns, until(old, dayMs)).catch((thrown) => thrown);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({
      code: 'bad-question',
      hint: expect.stringContaining('30 days'),
    });
  });

  it('is asked without the hint where Graph does not take it', async () => {
    const { signIns, received } = await scripted((request) =>
      filterOf(request)?.includes(' or status/errorCode')
        ? refusal(400, 'BadRequest', 'Invalid filter clause')
        : { body: { value: [record(1)] } },
    );
    expect(await rowsOf(signIns, until(noon, hourMs, { outcome: 'blocked' }))).toHaveLength(1);
    expect(received).toHaveLength(2);
  });

  it('names the permission or the licence that is missing', async () => {
    const { graph, tenant } = await simulated();
    const ask = () => rowsOf(graph.signIns, until(startTime, hourMs)).catch((thrown) => thrown);
    tenant.setLicence('free');
    expect(await ask()).toMatchObject({
      code: 'licence-missing',
      message: expect.stringContaining('Entra ID P1'),
    });
    tenant.revoke('AuditLog.Read.All');
    expect(await ask()).toMatchObject({
      code: 'permission-missing',
      hint: expect.stringContaining('AuditLog.Read.All'),
    });
  });

  it('tells conditional access data that is not allowed from none', async () => {
    const { graph, tenant } = await simulated();
    tenant.addSignIn({ id: 'one' });
    expect((await graph.signIns.find('one', person))?.policies).toBeDefined();
    tenant.revoke('Policy.Read.ConditionalAccess');
    expect((await graph.signIns.find('one', person))?.policies).toBeUndefined();
  });

  it('gets the words of report-only policies, which Graph gives to those who ask for them', async () => {
    const { graph } = await simulated({ signInCount: 300 });
    const rows = await rowsOf(graph.signIns, until(startTime, 30 * dayMs));
    const results = new Set(rows.flatMap(({ policies = [] }) => policies.map((one) => one.result)));
    expect([...results].some((word) => word.startsWith('reportOnly'))).toBe(true);
    expect(results).not.toContain('unknownFutureValue');
  });
});

describe('the pages of an answer', () => {
  it('are followed through empty ones', async () => {
    const { graph, tenant } = await simulated({ signInCount: 400 });
    tenant.setScanLimit(25);
    const alone = until(startTime, 30 * dayMs, { conditionalAccessFailed: true });
    const pages = await pagesOf(graph.signIns, alone);
    expect(pages.some(({ rows, more }) => rows.length === 0 && more)).toBe(true);
    tenant.setScanLimit(25_000);
    const whole = await rowsOf(graph.signIns, alone);
    expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(
      whole.map(({ id }) => id),
    );
  });

  it('are read within Graph’s limit, whatever their number', async () => {
    const { graph, running } = await simulated({ signInCount: 400, throttle: true });
    await rowsOf(graph.signIns, until(startTime, 30 * dayMs), { ...person, pageSize: 20 });
    expect(running.requests.length).toBeGreaterThan(10);
    expect(running.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it.each(['429', '503', '504', 'reset', 'cut-json'] as const)(
    'come whole in spite of %s in between',
    async (kind) => {
      const { graph, tenant } = await simulated({ signInCount: 200 });
      const query = until(startTime, 30 * dayMs);
      const whole = await rowsOf(graph.signIns, query);
      tenant.fault({ match: /skiptoken/, kind, times: 2, retryAfterSeconds: 1 });
      const rows = await rowsOf(graph.signIns, query, { ...person, pageSize: 60 });
      expect(rows.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    },
  );

  it('go on where Graph lost its place, without a row twice or missing', async () => {
    // Two of the rows share the second in which the answer breaks off.
    const rows = [1, 2, 3, 3.2, 3.4, 4, 5].map((secondsAgo) => record(secondsAgo));
    const { signIns, received, lines } = await scripted((request, turn, url) => {
      if (turn === 0) {
        return {
          body: {
            '@odata.nextLink': `${url}/beta/auditLogs/signIns?$skiptoken=gone`,
            value: rows.slice(0, 4),
          },
        };
      }
      if (request.query.has('$skiptoken')) return refusal(400, 'BadRequest', 'Skip token is null.');
      const to = /le (\S+)/.exec(filterOf(request) ?? '')?.[1] ?? '';
      return { body: { value: rows.filter((row) => String(row.createdDateTime) <= to) } };
    });
    const read = await rowsOf(signIns, until(noon, hourMs));
    expect(read.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(received).toHaveLength(3);
    expect(lines.some(({ message }) => message.includes('lost its place'))).toBe(true);
  });

  it('end with an error when Graph loses its place without ever going on', async () => {
    const { signIns, received } = await scripted((request, _, url) =>
      request.query.has('$skiptoken')
        ? refusal(400, 'BadRequest', 'Skip token is null.')
        : {
            body: {
              '@odata.nextLink': `${url}/beta/auditLogs/signIns?$skiptoken=gone`,
              value: [record(1)],
            },
          },
    );
    const failure = await rowsOf(signIns, until(noon, hourMs)).catch((thrown) => thrown);
    expect(failure).toMatchObject({ code: 'bad-question' });
    expect(received.length).toBeLessThan(6);
  });

  it('come from our own endpoint, even when Graph’s links name another', async () => {
    const { signIns, received } = await scripted((_, turn) => ({
      body: {
        value: [record(turn)],
        ...(turn === 0 && {
          '@odata.nextLink':
            'https://graph.microsoft.com/beta/auditLogs/signIns?$top=1&$skiptoken=a%2Bb%3D',
        }),
      },
    }));
    expect(await rowsOf(signIns, until(noon, hourMs))).toHaveLength(2);
    expect(received[1]?.query.get('$skiptoken')).toBe('a+b=');
  });

  it('leave out rows that cannot be read and log how many', async () => {
    const { signIns, lines } = await scripted(() => ({
      body: { value: [record(1), { id: 'no time' }, null, 'text', record(2)] },
    }));
    expect(await rowsOf(signIns, until(noon, hourMs))).toHaveLength(2);
    expect(lines.find(({ level }) => level === 'warn')?.fields).toMatchObject({ unread: 3 });
  });
});
