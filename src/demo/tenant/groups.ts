import { groupIds } from './identities.ts';

/** A security group; `memberOf` nests it in others, so that membership is transitive. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly memberOf: readonly string[];
}

/** All groups of the tenant. */
export const groups: readonly Group[] = [
  {
    id: groupIds.finance,
    displayName: 'Finance',
    description: 'Ledger and reporting',
    memberOf: [groupIds.allCompany],
  },
  {
    id: groupIds.financeLeads,
    displayName: 'Finance Leads',
    description: null,
    memberOf: [groupIds.finance],
  },
  {
    id: groupIds.payroll,
    displayName: 'Payroll',
    description: null,
    memberOf: [groupIds.allCompany],
  },
  {
    id: groupIds.travellers,
    displayName: 'Travellers (CA exclusion)',
    description: 'Abroad with approval',
    memberOf: [],
  },
  {
    id: groupIds.breakGlass,
    displayName: 'CA-Exclude-BreakGlass',
    description: 'Emergency accounts',
    memberOf: [],
  },
  { id: groupIds.vpn, displayName: 'VPN users', description: null, memberOf: [] },
  {
    id: groupIds.securityTeam,
    displayName: 'Security Team',
    description: 'Looks at alerts',
    memberOf: [groupIds.allCompany],
  },
  {
    id: groupIds.securityLeads,
    displayName: 'Security Leads',
    description: null,
    memberOf: [groupIds.securityTeam],
  },
  { id: groupIds.allCompany, displayName: 'All Company', description: 'Everyone', memberOf: [] },
];

/** The given groups and every group that contains them. */
export function withParents(ids: Iterable<string>): ReadonlySet<string> {
  const held = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (held.has(id)) continue;
    held.add(id);
    waiting.push(...(groups.find((group) => group.id === id)?.memberOf ?? []));
  }
  return held;
}
