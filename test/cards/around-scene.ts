import type { AlertLinks, AlertView } from '../../src/alerts/view.ts';
import { alertView } from '../../src/alerts/view.ts';
import type { Case } from '../../src/domain/case.ts';
import { atMinute, theCase } from '../alerts/builders.ts';
import { olga } from '../audit-builders.ts';

const places = ['Berlin, DE', 'Lagos, NG', 'Berlin, DE', 'Berlin, DE', 'Berlin, DE'];
const words = [
  ['blocked', 'blocked by Require compliant device'],
  ['interrupted', 'interrupted, not completed'],
  ['failed', 'failed: wrong password'],
  ['succeeded', 'succeeded'],
  ['succeeded', 'interrupted, then completed'],
] as const;

/** An alert with everything that can be found out around it. */
export function aroundScene(links: AlertLinks): AlertView {
  const alert = theCase({ id: 'case-6' });
  const latest = {
    ...alert.latest,
    place: 'Berlin, DE',
    device: 'LAPTOP-7 · Windows 11 · Edge 140',
    origin: {
      asNumber: 14061,
      networks: ['named network Remote desktops'],
      deviceState: 'not compliant, managed, Azure AD joined',
    },
  };
  return alertView({ ...alert, latest }, links, atMinute(5), {
    network: { asNumber: 14061, owner: 'DigitalOcean', kind: 'hosting' },
    read: {
      readAt: atMinute(3),
      upTo: alert.lastAt,
      partial: false,
      risk: { level: 'high', state: 'atRisk' },
      signIns: words.map(([outcome, headline], at) => ({
        id: `s-${at}`,
        at: atMinute(1 - at * 7),
        outcome,
        headline,
        app: at === 3 ? 'Office 365 SharePoint Online' : 'Payroll',
        place: places[at],
      })),
    },
    others: {
      total: 4,
      cases: [
        theCase({ id: 'o-1', headline: 'blocked by Block legacy authentication' }),
        theCase({ id: 'o-2', headline: 'asked 4 times for MFA and never gave it' }),
        theCase({ id: 'o-3', headline: 'blocked by Require MFA' }),
      ],
    },
    comesLater: false,
  });
}

const { at, seenAt } = theCase().latest;

/** A case of the directory audit log: what was changed, and by whom. */
export const changeCase: Case = theCase({
  id: 'case-7',
  key: 'key-7',
  rule: 'ca-policy-changed',
  severity: 'high',
  verdict: 'Changed',
  user: { id: olga.id, name: olga.displayName, userPrincipalName: olga.userPrincipalName },
  app: { id: 'p-1', name: 'Conditional access policy “Require compliant device”' },
  headline: 'excluded more from conditional access policy “Require compliant device”',
  why: 'Olga Operator changed the conditional access policy “Require compliant device”.',
  nextStep: 'Ask whoever did it whether it was planned.',
  facts: [
    { title: 'State', value: 'report-only → on' },
    { title: 'Excluded users', value: '+ b0b00000-0000-4000-8000-000000000001' },
  ],
  count: 2,
  latest: {
    id: 'Directory_c0000000-0000-4000-8000-000000000001_ABCDE_1',
    record: 'directory-audit',
    at,
    seenAt,
    ip: '203.0.113.7',
    errorCode: 0,
  },
});

/** A case of the unified audit log: what was switched off, by whom, and how it is switched on again. */
export const auditingCase: Case = theCase({
  id: 'case-8',
  key: 'key-8',
  rule: 'auditing-off',
  severity: 'critical',
  verdict: 'Changed',
  policy: undefined,
  user: { name: olga.userPrincipalName, userPrincipalName: olga.userPrincipalName },
  app: { name: 'Unified audit log of the tenant' },
  headline: 'switched off the unified audit log',
  why: `${olga.userPrincipalName} ran Set-AdminAuditLogConfig, as the unified audit log says.`,
  nextStep: 'Ask whoever did it whether it was planned.',
  facts: [
    { title: 'UnifiedAuditLogIngestionEnabled', value: 'not in the record → False' },
    {
      title: 'Switch on again',
      value: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
    },
  ],
  count: 1,
  latest: { id: 'record-1', record: 'activity', at, seenAt, ip: '203.0.113.7', errorCode: 0 },
});

/** A case of a report-only policy, of two days. */
export const rehearsalCase: Case = theCase({
  id: 'case-9',
  key: 'key-9',
  rule: 'report-only-delta',
  severity: 'low',
  verdict: 'Would stop',
  user: { name: 'Report-only policy “Require compliant device”' },
  app: { name: 'all sign-ins' },
  headline: 'would have blocked 40 people, up from 9.5 a day',
  why: 'On 2026-11-21 (UTC) this policy would have blocked 120 sign-ins and prompted 5, were it on.',
  nextStep: 'Look whom it would stop before it is switched on.',
  facts: [
    {
      title: 'Would have blocked',
      value: '40 people, 120 sign-ins (the day before 10, 9.5 a day in the week before)',
    },
  ],
  count: 2,
  latest: { id: 'p-1 2026-11-21', record: 'day', at, seenAt, errorCode: 0 },
});
