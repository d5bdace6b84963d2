import { alertView } from '../../src/alerts/view.ts';
import { theCase } from '../alerts/builders.ts';
import { auditRecord, bob, targetUser } from '../audit-builders.ts';
import { blockedRecord, noon, policy, signInRecord } from '../builders.ts';
import { ago } from '../commands/ago.ts';
import { alice, createWorld, tenantId } from '../commands/world.ts';

/** Olga changed Bob. */
export const entry = auditRecord({ targetResources: [targetUser(bob)] });
const herCase = theCase({ tenantId, lastAt: noon, user: { id: alice.id, name: alice.name } });

/** Alice's sign-ins, a case of hers, an entry of the directory audit log and a policy. */
export const given = {
  records: [ago(1, blockedRecord), ago(2, signInRecord)],
  audits: [entry],
  policies: [policy()],
  cases: [herCase],
  level: 'operator',
} as const;

const links = {
  signIns: () => 'https://entra.microsoft.com/',
  directoryAudits: () => '',
  auditSearch: () => '',
};

/** The door over that, where each button of a case does what it says. */
export const openWorld = (level: 'operator' | 'none' = 'operator') =>
  createWorld({
    ...given,
    level,
    parts: {
      actOnCase: async () => ({ ok: true, view: alertView(herCase, links, noon), card: undefined }),
    },
  });

export const claim = { do: 'case', case: 'case-1', act: 'claim' };

/** A link to somebody's page in the portal. */
export const profileUrl = (id: string) =>
  `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${id}`;

/** What stands in the answers, and must not stand in the record. */
export const data = [
  ...['203.0.113', 'LAPTOP-ALICE', 'Edge', 'Philadelphia', 'Exchange'],
  ...[alice.name, 'alice@'],
];
