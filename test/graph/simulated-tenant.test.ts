import { expect } from '@jest/globals';
import {
  alice,
  disabled,
  groupIds,
  guest,
  type Identity,
  mariaOne,
  mariaTwo,
  obrien,
  policyIds,
} from '../../src/demo/tenant/identities.ts';
import { auditSearchContract } from '../contract/audit-search-contract.ts';
import { directoryAuditLogContract } from '../contract/directory-audit-log-contract.ts';
import { directoryContract } from '../contract/directory-contract.ts';
import { policiesContract } from '../contract/policies-contract.ts';
import { signInLogContract } from '../contract/sign-in-log-contract.ts';
import { openGraph, startTime } from './open-graph.ts';

const asPerson = ({ id, displayName, userPrincipalName }: Identity) => ({
  id,
  name: displayName,
  userPrincipalName,
});

signInLogContract('Graph', async () => {
  const { graph, tenant, close } = await openGraph();
  // The tenant tells a week of Alice's by itself; the suite wants to know every row.
  tenant.dropBefore(startTime.getTime() + 1);
  return {
    signIns: graph.signIns,
    now: startTime,
    add: (record) => {
      tenant.addSignIn(record as Parameters<typeof tenant.addSignIn>[0]);
    },
    close,
  };
});

directoryAuditLogContract('Graph', async () => {
  const { graph, tenant, close } = await openGraph();
  // The tenant tells a month of changes by itself; the suite wants to know every row.
  tenant.dropBefore(startTime.getTime() + 1);
  return {
    audits: graph.audits,
    now: startTime,
    add: (record) => {
      tenant.addDirectoryAudit(record as Parameters<typeof tenant.addDirectoryAudit>[0]);
    },
    close,
  };
});

directoryContract('Graph', async () => {
  const { graph, tenant, close } = await openGraph();
  const [app] = tenant.apps;
  return {
    directory: graph.directory,
    known: asPerson(alice),
    guest: asPerson(guest),
    apostrophe: asPerson(obrien),
    disabled: asPerson(disabled),
    namesakes: { name: mariaOne.displayName, ids: [mariaOne.id, mariaTwo.id] },
    member: {
      id: alice.id,
      inner: groupIds.financeLeads,
      outer: groupIds.allCompany,
      other: groupIds.payroll,
    },
    named: {
      user: [alice.id, alice.displayName],
      group: [groupIds.vpn, 'VPN users'],
      appId: [app?.id ?? '', app?.displayName ?? ''],
      servicePrincipal: [app?.servicePrincipalId ?? '', app?.displayName ?? ''],
    },
    close,
  };
});

policiesContract('Graph', async () => {
  const { graph, tenant, close } = await openGraph();
  const ungranted = tenant.changePolicy(policyIds.blockLegacy, { grantControls: null });
  return {
    policies: graph.policies,
    names: tenant.policies.map(({ displayName }) => displayName.trim()),
    ungranted: ungranted.displayName,
    reportOnly: 'CA010 - [REPORT-ONLY] Compliant device for all',
    trustedLocation: 'Offices',
    otherLocation: 'Allowed countries (Länder)',
    close,
  };
});

auditSearchContract('Graph', async () => {
  const { graph, tenant, clock, close } = await openGraph();
  // The history is written when somebody looks; the suite wants to know every record.
  expect(tenant.activity.rows.length).toBeGreaterThan(0);
  tenant.activity.dropBefore(startTime.getTime() + 1);
  return {
    search: graph.auditSearch,
    now: startTime,
    add: (data) => {
      tenant.addActivity(data as Parameters<typeof tenant.addActivity>[0]);
    },
    pass: () => clock.advance(1_000),
    close,
  };
});
