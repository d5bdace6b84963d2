import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import { createKeptLog } from './kept-log.ts';
import { failureOf, openClient, token } from './open-client.ts';
import { startTime } from './open-graph.ts';
import { untilTestEnds } from './opened.ts';
import { type Reply, refusal, startScriptedServer } from './scripted-server.ts';
import { createSteadyClock } from './steady-clock.ts';

const open = untilTestEnds(openClient);

describe('a request to Graph', () => {
  it('carries token, request id and the wish for new enum members, and no telemetry', async () => {
    const { ask, received } = await open([]);
    expect(await ask()).toEqual({ done: true });
    await ask();
    expect(received[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      prefer: 'include-unknown-enum-members',
    });
    expect(received[0]?.headers).not.toHaveProperty('sdkversion');
    const ids = received.map(({ headers }) => headers['client-request-id']);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends path, query, version, headers and body as they are given', async () => {
    const { ask, received } = await open([]);
    const path = `/users/${encodeURIComponent('a#EXT#@b')}/x?$filter=${encodeURIComponent("a eq 'b&c=d https://x/y'")}`;
    await ask({ path, version: 'beta', headers: { ConsistencyLevel: 'eventual' } });
    await ask({ path: '/$batch', body: { requests: [] } });
    expect(received[0]).toMatchObject({ method: 'GET', path: '/beta/users/a#EXT#@b/x' });
    expect(received[0]?.query.get('$filter')).toBe("a eq 'b&c=d https://x/y'");
    expect(received[0]?.headers.consistencylevel).toBe('eventual');
    expect(received[1]).toMatchObject({
      method: 'POST',
      path: '/v1.0/$batch',
      body: '{"requests":[]}',
    });
  });

  it('is counted by resource and status', async () => {
    const { ask, told } = await open([refusal(503, 'x', 'y'), 'reset']);
    await ask();
    expect(told).toEqual([
      ['users', 503],
      ['users', 'none'],
      ['users', 200],
    ]);
  });

  it('is not made over plain http to another machine', () => {
    const clock = createSteadyClock(startTime);
    const options = {
      credential: { getToken: async () => null },
      budgetOf: () => undefined,
      clock,
      sleep: clock.sleep,
      random: () => 0,
      log: createKeptLog().log,
    };
    for (const endpoint of ['http://graph.microsoft.com', 'http://10.0.0.1:80', 'ftp://x', '']) {
      expect(() => createGraphClient({ ...options, endpoint })).toThrow(AppError);
    }
    for (const endpoint of [
      'https://graph.microsoft.com',
      'http://localhost:1',
      'http://[::1]:1',
    ]) {
      expect(() => createGraphClient({ ...options, endpoint })).not.toThrow();
    }
  });

  it('is not made to another address than Graph’s, whatever its path says', async () => {
    let tokens = 0;
    const { ask, received } = await open([], {
      credential: {
        getToken: async () => {
          tokens += 1;
          return { token, expiresOnTimestamp: 0 };
        },
      },
    });
    const failure = await failureOf(ask({ path: 'https://127.0.0.1:1/v1.0/users' }));
    expect(failure).toMatchObject({ code: 'unavailable' });
    expect([tokens, received.length]).toEqual([0, 0]);
  });

  it('does not take the token along when Graph sends it elsewhere', async () => {
    const elsewhere = await startScriptedServer(() => ({ body: { stolen: true } }));
    const { ask } = await open([{ status: 302, headers: { location: elsewhere.url } }]);
    expect(await failureOf(ask())).toMatchObject({ code: 'unavailable' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });
});

describe('a failing Graph', () => {
  it.each<[string, Reply]>([
    ['429', refusal(429, 'TooManyRequests', 'slow')],
    ['502', refusal(502, 'BadGateway', 'x')],
    ['503', refusal(503, 'ServiceUnavailable', 'x')],
    ['504', refusal(504, 'GatewayTimeout', 'x')],
    ['a reset connection', 'reset'],
    ['cut JSON', 'cut'],
    ['an unsupported query now and then', refusal(400, 'UnknownError', 'Unsupported Query.')],
  ])('is asked again after %s', async (_, reply) => {
    const { ask, clock } = await open([reply, reply]);
    expect(await ask()).toEqual({ done: true });
    expect(clock.slept).toEqual([375, 750]);
  });

  it('is not asked for ever', async () => {
    const { ask, received } = await open(() => refusal(503, 'ServiceUnavailable', 'x'));
    expect(await failureOf(ask())).toMatchObject({ code: 'unavailable' });
    expect(received).toHaveLength(4);
  });

  it('is asked again when its Retry-After is over, in seconds or as a date', async () => {
    const date = new Date(startTime.getTime() + 10_000).toUTCString();
    const { ask, clock } = await open([
      refusal(429, 'TooManyRequests', 'x', '5'),
      refusal(503, 'x', 'x', date),
    ]);
    await ask();
    // The date lay 10 s ahead at the start; 5 s and a little had gone by.
    expect(clock.slept).toEqual([5125, 5125]);
  });

  it('does not keep a person waiting longer than an answer may take', async () => {
    const { ask, clock, received } = await open([refusal(429, 'TooManyRequests', 'x', '300')]);
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ code: 'throttled', retryAfterSeconds: 300, retryable: true });
    expect(failure.hint).toContain('300 seconds');
    expect(received).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  });

  it('may make the poll wait longer than a person', async () => {
    const { ask, clock } = await open([refusal(429, 'TooManyRequests', 'x', '60')]);
    expect(await ask({ priority: 'poll' })).toEqual({ done: true });
    expect(clock.slept).toEqual([60_125]);
  });

  it('is waited for no longer than the caller has, and then the throttling is told', async () => {
    const caller = new AbortController();
    const { ask } = await open([refusal(429, 'TooManyRequests', 'x', '9')], {
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          caller.abort();
        }),
    });
    const failure = await failureOf(ask({ signal: caller.signal }));
    expect(failure).toMatchObject({ code: 'throttled', retryAfterSeconds: 9 });
  });

  it('is given up when one answer takes too long', async () => {
    const { ask, received } = await open(() => 'hang', {
      timeoutMs: { person: 30, card: 30, poll: 30 },
    });
    expect(await failureOf(ask())).toMatchObject({ code: 'timed-out' });
    expect(received).toHaveLength(1);
  });

  it('is given up when the caller goes', async () => {
    const caller = new AbortController();
    const { ask } = await open(() => {
      setImmediate(() => caller.abort());
      return 'hang';
    });
    expect(await failureOf(ask({ signal: caller.signal }))).toMatchObject({ code: 'timed-out' });
  });

  it('is believed about a missing licence at the third time only', async () => {
    const none = refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'no');
    const once = await open([none, none]);
    expect(await once.ask({ resource: 'sign-ins' })).toEqual({ done: true });
    const always = await open(() => none);
    const failure = await failureOf(always.ask({ resource: 'sign-ins' }));
    expect(failure).toMatchObject({ code: 'licence-missing' });
    expect(failure.message).toContain('Entra ID P1');
    expect(always.received).toHaveLength(3);
  });

  it('that is no Graph is told apart', async () => {
    const { ask, received } = await open(() => ({ body: ['no', 'object'] }));
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ code: 'unavailable' });
    expect(failure.hint).toContain('GRAPH_ENDPOINT');
    expect(received).toHaveLength(2);
  });

  it('that nobody answers for is told as unreachable', async () => {
    const { ask, close } = await open([]);
    await close();
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ code: 'unavailable', retryable: true });
    expect(failure.hint).toContain('GRAPH_ENDPOINT');
  });

  it('leaves no token in what is told or logged', async () => {
    const { ask, lines } = await open(() => refusal(401, 'InvalidAuthenticationToken', 'bad'));
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ code: 'credentials-refused' });
    expect(`${failure.message} ${failure.hint} ${JSON.stringify(lines)}`).not.toContain(token);
  });
});
