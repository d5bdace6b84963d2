import type { DirectoryAudit } from '../directory-audit.ts';
import { listed } from '../sentence.ts';
import { plainActivity } from './activity-name.ts';
import { detailOf, targetName } from './actors.ts';
import { consent, permission } from './permission-phrases.ts';
import { rolePhraseOf } from './role-phrases.ts';
import {
  app,
  conditionalAccessPolicy,
  device,
  first,
  group,
  isSelf,
  member,
  own,
  policy,
  possessive,
  properties,
  theUser,
  user,
} from './subjects.ts';

type Phrase = (audit: DirectoryAudit) => string;

/** “their own licences”, “Department and JobTitle of Bob”. */
const changedOf = (audit: DirectoryAudit) =>
  isSelf(audit) ? `their own ${properties(audit)}` : `${properties(audit)} of ${user(audit)}`;

/** What was done, to follow who did it; the first that fits. Keys are compared with `plainActivity`. */
const phrases: readonly (readonly [RegExp, Phrase])[] = [
  [/^add member to group$/, (a) => `added ${member(a)} to ${group(a)}`],
  [/^remove member from group$/, (a) => `removed ${member(a)} from ${group(a)}`],
  [/^add owner to group$/, (a) => `made ${user(a)} owner of ${group(a)}`],
  [/^remove owner from group$/, (a) => `ended ${possessive(a, 'ownership')} of ${group(a)}`],
  [/^(add|create) group$/, (a) => `created ${group(a)}`],
  [/^update group$/, (a) => `changed ${properties(a)} of ${group(a)}`],
  [/^delete group$/, (a) => `deleted ${group(a)}`],
  [/^add user$/, (a) => `created ${theUser(a)}`],
  [/^delete user$/, (a) => `deleted ${theUser(a)}`],
  [/^hard delete user$/, (a) => `deleted ${theUser(a)} for good`],
  [/^restore user$/, (a) => `restored ${theUser(a)}`],
  [/^disable account$/, (a) => `switched off ${own(a, 'account')}`],
  [/^enable account$/, (a) => `switched on ${own(a, 'account')}`],
  [/^update user$/, (a) => `changed ${changedOf(a)}`],
  [/^reset (user )?password/, (a) => `reset ${own(a, 'password')}`],
  [/^change (user )?password/, (a) => `changed ${own(a, 'password')}`],
  [/^change user licen[sc]e$/, (a) => `changed ${own(a, 'licences')}`],
  [/^invite external user$/, (a) => `invited ${user(a)} as a guest`],
  [/^redeem external user invite$/, (a) => `accepted ${own(a, 'invitation')}`],
  [/^user registered (all required )?security info$/, () => 'registered security info'],
  [/^user (deleted|removed) security info$/, () => 'deleted security info of their own'],
  [/^user changed default security info$/, () => 'changed their default security info'],
  [/^user reviewed security info$/, () => 'reviewed their security info'],
  [/^admin registered security info$/, (a) => `registered security info for ${user(a)}`],
  [/^admin (deleted|removed) security info$/, (a) => `deleted ${own(a, 'security info')}`],
  [/^disable strong authentication$/, (a) => `switched off per-user MFA for ${user(a)}`],
  [/^enable strong authentication$/, (a) => `switched on per-user MFA for ${user(a)}`],
  [/^add conditional access policy$/, (a) => `created ${conditionalAccessPolicy(a)}`],
  [/^update conditional access policy$/, (a) => `changed ${conditionalAccessPolicy(a)}`],
  [/^delete conditional access policy$/, (a) => `deleted ${conditionalAccessPolicy(a)}`],
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
  [/^add registered owner to device$/, (a) => `made ${user(a)} owner of ${device(a)}`],
  [
    /^remove registered owner from device$/,
    (a) => `ended ${possessive(a, 'ownership')} of ${device(a)}`,
  ],
  [/^add registered users? to device$/, (a) => `made ${user(a)} a user of ${device(a)}`],
  [/local administrator password$/, (a) => `read the local administrator password of ${device(a)}`],
  [/^read bitlocker key$/, (a) => `read the BitLocker key of ${device(a)}`],
  [/^set federation settings on domain$/, (a) => `changed the federation of ${first(a, 'domain')}`],
  [/^set domain authentication$/, (a) => `changed how ${first(a, 'domain')} authenticates`],
  [/^add unverified domain$/, (a) => `added ${first(a, 'domain')}, not verified yet`],
  [/^verify domain$/, (a) => `verified ${first(a, 'domain')}`],
  [/^remove (un)?verified domain$/, (a) => `removed ${first(a, 'domain')}`],
];

/** “added Bob to the group “Finance””; for what nobody here knows, the activity and what it was done to. */
export function phraseOf(audit: DirectoryAudit): string {
  const aboutRole = rolePhraseOf(audit);
  if (aboutRole !== undefined) return aboutRole;
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
