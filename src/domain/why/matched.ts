import { conditionsMet, type MatchedRule, matchedRules } from '../applied-conditions.ts';
import { shortIp } from '../ip-address.ts';
import type { NameOf, Policy } from '../policy.ts';
import { setAt } from '../policy-words/conditions.ts';
import { holds, nameFor } from '../policy-words/names.ts';
import { at, isRecord, text, textAt, textsAt } from '../record.ts';
import { listed, quoted, spaced } from '../sentence.ts';
import { type AppliedPolicy, placeOf, type SignIn } from '../sign-in.ts';

/** All that is known about one policy's grip on one sign-in. */
export interface Grip {
  readonly signIn: SignIn;
  readonly applied: AppliedPolicy;
  /** The policy itself, where it could be read. */
  readonly policy?: Policy;
  readonly nameOf: NameOf;
}

const userRules: ReadonlyMap<string, string> = new Map([
  ['allUsers', 'all users'],
  ['guest', 'guests'],
  ['groupId', 'a group of this user'],
  ['roleId', 'a role of this user'],
  ['userId', 'this user'],
  ['internalGuest', 'local guest users'],
  ['b2bCollaborationGuest', 'B2B collaboration guests'],
  ['b2bCollaborationMember', 'B2B collaboration members'],
  ['b2bDirectConnectUser', 'B2B direct connect users'],
  ['otherExternalUser', 'other external users'],
  ['serviceProvider', 'service provider users'],
]);

const appRules: ReadonlyMap<string, string> = new Map([
  ['allApps', 'all apps'],
  ['firstPartyApps', 'Microsoft’s own apps'],
  ['office365', 'Office 365'],
  ['microsoftAdminPortals', 'Microsoft admin portals'],
  ['acr', 'the authentication context asked for'],
  ['appFilter', 'apps that match its filter'],
]);

function ruleOf(rules: readonly MatchedRule[], condition: string): string | undefined {
  return rules.find((rule) => rule.condition.toLowerCase() === condition.toLowerCase())?.rule;
}

function named(policy: Policy | undefined, path: string, what: string, nameOf: NameOf) {
  const ids = policy ? textsAt(policy.raw, `conditions.users.${path}`) : [];
  const [only, ...others] = ids.map((id) => nameFor(id, nameOf));
  return only !== undefined && others.length === 0 ? `the ${what} ${quoted(only)}` : undefined;
}

function whoInScope({ applied, policy, nameOf }: Grip): string | undefined {
  const rule = ruleOf(matchedRules(applied, 'include'), 'users');
  if (rule === 'groupId') {
    return named(policy, 'includeGroups', 'group', nameOf) ?? userRules.get(rule);
  }
  if (rule === 'roleId') {
    return named(policy, 'includeRoles', 'role', nameOf) ?? userRules.get(rule);
  }
  if (rule !== undefined) return userRules.get(rule) ?? `users by the rule ${spaced(rule)}`;
  const users = policy ? textsAt(policy.raw, 'conditions.users.includeUsers') : [];
  if (holds(users, 'All')) return 'all users';
  if (holds(users, 'GuestsOrExternalUsers')) return 'guests and external users';
  return policy || conditionsMet(applied).includes('users') ? 'this user' : undefined;
}

function whatInScope({ signIn, applied, policy }: Grip): string | undefined {
  const rule = ruleOf(matchedRules(applied, 'include'), 'application');
  const words = rule === undefined ? undefined : appRules.get(rule);
  if (words) return words;
  const apps = policy ? textsAt(policy.raw, 'conditions.applications.includeApplications') : [];
  if (holds(apps, 'All')) return 'all apps';
  if (holds(apps, 'MicrosoftAdminPortals')) return 'Microsoft admin portals';
  if (rule === undefined && !policy && !conditionsMet(applied).includes('application')) {
    return undefined;
  }
  const app = signIn.resourceName ?? signIn.appName;
  return app ? `the app ${quoted(app)}` : 'this app';
}

