import type { DirectoryAudit } from '../directory-audit.ts';
import { listed, quoted } from '../sentence.ts';
import { plainActivity } from './activity-name.ts';
import { detailOf, propertyOf, targetName, targetOf } from './actors.ts';

type Phrase = (audit: DirectoryAudit) => string;

const user = (audit: DirectoryAudit) => {
  const target = targetOf(audit, /^user$/i);
  const isSelf = target?.id !== undefined && target.id === audit.actor.id;
  return isSelf ? 'themselves' : ((target && targetName(target)) ?? 'a user');
};
/** “their own password”, “the password of Bob”. */
const own = (audit: DirectoryAudit, thing: string) => {
  const name = user(audit);
  return name === 'themselves' ? `their own ${thing}` : `the ${thing} of ${name}`;
};
const named = (audit: DirectoryAudit, type: RegExp, what: string, property?: string) => {
  const target = targetOf(audit, type);
  const name =
    target?.name ?? (property && propertyOf(audit, property)) ?? (target && targetName(target));
  return name === undefined ? `a ${what}` : `the ${what} ${quoted(name)}`;
};
const group = (audit: DirectoryAudit) => named(audit, /^group$/i, 'group', 'Group.DisplayName');
const role = (audit: DirectoryAudit) => named(audit, /^role$/i, 'role', 'Role.DisplayName');
const app = (audit: DirectoryAudit) =>
  named(audit, /^(application|app|serviceprincipal)$/i, 'app', 'ServicePrincipal.DisplayName');
const device = (audit: DirectoryAudit) => named(audit, /^device$/i, 'device');
const policy = (audit: DirectoryAudit) => named(audit, /^policy$/i, 'policy');
const first = (audit: DirectoryAudit, what: string) => {
  const name = audit.targets.map(targetName).find((one) => one !== undefined);
  return name === undefined ? `a ${what}` : `the ${what} ${quoted(name)}`;
};

/** Names of what was changed, without those that say only that something was. */
function properties({ targets }: DirectoryAudit): string {
  const names = targets
    .flatMap(({ changes }) => changes.map(({ property }) => property))
    .filter((name) => !/^(included updated properties|targetid\.|action client name)/i.test(name));
  return names.length === 0 ? 'properties' : listed([...new Set(names)], 'and', 4);
}

/** Scopes behind the arrow of ConsentAction.Permissions: `[] => [[Id: x, …, Scope: Mail.Read]]`. */
function scopes(audit: DirectoryAudit): string {
  const said = propertyOf(audit, 'ConsentAction.Permissions') ?? '';
  const found = [...said.slice(said.indexOf('=>') + 1).matchAll(/Scope:\s*([^,\]]+)/g)];
  const names = found.flatMap(([, scope = '']) => scope.trim().split(/\s+/));
  return names.length === 0 ? '' : ` (${listed([...new Set(names)], 'and', 5)})`;
}

function consent(audit: DirectoryAudit): string {
  const isAdmin = propertyOf(audit, 'ConsentContext.IsAdminConsent')?.toLowerCase() === 'true';
  return `consented ${isAdmin ? 'for everyone ' : ''}to ${app(audit)}${scopes(audit)}`;
}

function permission(audit: DirectoryAudit): string {
  const value =
    propertyOf(audit, 'AppRole.Value') ?? propertyOf(audit, 'DelegatedPermissionGrant.Scope');
  const what = value === undefined ? 'a permission' : `the permission ${value.trim()}`;
  return `granted ${app(audit)} ${what}`;
}

