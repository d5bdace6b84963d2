import { type Circumstances, clientTypeOf } from './circumstances.ts';
import { locationIds } from './identities.ts';
import { allowedCountries } from './places.ts';
import type { Include, Policy } from './policy.ts';

/** One condition of a policy, whether it held, and the rule that decided. */
export interface ConditionOutcome {
  readonly condition:
    | 'application'
    | 'users'
    | 'devicePlatform'
    | 'location'
    | 'clientType'
    | 'userRisk'
    | 'signInRisk';
  readonly held: boolean;
  readonly includeRule?: string;
  readonly excludeRule?: string;
}

type Judged = { includeRule?: string | undefined; excludeRule?: string | undefined };

function outcome(condition: ConditionOutcome['condition'], judged: Judged): ConditionOutcome {
  return {
    condition,
    held: judged.includeRule !== undefined && judged.excludeRule === undefined,
    ...judged,
  };
}

function application(policy: Policy, about: Circumstances): Judged {
  const { includeApplications = [], excludeApplications = [] } = policy.conditions.applications;
  if (excludeApplications.includes(about.app.id)) return { excludeRule: 'appId' };
  if (includeApplications.includes('All')) return { includeRule: 'allApps' };
  return { includeRule: includeApplications.includes(about.app.id) ? 'appId' : undefined };
}

function userRule(
  people: readonly string[],
  include: Include,
  side: 'include' | 'exclude',
  about: Circumstances,
) {
  const { person } = about;
  if (person === undefined) return undefined;
  const roles = side === 'include' ? (include.includeRoles ?? []) : [];
  const groups = (side === 'include' ? include.includeGroups : include.excludeGroups) ?? [];
  if (people.includes('All')) return 'allUsers';
  if (people.includes(person.id)) return 'userId';
  if (people.includes('GuestsOrExternalUsers') && person.userType === 'Guest') return 'guest';
  if (roles.some((role) => person.roles.includes(role))) return 'roleId';
  if (groups.length === 0) return undefined;
  return groups.some((group) => person.allGroups.has(group)) ? 'groupId' : undefined;
}

function users(policy: Policy, about: Circumstances): Judged {
  const include = policy.conditions.users;
  return {
    includeRule: userRule(include.includeUsers ?? [], include, 'include', about),
    excludeRule: userRule(include.excludeUsers ?? [], include, 'exclude', about),
  };
}

function locationRule(ids: readonly string[], about: Circumstances): string | undefined {
  if (ids.includes('All')) return 'allLocations';
  if (ids.includes('AllTrusted') && about.place.network !== undefined) return 'allTrustedLocations';
  const isAllowed = about.place.country === '' || allowedCountries.includes(about.place.country);
  return ids.includes(locationIds.allowedCountries) && isAllowed ? 'locationId' : undefined;
}

function location(include: Include, about: Circumstances): Judged {
  return {
    includeRule: locationRule(include.includeLocations ?? [], about),
    excludeRule: locationRule(include.excludeLocations ?? [], about),
  };
}

function platform(include: Include, about: Circumstances): Judged {
  const wanted = include.includePlatforms ?? [];
  if (wanted.includes('all')) return { includeRule: 'allDevicePlatforms' };
  const matches = wanted.includes(about.device?.platform ?? 'unknown');
  return { includeRule: matches ? 'devicePlatform' : undefined };
}

function listed(wanted: readonly string[], value: string, rule: string): Judged {
  return { includeRule: wanted.includes(value) ? rule : undefined };
}

/** Judges every condition the policy sets; an application that does not match ends it, as in Entra. */
export function judgeConditions(policy: Policy, about: Circumstances): ConditionOutcome[] {
  const { conditions } = policy;
  const first = outcome('application', application(policy, about));
  if (!first.held) return [first];
  const found = [first, outcome('users', users(policy, about))];
  if (conditions.platforms)
    found.push(outcome('devicePlatform', platform(conditions.platforms, about)));
  if (conditions.locations) found.push(outcome('location', location(conditions.locations, about)));
  if (!conditions.clientAppTypes.includes('all')) {
    const type = clientTypeOf(about.clientApp);
    found.push(outcome('clientType', listed(conditions.clientAppTypes, type, type)));
  }
  if (conditions.userRiskLevels.length > 0) {
    found.push(outcome('userRisk', listed(conditions.userRiskLevels, about.userRisk, 'userRisk')));
  }
  return found;
}
