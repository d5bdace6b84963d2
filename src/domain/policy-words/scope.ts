import type { NameOf } from '../policy.ts';
import { at, isRecord, type JsonRecord, textAt, textsAt } from '../record.ts';
import { listed, spaced } from '../sentence.ts';
import { holds, line } from './names.ts';

const guestTypes: ReadonlyMap<string, string> = new Map([
  ['internalGuest', 'local guest users'],
  ['b2bCollaborationGuest', 'B2B collaboration guests'],
  ['b2bCollaborationMember', 'B2B collaboration members'],
  ['b2bDirectConnectUser', 'B2B direct connect users'],
  ['otherExternalUser', 'other external users'],
  ['serviceProvider', 'service provider users'],
]);

function guests(label: string, value: unknown, nameOf: NameOf): string[] {
  if (!isRecord(value)) return [];
  const types = (textAt(value, 'guestOrExternalUserTypes') ?? '')
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '' && type !== 'none');
  if (types.length === 0) return [];
  const kinds = listed(types.map((type) => guestTypes.get(type) ?? spaced(type)));
  const members = textsAt(value, 'externalTenants.members');
  const from = line(', of the organisations', members, nameOf)[0] ?? '';
  return [`${label}: ${kinds}${from.replace('organisations:', 'organisations')}`];
}

/** Users of the policy; one sentence per kind, exclusions start with “Except”. */
export function describeUsers(policy: JsonRecord, nameOf: NameOf): string[] {
  const users = at(policy, 'conditions.users');
  if (!isRecord(users)) return [];
  const included = textsAt(users, 'includeUsers');
  const workloads = at(policy, 'conditions.clientApplications');
  const named = included.filter((id) => !/^(all|none|guestsorexternalusers)$/i.test(id));
  return [
    ...(holds(included, 'All') ? ['All users'] : []),
    ...(holds(included, 'None') && !isRecord(workloads) ? ['No users'] : []),
    ...(holds(included, 'GuestsOrExternalUsers') ? ['Guests and external users'] : []),
    ...line('Users', named, nameOf),
    ...line('Groups', textsAt(users, 'includeGroups'), nameOf),
    ...line('Roles', textsAt(users, 'includeRoles'), nameOf),
    ...guests('External users', users.includeGuestsOrExternalUsers, nameOf),
    ...line('Except users', textsAt(users, 'excludeUsers'), nameOf),
    ...line('Except groups', textsAt(users, 'excludeGroups'), nameOf),
    ...line('Except roles', textsAt(users, 'excludeRoles'), nameOf),
    ...guests('Except external users', users.excludeGuestsOrExternalUsers, nameOf),
  ];
}

function filter(value: unknown, what: string): string[] {
  if (!isRecord(value)) return [];
  const rule = textAt(value, 'rule');
  if (rule === undefined) return [];
  const isExcluded = textAt(value, 'mode')?.toLowerCase() === 'exclude';
  return [`${isExcluded ? `Except ${what.toLowerCase()}` : what} that match: ${rule}`];
}

/** Service principals of a policy for workload identities. */
export function describeWorkloads(policy: JsonRecord, nameOf: NameOf): string[] {
  const workloads = at(policy, 'conditions.clientApplications');
  if (!isRecord(workloads)) return [];
  return [
    ...line('Service principals', textsAt(workloads, 'includeServicePrincipals'), nameOf),
    ...line('Except service principals', textsAt(workloads, 'excludeServicePrincipals'), nameOf),
    ...filter(workloads.servicePrincipalFilter, 'Service principals'),
  ];
}

/** Apps, user actions and authentication contexts the policy is about. */
export function describeApps(policy: JsonRecord, nameOf: NameOf): string[] {
  const apps = at(policy, 'conditions.applications');
  if (!isRecord(apps)) return [];
  const included = textsAt(apps, 'includeApplications');
  const others = [
    ...line('User action', textsAt(apps, 'includeUserActions'), nameOf),
    ...line(
      'Authentication context',
      textsAt(apps, 'includeAuthenticationContextClassReferences'),
      nameOf,
    ),
    ...filter(apps.applicationFilter, 'Apps'),
  ];
  const named = included.filter((id) => !/^(all|none)$/i.test(id));
  return [
    ...(holds(included, 'All') ? ['All apps'] : []),
    ...(holds(included, 'None') && others.length === 0 ? ['No apps'] : []),
    ...line('Apps', named, nameOf),
    ...others,
    ...line('Except apps', textsAt(apps, 'excludeApplications'), nameOf),
  ];
}

/** “Devices that match: …”, from the device filter. */
export function describeDeviceFilter(policy: JsonRecord): string[] {
  return filter(at(policy, 'conditions.devices.deviceFilter'), 'Devices');
}
