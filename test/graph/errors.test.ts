import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../src/errors.ts';
import {
  GraphRefusal,
  type GraphResource,
  toGraphError,
  triesFor,
} from '../../src/graph/errors.ts';

const secret = 'eyJ0eXAi.secret.token';
const refusalWith = (status: number, code = 'SomeCode', message = `bad ${secret}`) =>
  new GraphRefusal(status, { error: { code, message } });

/** Every status that HTTP knows below, in ranges; what it becomes, and whether asking again can help. */
function expected(status: number): [ErrorCode, 'again' | 'final'] {
  if (status === 401) return ['credentials-refused', 'final'];
  if (status === 403) return ['permission-missing', 'final'];
  if (status === 404) return ['not-found', 'final'];
  if (status === 408 || status === 504) return ['timed-out', 'again'];
  if (status === 429) return ['throttled', 'again'];
  if (status === 501) return ['unavailable', 'final'];
  if (status >= 500) return ['unavailable', 'again'];
  return status >= 400 ? ['bad-question', 'final'] : ['unavailable', 'final'];
}

const statuses = [
  ...[300, 301, 302, 303, 304, 307, 308],
  ...Array.from({ length: 200 }, (_, at) => 400 + at),
];

describe('a status of Graph', () => {
  it.each(statuses)('%i becomes a sentence with a next step and without secrets', (status) => {
    const refusal = refusalWith(status);
    const error = toGraphError(refusal, 'sign-ins');
    const [code, again] = expected(status);
    expect(error.code).toBe(code);
    expect(triesFor(refusal) > 1 ? 'again' : 'final').toBe(again);
    expect(error.retryable).toBe(again === 'again');
    expect(error.message).toMatch(/^\S.*\.$/);
    expect(error.hint).toMatch(/^\S.*\.$/);
    expect(`${error.message} ${error.hint}`).not.toContain(secret);
  });

  it.each<[GraphResource, RegExp]>([
    ['sign-ins', /AuditLog\.Read\.All/],
    ['users', /User\.Read\.All/],
    ['member-objects', /User\.Read\.All/],
    ['names', /Directory\.Read\.All/],
    ['policies', /Policy\.Read\.ConditionalAccess or Policy\.Read\.All/],
    ['named-locations', /Policy\.Read\.ConditionalAccess or Policy\.Read\.All/],
  ])('403 on %s names the permission to grant', (resource, permission) => {
    const error = toGraphError(refusalWith(403, 'Authorization_RequestDenied'), resource);
    expect(error.message).toMatch(permission);
    expect(error.hint).toMatch(permission);
  });

  it('403 without a premium licence names Entra ID P1 and is tried twice more', () => {
    const refusal = refusalWith(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant');
    expect(toGraphError(refusal, 'sign-ins')).toMatchObject({
      code: 'licence-missing',
      message: expect.stringContaining('Entra ID P1'),
    });
    expect(triesFor(refusal)).toBe(3);
  });

  it('keeps what Graph said for the log', () => {
    const body = { error: { code: 'C', message: 'm', innerError: { 'request-id': 'r-1' } } };
    const { cause } = toGraphError(new GraphRefusal(500, body), 'users');
    expect(cause).toMatchObject({ status: 500, code: 'C', message: 'm', requestId: 'r-1' });
  });

  it.each([undefined, null, 'text', [], { error: 'text' }, { error: { code: 7 } }])(
    'is understood with the body %j too',
    (body) => {
      expect(toGraphError(new GraphRefusal(503, body), 'users').code).toBe('unavailable');
    },
  );
});
