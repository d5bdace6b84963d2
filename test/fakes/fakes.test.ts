import { describe } from '@jest/globals';
import { toActivityRecord } from '../../src/domain/activity/read-record.ts';
import type { Person } from '../../src/domain/person.ts';
import { minutesAfter, noon, policy } from '../builders.ts';
import { auditSearchContract } from '../contract/audit-search-contract.ts';
import { directoryAuditLogContract } from '../contract/directory-audit-log-contract.ts';
import { directoryContract } from '../contract/directory-contract.ts';
import { memoryContract } from '../contract/memory-contract.ts';
import { policiesContract } from '../contract/policies-contract.ts';
import { searchJobsContract } from '../contract/search-jobs-contract.ts';
import { signInLogContract } from '../contract/sign-in-log-contract.ts';
import { createFakeAuditSearch } from './audit-search.ts';
import { createFakeDirectory } from './directory.ts';
import { createFakeDirectoryAuditLog } from './directory-audit-log.ts';
import { createFakeMemory } from './memory.ts';
import { createFakePolicies } from './policies.ts';
import { createFakeSearchJobs } from './search-jobs.ts';
import { createFakeSignInLog } from './sign-in-log.ts';

const close = async () => {};

signInLogContract('in memory', async () => {
  const signIns = createFakeSignInLog();
  return { signIns, now: minutesAfter(noon, 90), add: signIns.add, close };
});

directoryAuditLogContract('in memory', async () => {
  const audits = createFakeDirectoryAuditLog();
  return { audits, now: minutesAfter(noon, 90), add: audits.add, close };
});

const idOf = (number: number) => `a11ce000-0000-4000-8000-00000000000${number}`;
const person = (number: number, name: string, userPrincipalName: string): Person => ({
  id: idOf(number),
  name,
  userPrincipalName,
});

directoryContract('in memory', async () => {
  const known = person(1, 'Alice Martin', 'alice.martin@contoso.example');
  const guest = person(2, 'Gus Guest', 'gus_fabrikam.example#EXT#@contoso.example');
  const apostrophe = person(3, "Fiona O'Brien", "fiona.o'brien@contoso.example");
  const disabled = person(4, 'Dora Gone', 'dora@contoso.example');
  const namesakes = [
    person(5, 'Maria Garcia', 'maria.garcia@contoso.example'),
    person(6, 'Maria Garcia', 'maria.garcia2@contoso.example'),
  ];
  const [inner, outer, other] = ['inner', 'outer', 'other'];
  const group = [idOf(7), 'VPN users'] as const;
  const appId = [idOf(8), 'Payroll'] as const;
  const servicePrincipal = [idOf(9), 'Payroll'] as const;
  return {
    directory: createFakeDirectory({
      people: [
        { ...known, enabled: true },
        { ...guest, guest: true },
        apostrophe,
        { ...disabled, enabled: false },
        ...namesakes,
      ],
      held: { [known.id]: [inner, outer] },
      names: new Map([group, appId, servicePrincipal]),
    }),
    known,
    guest,
    apostrophe,
    disabled,
    namesakes: { name: 'Maria Garcia', ids: namesakes.map(({ id }) => id) },
    member: { id: known.id, inner, outer, other },
    named: { user: [known.id, known.name], group, appId, servicePrincipal },
    close,
  };
});

policiesContract('in memory', async () => {
  const ungranted = policy({ id: 'ca-2', displayName: 'Session only', grantControls: null });
  const reportOnly = policy({
    id: 'ca-3',
    displayName: 'Try it first',
    state: 'enabledForReportingButNotEnforced',
  });
  const all = [policy(), ungranted, reportOnly];
  return {
    policies: createFakePolicies(all, [
      { id: 'loc-1', name: 'Offices', trusted: true, raw: {} },
      { id: 'loc-2', name: 'Travel', trusted: false, raw: {} },
    ]),
    names: all.map(({ name }) => name),
    ungranted: ungranted.name,
    reportOnly: reportOnly.name,
    trustedLocation: 'Offices',
    otherLocation: 'Travel',
    close,
  };
});

describe('the memory of questions of the tests', () => {
  memoryContract(createFakeMemory);
});

searchJobsContract('memory', async () => ({ jobs: createFakeSearchJobs(), close }));

auditSearchContract('in memory', async () => {
  const search = createFakeAuditSearch();
  return {
    search,
    now: minutesAfter(noon, 90),
    add(data) {
      const record = toActivityRecord({ auditData: data });
      if (record) search.add(record);
    },
    pass: () => undefined,
    close,
  };
});
