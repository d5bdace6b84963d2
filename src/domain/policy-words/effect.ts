import { grantControlWords, isBlockControl } from '../grant-controls.ts';
import type { NameOf, Policy } from '../policy.ts';
import { at, isRecord, type JsonRecord, textAt, textsAt } from '../record.ts';
import { roleName } from '../role-templates.ts';
import { listed } from '../sentence.ts';
import { setAt } from './conditions.ts';
import { describeSession, grantControlsOf, needsAll } from './controls.ts';
import { holds, nameFor } from './names.ts';

const shortControls: ReadonlyMap<string, string> = new Map([[grantControlWords('mfa'), 'MFA']]);

/** Terms of use have no name here without a permission of their own. */
const unnamedTerms = / [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const mostNamed = 3;

function some(ids: readonly string[], kind: string, nameOf: NameOf): string {
  if (ids.length > mostNamed) return `${ids.length} ${kind}s`;
  const known = ids.map((id) => nameFor(id, nameOf));
  const isNamed = known.every((name, index) => name !== ids[index]);
  if (!isNamed) return ids.length === 1 ? `1 ${kind}` : `${ids.length} ${kind}s`;
  return listed(known);
}

function isAdminRole(id: string): boolean {
  return /administrator/i.test(roleName(id) ?? '');
}

function roles(ids: readonly string[], nameOf: NameOf): string {
  if (ids.length > mostNamed || ids.length === 0) {
    return ids.every(isAdminRole) ? `admins (${ids.length} roles)` : `${ids.length} roles`;
  }
  return some(ids, 'role', nameOf);
}

interface Scope {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly guests: boolean;
}

function scopeOf(users: JsonRecord, side: 'include' | 'exclude'): Scope {
  const listedUsers = textsAt(users, `${side}Users`);
  const literal = /^(all|none|guestsorexternalusers)$/i;
  return {
    users: listedUsers.filter((id) => !literal.test(id)),
    groups: textsAt(users, `${side}Groups`),
    roles: textsAt(users, `${side}Roles`),
    guests:
      holds(listedUsers, 'GuestsOrExternalUsers') ||
      isRecord(users[`${side}GuestsOrExternalUsers`]),
  };
}

function included(users: JsonRecord, nameOf: NameOf): string {
  if (holds(textsAt(users, 'includeUsers'), 'All')) return 'everyone';
  const scope = scopeOf(users, 'include');
  const parts = [
    scope.groups.length > 0 ? some(scope.groups, 'group', nameOf) : '',
    scope.roles.length > 0 ? roles(scope.roles, nameOf) : '',
    scope.users.length > 0 ? some(scope.users, 'account', nameOf) : '',
    scope.guests ? 'guests' : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? listed(parts) : 'nobody';
}

/** Exclusions are counted, not named: “but 2” is what one looks for. */
function excluded(users: JsonRecord): string {
  const scope = scopeOf(users, 'exclude');
  const count = (ids: readonly string[], kind: string) =>
    ids.length === 0 ? '' : `${ids.length} ${kind}${ids.length === 1 ? '' : 's'}`;
  const parts = [
    count(scope.users, 'account'),
    count(scope.groups, 'group'),
    count(scope.roles, 'role'),
    scope.guests ? 'guests' : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? ` but ${listed(parts)}` : '';
}

function whom(policy: JsonRecord, nameOf: NameOf): string {
  const workloads = at(policy, 'conditions.clientApplications');
  if (isRecord(workloads) && textsAt(workloads, 'includeServicePrincipals').length > 0) {
    return 'service principals';
  }
  const users = at(policy, 'conditions.users');
  return isRecord(users) ? `${included(users, nameOf)}${excluded(users)}` : 'nobody';
}

const legacyClients = ['exchangeactivesync', 'other', 'eassupported'];

function isLegacyOnly(policy: JsonRecord): boolean {
  const clients = setAt(policy, 'conditions.clientAppTypes');
  return clients.length > 0 && clients.every((one) => legacyClients.includes(one.toLowerCase()));
}

function target(policy: JsonRecord, nameOf: NameOf): string {
  if (isLegacyOnly(policy)) return 'legacy authentication';
  const apps = at(policy, 'conditions.applications');
  if (!isRecord(apps)) return 'no apps';
  const ids = textsAt(apps, 'includeApplications');
  if (holds(ids, 'All')) return '';
  const named = ids.filter((id) => !holds([id], 'None'));
  if (named.length > 0) return some(named, 'app', nameOf);
  const actions = textsAt(apps, 'includeUserActions');
  if (actions.length > 0) return some(actions, 'user action', nameOf);
  const contexts = textsAt(apps, 'includeAuthenticationContextClassReferences');
  return contexts.length > 0 ? 'some authentication contexts' : 'no apps';
}

function places(policy: JsonRecord, nameOf: NameOf): string {
  const inside = textsAt(policy, 'conditions.locations.includeLocations');
  const outside = textsAt(policy, 'conditions.locations.excludeLocations');
  if (inside.length === 0) return '';
  if (!holds(inside, 'All')) return `from ${some(inside, 'location', nameOf)}`;
  if (outside.length === 0) return '';
  return `outside ${holds(outside, 'AllTrusted') && outside.length === 1 ? 'trusted locations' : some(outside, 'location', nameOf)}`;
}

function risks(policy: JsonRecord): string {
  const user = setAt(policy, 'conditions.userRiskLevels');
  const signIn = setAt(policy, 'conditions.signInRiskLevels');
  return [
    user.length > 0 ? `at ${listed(user, 'or')} user risk` : '',
    signIn.length > 0 ? `at ${listed(signIn, 'or')} sign-in risk` : '',
  ]
    .filter((part) => part !== '')
    .join(' and ');
}

function platforms(policy: JsonRecord): string {
  const ids = setAt(policy, 'conditions.platforms.includePlatforms');
  if (ids.length === 0 || holds(ids, 'all')) return '';
  const shown = ids.map((id) => id.replace(/^[aw]/, (letter) => letter.toUpperCase()));
  return `on ${listed(shown, 'or')}`;
}

function demand(policy: JsonRecord, nameOf: NameOf): string {
  const controls = grantControlsOf(policy, nameOf);
  if (controls.some(isBlockControl)) return 'Blocks';
  if (controls.length === 0) {
    return describeSession(policy).length > 0 ? 'Limits the session' : 'Demands nothing';
  }
  const words = controls.map(
    (control) => shortControls.get(control) ?? control.replace(unnamedTerms, ''),
  );
  return `Requires ${listed(words, needsAll(policy) ? 'and' : 'or', 3)}`;
}

/** The policy in one line: “Blocks legacy authentication for everyone but 2 groups, outside HQ”. */
export function describeEffect({ raw }: Policy, nameOf: NameOf): string {
  const verb = demand(raw, nameOf);
  const what = target(raw, nameOf);
  const object = what === '' ? (verb === 'Blocks' ? ' every app' : '') : ` ${what}`;
  const isDirect = verb === 'Blocks' || object === '';
  const conditions = [places(raw, nameOf), platforms(raw), risks(raw), device(raw)];
  return [
    `${verb}${isDirect ? object : ` for${object}`} ${isDirect ? 'for' : 'by'} ${whom(raw, nameOf)}`,
    ...conditions.filter((part) => part !== ''),
  ].join(', ');
}

function device(policy: JsonRecord): string {
  const rule = textAt(policy, 'conditions.devices.deviceFilter.rule');
  return rule === undefined ? '' : 'filtered by device';
}
