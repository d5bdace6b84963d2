import type { DirectoryAudit } from '../directory-audit.ts';
import { listed, quoted } from '../sentence.ts';
import { propertyOf, targetName, targetOf } from './actors.ts';

/** True when a person did it to herself. */
export function isSelf(audit: DirectoryAudit): boolean {
  const id = targetOf(audit, /^user$/i)?.id;
  return audit.actor.kind === 'user' && id !== undefined && id === audit.actor.id;
}

/** “themselves”, “Bob”, “a user”. */
export function user(audit: DirectoryAudit): string {
  if (isSelf(audit)) return 'themselves';
  const target = targetOf(audit, /^user$/i);
  return (target && targetName(target)) ?? 'a user';
}

/** By name, also when it is whoever did it. */
export function theUser(audit: DirectoryAudit): string {
  const target = targetOf(audit, /^user$/i);
  const name = target && targetName(target);
  return name === undefined ? 'a user' : `the user ${name}`;
}

/** “their own password”, “the password of Bob”. */
export function own(audit: DirectoryAudit, thing: string): string {
  return isSelf(audit) ? `their own ${thing}` : `the ${thing} of ${user(audit)}`;
}

/** “their own eligibility”, “Bob’s eligibility”. */
export function possessive(audit: DirectoryAudit, thing: string): string {
  return isSelf(audit) ? `their own ${thing}` : `${user(audit)}’s ${thing}`;
}

function named(audit: DirectoryAudit, type: RegExp, what: string, property?: string): string {
  const target = targetOf(audit, type);
  const name =
    target?.name ?? (property && propertyOf(audit, property)) ?? (target && targetName(target));
  return name === undefined ? `a ${what}` : `the ${what} ${quoted(name)}`;
}

export const group = (audit: DirectoryAudit) =>
  named(audit, /^group$/i, 'group', 'Group.DisplayName');
export const role = (audit: DirectoryAudit) => named(audit, /^role$/i, 'role', 'Role.DisplayName');
export const app = (audit: DirectoryAudit) =>
  named(audit, /^(application|app|serviceprincipal)$/i, 'app', 'ServicePrincipal.DisplayName');
export const device = (audit: DirectoryAudit) => named(audit, /^device$/i, 'device');
export const policy = (audit: DirectoryAudit) => named(audit, /^policy$/i, 'policy');
export const conditionalAccessPolicy = (audit: DirectoryAudit) =>
  named(audit, /^policy$/i, 'conditional access policy');

/** Whatever the first target with a name is. */
export function first(audit: DirectoryAudit, what: string): string {
  const name = audit.targets.map(targetName).find((one) => one !== undefined);
  return name === undefined ? `a ${what}` : `the ${what} ${quoted(name)}`;
}

/** Who or what became a member: mostly a user, also a device, an app or another group. */
export function member(audit: DirectoryAudit): string {
  if (targetOf(audit, /^user$/i)) return user(audit);
  if (targetOf(audit, /^device$/i)) return device(audit);
  return targetOf(audit, /^serviceprincipal$/i) ? app(audit) : 'a member';
}

/** What says about an entry what it is about, not what was changed. */
const aside = /^(included updated properties|targetid\.|action client name)/i;

/** Names of what was changed; where the log gives no values, those that it lists. */
export function properties(audit: DirectoryAudit): string {
  const names = audit.targets.flatMap(({ changes }) =>
    changes.flatMap(({ property, before, after }) =>
      aside.test(property) || (before === undefined && after === undefined) ? [] : property,
    ),
  );
  const others = propertyOf(audit, 'Included Updated Properties')?.split(/,\s*/) ?? [];
  const said = names.length > 0 ? names : others;
  return said.length === 0 ? 'properties' : listed([...new Set(said)], 'and', 4);
}
