import type { Case } from '../../src/domain/case.ts';
import type { Silence } from '../../src/domain/silence.ts';
import type { Finding } from '../../src/ports/alert-store.ts';
import type { Subscription } from '../../src/ports/subscriptions.ts';

export const tenantId = 'aaaaaaaa-0000-4000-8000-00000000000a';
export const minuteMs = 60_000;

const start = Date.UTC(2026, 10, 22, 9, 0, 0);

/** Minutes since the tests' nine o'clock. */
export function atMinute(minute: number): Date {
  return new Date(start + Math.round(minute * minuteMs));
}

export function aSubscription(conversationId: string): Omit<Subscription, 'dead'> {
  return {
    target: {
      conversationId,
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      tenantId,
      kind: 'channel',
      bot: { id: '28:bot', name: 'Audit' },
    },
    name: 'Security',
    createdBy: { id: 'olga', name: 'Olga' },
    createdAt: atMinute(-60),
  };
}

export function aFinding(id: string, minute: number, change: Partial<Finding> = {}): Finding {
  return {
    rule: 'ca-block',
    key: 'key',
    attempt: id,
    user: { id: 'u-1', name: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example' },
    policy: { id: 'p-1', name: 'Require compliant device' },
    app: { id: 'a-1', name: 'Payroll' },
    headline: 'blocked by Require compliant device',
    why: 'The policy asks for a compliant device.',
    nextStep: 'Enrol the device.',
    signIn: {
      id,
      at: atMinute(minute),
      seenAt: atMinute(minute + 2),
      ip: '203.0.113.7',
      errorCode: 53000,
    },
    ...change,
  };
}

export function theCase(change: Partial<Case> = {}): Case {
  const { rule, key, user, policy, app, headline, why, nextStep, signIn } = aFinding('sign-in', 1);
  return {
    id: 'case-1',
    tenantId,
    rule,
    key,
    state: 'open',
    severity: 'medium',
    verdict: 'Stopped',
    user,
    policy,
    app,
    headline,
    why,
    nextStep,
    count: 1,
    firstAt: signIn.at,
    lastAt: signIn.at,
    latest: signIn,
    history: [],
    ...change,
  };
}

/** The policy of `aFinding`, for an hour from nine o'clock. */
export const aSilence: Silence = {
  id: 'silence-1',
  tenantId,
  matcher: { policy: { id: 'p-1', name: 'Require compliant device' } },
  reason: 'devices are being enrolled',
  owner: { id: 'olga', name: 'Olga' },
  from: atMinute(0),
  until: atMinute(60),
};