/** What was done, to follow who did it; the first that fits. Keys are compared with `plainActivity`. */
const phrases: readonly (readonly [RegExp, Phrase])[] = [
  [/^add member to group$/, (a) => `added ${user(a)} to ${group(a)}`],
  [/^remove member from group$/, (a) => `removed ${user(a)} from ${group(a)}`],
  [/^add owner to group$/, (a) => `made ${user(a)} owner of ${group(a)}`],
  [/^remove owner from group$/, (a) => `ended ${user(a)}’s ownership of ${group(a)}`],
  [/^(add|create) group$/, (a) => `created ${group(a)}`],
  [/^update group$/, (a) => `changed ${properties(a)} of ${group(a)}`],
  [/^delete group$/, (a) => `deleted ${group(a)}`],
  [/pim activation/, (a) => `activated ${role(a)}${requested(a)}`],
  [/pim deactivat/, (a) => `deactivated ${role(a)}`],
  [/^add eligible member/, (a) => `made ${user(a)} eligible for ${role(a)}${requested(a)}`],
  [/^remove eligible member/, (a) => `ended ${user(a)}’s eligibility for ${role(a)}`],
  [/^add (scoped )?member to role/, (a) => `gave ${user(a)} ${role(a)}${requested(a)}`],
  [/^remove (scoped )?member from role/, (a) => `took ${role(a)} from ${user(a)}${requested(a)}`],
  [/^add user$/, (a) => `created the user ${user(a)}`],
  [/^delete user$/, (a) => `deleted the user ${user(a)}`],
  [/^hard delete user$/, (a) => `deleted the user ${user(a)} for good`],
  [/^restore user$/, (a) => `restored the user ${user(a)}`],
  [/^disable account$/, (a) => `switched off ${own(a, 'account')}`],
  [/^enable account$/, (a) => `switched on ${own(a, 'account')}`],
  [/^update user$/, (a) => `changed ${properties(a)} of ${user(a)}`],
  [/^reset (user )?password/, (a) => `reset ${own(a, 'password')}`],
  [/^change (user )?password/, (a) => `changed ${own(a, 'password')}`],
  [/^change user licen[sc]e$/, (a) => `changed the licences of ${user(a)}`],
  [/^invite external user$/, (a) => `invited ${user(a)} as a guest`],
  [/^redeem external user invite$/, (a) => `accepted the invitation of ${user(a)}`],
  [/^user registered (all required )?security info$/, () => 'registered security info'],
  [/^user (deleted|removed) security info$/, () => 'deleted security info of their own'],
  [/^user changed default security info$/, () => 'changed their default security info'],
  [/^user reviewed security info$/, () => 'reviewed their security info'],
  [/^admin registered security info$/, (a) => `registered security info for ${user(a)}`],
  [/^admin (deleted|removed) security info$/, (a) => `deleted ${own(a, 'security info')}`],
  [/^disable strong authentication$/, (a) => `switched off per-user MFA for ${user(a)}`],
  [/^enable strong authentication$/, (a) => `switched on per-user MFA for ${user(a)}`],
  [/^add conditional access policy$/, (a) => `created ${policy(a)} of conditional access`],
  [/^update conditional access policy$/, (a) => `changed ${policy(a)} of conditional access`],
  [/^delete conditional access policy$/, (a) => `deleted ${policy(a)} of conditional access`],
  [/^add named location$/, (a) => `created ${first(a, 'named location')}`],
  [/^update named location$/, (a) => `changed ${first(a, 'named location')}`],
  [/^delete named location$/, (a) => `deleted ${first(a, 'named location')}`],
  [/^(add|create) policy$/, (a) => `created ${policy(a)}`],
  [/^update policy$/, (a) => `changed ${policy(a)}`],
  [/^delete policy$/, (a) => `deleted ${policy(a)}`],
  [/^consent to application$/, consent],
  [/^add delegated permission grant$/, permission],
  [/^add app role assignment to service principal$/, permission],
  [/^add app role assignment grant to user$/, (a) => `gave ${user(a)} access to ${app(a)}`],
  [
    /^(add|create) application - certificates and secrets/,
    (a) => `added a secret or certificate to ${app(a)}`,
  ],
  [/certificates and secrets management$/, (a) => `changed secrets or certificates of ${app(a)}`],
  [/^add (application|service principal)$/, (a) => `added ${app(a)}`],
  [/^update (application|service principal)$/, (a) => `changed ${properties(a)} of ${app(a)}`],
  [/^(delete application|remove service principal)$/, (a) => `deleted ${app(a)}`],
  [/^hard delete application$/, (a) => `deleted ${app(a)} for good`],
  [/^add owner to (application|service principal)$/, (a) => `made ${user(a)} owner of ${app(a)}`],
  [/^(add|register) device$/, (a) => `registered ${device(a)}`],
  [/^update device$/, (a) => `changed ${properties(a)} of ${device(a)}`],
  [/^delete device$/, (a) => `deleted ${device(a)}`],
  [/^add registered (owner|users) to device$/, (a) => `made ${user(a)} a user of ${device(a)}`],
  [/local administrator password$/, (a) => `read the local administrator password of ${device(a)}`],
  [/^read bitlocker key$/, (a) => `read the BitLocker key of ${device(a)}`],
  [/^set federation settings on domain$/, (a) => `changed the federation of ${first(a, 'domain')}`],
  [/^set domain authentication$/, (a) => `changed how ${first(a, 'domain')} authenticates`],
  [
    /^(add unverified|verify|remove unverified|remove verified) domain$/,
    (a) => `${plainActivity(a.activity).replace(/^(\S+).*/, '$1')}: ${first(a, 'domain')}`,
  ],
];

/** PIM logs asking and getting apart. */
function requested({ activity }: DirectoryAudit): string {
  return /requested/i.test(activity) ? ' (requested)' : '';
}

/** “added Bob to the group “Finance””; for what nobody here knows, the activity and what it was done to. */
export function phraseOf(audit: DirectoryAudit): string {
  const plain = plainActivity(audit.activity);
  const known = phrases.find(([pattern]) => pattern.test(plain));
  if (known) return known[1](audit);
  const names = audit.targets.map(targetName).filter((name) => name !== undefined);
  const to = names.length === 0 ? '' : `: ${listed([...new Set(names)], 'and', 3)}`;
  return `did “${audit.activity}”${to}`;
}

/** Why it was done, where the log holds somebody's words about it. */
export function justificationOf(audit: DirectoryAudit): string | undefined {
  return detailOf(audit, 'Justification');
}
