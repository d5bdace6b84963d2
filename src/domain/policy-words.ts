import type { NameOf, Policy } from './policy.ts';
import { describeConditions } from './policy-words/conditions.ts';
import { describeGrant, describeSession } from './policy-words/controls.ts';
import { describeApps, describeUsers, describeWorkloads } from './policy-words/scope.ts';
import { textsAt } from './record.ts';
import { roleName } from './role-templates.ts';

/** A policy read aloud; every list may be empty but `who`, `what` and `grant`. */
export interface PolicyWords {
  readonly state: string;
  readonly who: string[];
  readonly what: string[];
  /** Empty: the policy asks for nothing beside who and what. */
  readonly conditions: string[];
  readonly grant: string[];
  readonly session: string[];
}

const states: ReadonlyMap<string, string> = new Map([
  ['enabled', 'on'],
  ['disabled', 'off'],
  ['enabledForReportingButNotEnforced', 'report-only: it is evaluated and stops nobody'],
]);

function orNobody(lines: string[], nobody: string): string[] {
  return lines.length > 0 ? lines : [nobody];
}

/** Says in plain words whom a policy is about, when it applies and what it demands. */
export function describePolicy({ raw, state }: Policy, nameOf: NameOf): PolicyWords {
  const who = [...describeUsers(raw, nameOf), ...describeWorkloads(raw, nameOf)];
  return {
    state: states.get(state) ?? state,
    who: orNobody(who, 'Nobody'),
    what: orNobody(describeApps(raw, nameOf), 'No apps'),
    conditions: describeConditions(raw, nameOf),
    grant: describeGrant(raw, nameOf),
    session: describeSession(raw),
  };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const mfaTrustedIps = '00000000-0000-0000-0000-000000000000';

const idPaths = [
  ...['Users', 'Groups', 'Roles'].flatMap((kind) => [
    `users.include${kind}`,
    `users.exclude${kind}`,
  ]),
  'applications.includeApplications',
  'applications.excludeApplications',
  'locations.includeLocations',
  'locations.excludeLocations',
  'clientApplications.includeServicePrincipals',
  'clientApplications.excludeServicePrincipals',
];

/** Ids in a policy whose names are not known without asking: users, groups, apps, locations; each once. */
export function idsIn({ raw }: Policy): string[] {
  const ids = idPaths.flatMap((path) => textsAt(raw, `conditions.${path}`));
  const unknown = ids.filter(
    (id) => guid.test(id) && id !== mfaTrustedIps && roleName(id) === undefined,
  );
  return [...new Set(unknown)];
}
