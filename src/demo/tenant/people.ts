import { type DeviceSet, devicesOf } from './devices.ts';
import { withParents } from './groups.ts';
import * as known from './identities.ts';
import { guests, staff } from './person-names.ts';
import { guidAt, mixNumbers } from './random.ts';

/** A person of the tenant, with what the directory and the sign-in log say of them. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  /** The name in the logs: lower case, and a guest's own address instead of `#EXT#`. */
  readonly signInName: string;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly createdDateTime: string;
  readonly groups: readonly string[];
  /** The groups and all that contain them. */
  readonly allGroups: ReadonlySet<string>;
  readonly roles: readonly string[];
  readonly homeTenantId: string;
  readonly homeTenantName: string;
  /** Place key of where they work when not in the office. */
  readonly homePlace: string;
  /** What they use as a second factor; undefined when none is registered. */
  readonly secondFactor: SecondFactor | undefined;
  readonly devices: DeviceSet;
  /** How often they sign in, against others. */
  readonly weight: number;
}

/** A second factor and its detail as the log writes it. */
export type SecondFactor = 'Mobile app notification' | 'Text message' | 'OATH verification code';

interface Draft {
  readonly id?: string;
  readonly displayName: string;
  readonly givenName?: string;
  readonly surname?: string;
  readonly userPrincipalName: string;
  readonly ownAddress?: string;
  readonly department?: string;
  readonly jobTitle?: string;
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly enabled?: boolean;
  readonly weight?: number;
}

const { groupIds, roleTemplates: role } = known;
const homes = [
  'berlin',
  'berlin',
  'berlin',
  'hamburg',
  'zurich',
  'vienna',
  'madrid',
  'paris',
  'london',
  'oslo',
];
const factors: SecondFactor[] = [
  'Mobile app notification',
  'Text message',
  'OATH verification code',
];

const fixed: Draft[] = [
  {
    ...known.adminUser,
    department: 'IT',
    jobTitle: 'Head of IT',
    roles: [role.globalAdministrator],
    groups: [groupIds.securityLeads],
  },
  {
    ...known.operatorUser,
    department: 'Security',
    jobTitle: 'Security Analyst',
    roles: [role.securityOperator],
    groups: [groupIds.securityTeam],
  },
  {
    ...known.readerUser,
    department: 'Security',
    jobTitle: 'Auditor',
    roles: [role.securityReader],
    groups: [groupIds.securityTeam],
  },
  { ...known.noRoleUser, department: 'Sales', jobTitle: 'Account Executive', weight: 2 },
  {
    ...known.alice,
    department: 'Finance',
    jobTitle: 'Senior Accountant',
    groups: [groupIds.financeLeads, groupIds.vpn],
    weight: 6,
  },
  { ...known.mariaOne, department: 'Finance', jobTitle: 'Analyst', groups: [groupIds.finance] },
  { ...known.mariaTwo, department: 'Marketing', jobTitle: 'Analyst' },
  {
    ...known.breakGlass,
    groups: [groupIds.breakGlass],
    roles: [role.globalAdministrator],
    weight: 0,
  },
  { ...known.disabled, department: 'Operations', jobTitle: 'Planner', enabled: false, weight: 0 },
  { ...known.guest, ownAddress: 'gwen@partner.com', jobTitle: 'External consultant' },
  { ...known.hostile, department: '<i>Sales</i>', jobTitle: '*Lead*' },
  { ...known.rightToLeft, department: 'Engineering', jobTitle: 'Engineer' },
  { ...known.rightToLeftArabic, department: 'Sales', jobTitle: 'Account Executive' },
  { ...known.obrien, department: 'Legal', jobTitle: 'Counsel', groups: [groupIds.travellers] },
  { ...known.zoe, department: 'Engineering', jobTitle: 'Engineer', groups: [groupIds.vpn] },
  {
    displayName: 'svc-scanner',
    userPrincipalName: `svc-scanner@${known.domain}`,
    department: 'IT',
    weight: 1,
  },
];

function asciiOr(text: string, fallback: string): string {
  const plain = text.normalize('NFD').replace(/[^a-zA-Z]/g, '');
  return (plain || fallback).toLowerCase();
}

function groupsOfDepartment(department: string, index: number): string[] {
  if (department === 'Finance') return [groupIds.finance];
  if (department === 'HR') return [groupIds.payroll];
  if (department === 'IT') return [groupIds.vpn];
  return index % 9 === 0 ? [groupIds.vpn] : [];
}

function staffDrafts(): Draft[] {
  return staff.map(([givenName, surname, department, jobTitle], index) => ({
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName: `${asciiOr(givenName, 'user')}.${asciiOr(surname, `user${index}`)}@${known.domain}`,
    department,
    jobTitle,
    groups: [groupIds.allCompany, ...groupsOfDepartment(department, index)],
  }));
}

function guestDrafts(): Draft[] {
  return guests.map(([givenName, surname, ownDomain]) => {
    const name = `${asciiOr(givenName, 'guest')}.${asciiOr(surname, 'guest')}`;
    return {
      displayName: `${givenName} ${surname} (${ownDomain.split('.')[0]})`,
      givenName,
      surname,
      userPrincipalName: `${name}_${ownDomain}#EXT#@${known.domain}`,
      ownAddress: `${name}@${ownDomain}`,
    };
  });
}

function namesOf(draft: Draft): Pick<Person, 'displayName' | 'givenName' | 'surname'> {
  const [first, ...rest] = draft.displayName.split(' ');
  return {
    displayName: draft.displayName,
    givenName: draft.givenName ?? first ?? null,
    surname: draft.surname ?? (rest.join(' ') || null),
  };
}

function homeOf(draft: Draft, index: number) {
  if (draft.ownAddress === undefined) return { homeTenantId: known.tenantId, homeTenantName: '' };
  return {
    homeTenantId: guidAt(7, 32, index),
    homeTenantName: draft.ownAddress.split('@')[1] ?? '',
  };
}

function complete(draft: Draft, seed: number, index: number): Person {
  const chance = mixNumbers(seed, 31, index);
  const held = draft.groups ?? [groupIds.allCompany];
  return {
    id: draft.id ?? guidAt(seed, 30, index),
    ...namesOf(draft),
    ...homeOf(draft, index),
    userPrincipalName: draft.userPrincipalName,
    mail: draft.ownAddress ?? (draft.department ? draft.userPrincipalName : null),
    signInName: (draft.ownAddress ?? draft.userPrincipalName).toLowerCase(),
    userType: draft.ownAddress === undefined ? 'Member' : 'Guest',
    accountEnabled: draft.enabled ?? true,
    jobTitle: draft.jobTitle ?? null,
    department: draft.department ?? null,
    createdDateTime: `20${10 + (chance % 15)}-0${1 + (chance % 9)}-14T08:30:00Z`,
    groups: held,
    allGroups: withParents(held),
    roles: draft.roles ?? [],
    homePlace: homes[chance % homes.length] ?? 'berlin',
    secondFactor:
      draft.displayName === 'Emil Hansen' ? undefined : factors[chance % factors.length],
    devices: devicesOf(seed, index),
    weight: draft.weight ?? 1 + (chance % 3),
  };
}

/** The sixty people of the tenant: fixed identities first, the rest from the seed. */
export function createPeople(seed: number): readonly Person[] {
  const drafts = [...fixed, ...staffDrafts(), ...guestDrafts()];
  return drafts.map((draft, index) => complete(draft, seed, index));
}
