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