/** Whom and what the policy is about, such as “all users and all apps”; undefined when nothing says so. */
export function scopeWords(grip: Grip): string | undefined {
  const parts = [whoInScope(grip), whatInScope(grip)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

function conditionsSetBy({ raw }: Policy): string[] {
  const set = (name: string) => setAt(raw, `conditions.${name}`).length > 0;
  const clients = setAt(raw, 'conditions.clientAppTypes');
  return [
    ...(clients.length > 0 && !holds(clients, 'all') ? ['clientType'] : []),
    ...(set('platforms.includePlatforms') ? ['devicePlatform'] : []),
    ...(set('locations.includeLocations') ? ['location'] : []),
    ...(isRecord(at(raw, 'conditions.devices.deviceFilter')) ? ['deviceState'] : []),
    ...(set('signInRiskLevels') ? ['signInRisk'] : []),
    ...(set('userRiskLevels') ? ['userRisk'] : []),
    ...(set('insiderRiskLevels') ? ['insiderRisk'] : []),
    ...(set('authenticationFlows.transferMethods') ? ['authenticationFlows'] : []),
  ];
}

/** Conditions beside user and app that this sign-in met: by the record, else by what the policy sets. */
export function extraConditions({ applied, policy }: Pick<Grip, 'applied' | 'policy'>): string[] {
  const met = conditionsMet(applied);
  const known = met.length > 0 || policy === undefined ? met : conditionsSetBy(policy);
  const extras = known.filter((name) => name !== 'users' && name !== 'application');
  const isPlaceSaid = extras.includes('location');
  return extras.filter((name) => !(isPlaceSaid && name.startsWith('ipAddress')));
}

function cameFrom({ signIn, policy, nameOf }: Grip): string {
  const place = placeOf(signIn);
  const ip = signIn.ip && shortIp(signIn.ip);
  const where = place && ip ? `${place} (${ip})` : (place ?? ip);
  const from = where ? `came from ${where}` : 'came from a place that is not known';
  const outside = policy ? textsAt(policy.raw, 'conditions.locations.excludeLocations') : [];
  if (outside.length === 0) return from;
  return `${from}, outside ${listed(
    outside.map((id) => locationName(id, nameOf)),
    'and',
  )}`;
}

function locationName(id: string, nameOf: NameOf): string {
  const name = nameFor(id, nameOf);
  return id === 'AllTrusted' ? name : quoted(name);
}

function risk(level: string | undefined, what: string): string {
  return level && level !== 'hidden' && level !== 'none' ? `had ${level} ${what}` : `had a ${what}`;
}

function flowUsed({ raw }: SignIn): string {
  const protocol = text(raw.authenticationProtocol);
  const method = text(raw.originalTransferMethod);
  const isDeviceCode = protocol === 'deviceCode' || method === 'deviceCodeFlow';
  return isDeviceCode ? 'used the device code flow' : 'used an authentication transfer';
}

const conditionSentences: Readonly<Record<string, (grip: Grip) => string>> = {
  clientType: ({ signIn }) =>
    signIn.clientApp ? `used ${signIn.clientApp}` : 'used that kind of client',
  devicePlatform: ({ signIn }) =>
    signIn.operatingSystem ? `ran on ${signIn.operatingSystem}` : 'ran on an unknown platform',
  location: cameFrom,
  ipAddressSeenByAzureAD: cameFrom,
  ipAddressSeenByResourceProvider: ({ signIn }) => {
    const seen = textAt(signIn.raw, 'ipAddressFromResourceProvider') ?? signIn.ip;
    return seen ? `was seen by the app from ${seen}` : 'was seen by the app from another address';
  },
  signInRisk: ({ signIn }) => risk(signIn.riskLevel, 'sign-in risk'),
  userRisk: ({ signIn }) => risk(textAt(signIn.raw, 'riskLevelAggregated'), 'user risk'),
  insiderRisk: () => 'had an insider risk',
  servicePrincipalRisk: () => 'had a service principal risk',
  servicePrincipals: () => 'used a service principal in its scope',
  deviceState: () => 'matched its device condition',
  client: () => 'matched its device condition',
  time: () => 'fell into its hours',
  authenticationFlows: ({ signIn }) => flowUsed(signIn),
};

/** What about this sign-in met the conditions, such as “used Exchange ActiveSync”; undefined for none. */
export function matchWords(grip: Grip): string | undefined {
  const words = extraConditions(grip).map(
    (name) => conditionSentences[name]?.(grip) ?? `matched its condition ${spaced(name)}`,
  );
  const once = [...new Set(words)];
  return once.length > 0 ? listed(once) : undefined;
}
