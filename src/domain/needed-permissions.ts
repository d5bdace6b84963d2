/** One kind of thing that is read from Microsoft Graph: what allows it, and what is left without it. */
export interface Need {
  /** What is read, in a few words, to stand in a sentence. */
  readonly reads: string;
  /** Application permissions of Graph; any one is enough, the first is the one to ask for. */
  readonly anyOf: readonly [string, ...string[]];
  /** `no-bot`: nothing works without; `feature`: the commands below can't answer; `detail`: something is left out of answers. */
  readonly weight: 'no-bot' | 'feature' | 'detail';
  /** Commands that have no answer without it, by their names; they say which permission is missing. */
  readonly commands: readonly string[];
  /** What the bot does without it, as a sentence. */
  readonly without: string;
}

/**
 * Everything the bot reads from Graph (learn.microsoft.com/graph/permissions-reference). Nothing here writes.
 * The keys are what `graph/errors.ts` calls a resource, and `decisions`, which no request asks for alone.
 */
export const needs = {
  'member-objects': {
    reads: 'who may ask',
    anyOf: ['User.Read.All', 'Directory.Read.All'],
    weight: 'no-bot',
    commands: [],
    without: 'Nobody can be let in: the answer is no.',
  },
  users: {
    reads: 'people by name, UPN or id, and their accounts',
    anyOf: ['User.Read.All', 'Directory.Read.All'],
    weight: 'no-bot',
    commands: ['user', 'assign', 'travel'],
    without: 'Nobody is found by name.',
  },
  'sign-ins': {
    reads: 'sign-ins',
    anyOf: ['AuditLog.Read.All'],
    weight: 'no-bot',
    commands: ['signins', 'signin', 'would-block', 'alerts replay'],
    without: 'No look-up of sign-ins, and no alert about them.',
  },
  'directory-audits': {
    reads: 'directory audits',
    anyOf: ['AuditLog.Read.All'],
    weight: 'no-bot',
    commands: ['audits', 'audit', 'alerts replay'],
    without: 'No look-up of changes, and no alert about them.',
  },
  decisions: {
    reads: 'what conditional access decided at each sign-in',
    anyOf: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
    weight: 'detail',
    commands: [],
    without: 'Verdicts come from error codes alone, and the cards say so.',
  },
  policies: {
    reads: 'conditional access policies',
    anyOf: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
    weight: 'feature',
    commands: ['policy', 'policies', 'would-block'],
    without: 'Sign-in cards show of policies what the sign-in record says.',
  },
  'named-locations': {
    reads: 'named locations',
    anyOf: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
    weight: 'detail',
    commands: [],
    without: 'Places in policies are shown by id.',
  },
  'audit-searches': {
    reads: 'the unified audit log',
    anyOf: ['AuditLogsQuery.Read.All'],
    weight: 'feature',
    commands: ['activity', 'files', 'mail', 'file'],
    without: 'No search of files, mail and activity; the rule auditing-off sees nothing.',
  },
  risk: {
    reads: 'a person’s risk',
    anyOf: ['IdentityRiskyUser.Read.All'],
    weight: 'detail',
    commands: [],
    without: '“user” says what is missing; alert cards leave the risk out.',
  },
  roles: {
    reads: 'a person’s roles',
    anyOf: ['RoleManagement.Read.Directory', 'Directory.Read.All'],
    weight: 'detail',
    commands: [],
    without: '“user” says what is missing.',
  },
  'group-members': {
    reads: 'members of the groups in BREAK_GLASS, ACCESS_SCOPES and PROTECTED_PEOPLE',
    anyOf: ['GroupMember.Read.All', 'Directory.Read.All'],
    weight: 'detail',
    commands: [],
    without: 'With groups in BREAK_GLASS, nobody can be snoozed until they could be read.',
  },
  'administrative-units': {
    reads: 'people of the administrative units in ACCESS_SCOPES',
    anyOf: ['AdministrativeUnit.Read.All', 'Directory.Read.All'],
    weight: 'detail',
    commands: [],
    without: 'Scoped readers are shown nothing.',
  },
  names: {
    reads: 'names of groups and apps',
    anyOf: ['Directory.Read.All'],
    weight: 'detail',
    commands: [],
    without: 'Ids stand in place of names.',
  },
  licences: {
    reads: 'licences and the tenant’s name',
    anyOf: ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    weight: 'detail',
    commands: [],
    without: '“audit status” says that it cannot tell.',
  },
  'sign-in-counts': {
    reads: 'Graph’s own count of blocked sign-ins',
    anyOf: ['Reports.Read.All'],
    weight: 'detail',
    commands: [],
    without: '“coverage” leaves the comparison out.',
  },
} as const satisfies Record<string, Need>;

/** What of Graph is read. */
export type NeedName = keyof typeof needs;

/** Whether an application with these permissions may read it. */
export function isGranted(need: Need, held: ReadonlySet<string>): boolean {
  return need.anyOf.some((permission) => held.has(permission));
}
