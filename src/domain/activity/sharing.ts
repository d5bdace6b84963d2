import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';
import { quoted } from '../sentence.ts';
import { type Deed, type Done, detail } from './described.ts';
import { clientDetails, itemWords } from './files.ts';
import { fill } from './fill.ts';
import { siteAndPath } from './site-path.ts';

const anyone = 'anyone who has it';
const company = 'everybody in the organisation';
const named = 'specific people';

type Row = readonly [operation: string, done: Done, words: string, whom?: string, important?: true];

/** `{}` is the item, `<>` the person or group, `()` the level of access. */
const rows: readonly Row[] = [
  ['AnonymousLinkCreated', 'shared', 'Created a link to {} for anyone ()', anyone, true],
  ['AnonymousLinkUpdated', 'shared', 'Changed the link to {} for anyone ()', anyone, true],
  ['AnonymousLinkUsed', 'opened', 'Opened {} by a link for anyone', anyone, true],
  ['AnonymousLinkRemoved', 'unshared', 'Removed the link to {} for anyone', anyone],
  ['CompanyLinkCreated', 'shared', 'Created a link to {} for the whole organisation ()', company],
  ['CompanyLinkUsed', 'opened', 'Opened {} by a link for the whole organisation', company],
  ['CompanyLinkRemoved', 'unshared', 'Removed the link to {} for the organisation', company],
  ['SecureLinkCreated', 'shared', 'Created a link to {} for specific people ()', named],
  ['SecureLinkUpdated', 'shared', 'Changed the link to {} for specific people ()', named],
  ['SecureLinkUsed', 'opened', 'Opened {} by a link for specific people', named],
  ['SecureLinkDeleted', 'unshared', 'Deleted the link to {} for specific people', named],
  ['AddedToSecureLink', 'shared', 'Shared {} with <> by a link for specific people ()', named],
  ['RemovedFromSecureLink', 'unshared', 'Took <> off the link to {}', named],
  ['AddedToSharingLink', 'shared', 'Shared {} with <> by a link ()'],
  ['SharingLinkCreated', 'shared', 'Created a link to {} ()'],
  ['SharingLinkUpdated', 'shared', 'Changed the link to {} ()'],
  ['SharingLinkUsed', 'opened', 'Opened {} by a link'],
  ['SharingLinkDeleted', 'unshared', 'Deleted the link to {}'],
  ['SharingSet', 'shared', 'Shared {} with <> ()'],
  ['SharingRevoked', 'unshared', 'Stopped sharing {} with <>'],
  ['SharingInheritanceBroken', 'permissions', 'Gave {} permissions of its own'],
  ['SharingInheritanceReset', 'permissions', 'Let {} inherit permissions again'],
  ['SharingInvitationCreated', 'shared', 'Invited <> to {} ()'],
  ['SharingInvitationUpdated', 'shared', 'Changed the invitation of <> to {} ()'],
  ['SharingInvitationAccepted', 'shared', 'Accepted the invitation to {}'],
  ['SharingInvitationRevoked', 'unshared', 'Withdrew the invitation of <> to {}'],
  ['SharingInvitationBlocked', 'security', 'Was kept from inviting <> to {}'],
  ['AccessRequestCreated', 'shared', 'Asked for access to {}'],
  ['AccessRequestUpdated', 'shared', 'Changed a request for access to {}'],
  ['AccessRequestApproved', 'shared', 'Approved the request of <> for access to {} ()'],
  ['AccessRequestDenied', 'unshared', 'Denied the request of <> for access to {}'],
  ['AccessRequestAccepted', 'shared', 'Approved the request of <> for access to {} ()'],
  ['AddedToGroup', 'permissions', 'Added <> to a group of {} ()'],
  ['RemovedFromGroup', 'permissions', 'Removed <> from a group of {} ()'],
  ['PermissionLevelAdded', 'permissions', 'Added a permission level to {} ()'],
  ['PermissionLevelModified', 'permissions', 'Changed a permission level of {} ()'],
  ['PermissionLevelRemoved', 'permissions', 'Removed a permission level of {} ()'],
  ['SiteCollectionAdminAdded', 'permissions', 'Made <> an administrator of {}', undefined, true],
  ['SiteCollectionAdminRemoved', 'permissions', 'Made <> no longer an administrator of {}'],
];

const operations = new Map(rows.map((row) => [row[0].toLowerCase(), row] as const));

/** `EventData` is a row of tags, some with blanks in their names: `<Type>Edit</Type>`, `<Added to group>…`. */
function eventData(words: string | undefined): ReadonlyMap<string, string> {
  const found = (words ?? '').matchAll(/<([^<>/]+)>([^<>]*)<\/\1>/g);
  return new Map([...found].map(([, tag = '', value = '']) => [tag.toLowerCase(), value.trim()]));
}

const levels: Readonly<Record<string, string>> = {
  edit: 'can edit',
  contribute: 'can edit',
  write: 'can edit',
  view: 'can view',
  read: 'can view',
  'read only': 'can view',
  'full control': 'full control',
  review: 'can review',
};

/** The level of access that was given, in words where it is a known one. */
function levelOf(data: ReadonlyMap<string, string>, record: ActivityRecord): string | undefined {
  const level =
    data.get('permissions granted') ??
    data.get('type') ??
    data.get('new permission level') ??
    textAt(record.data, 'SharingPermission') ??
    textAt(record.data, 'Permission');
  return level === undefined ? undefined : (levels[level.toLowerCase()] ?? level);
}

/** A guest's name as SharePoint knows it holds her address. */
function targetWords(record: ActivityRecord): string | undefined {
  const target = textAt(record.data, 'TargetUserOrGroupName');
  const guest = target && /^(.+)_([^_]+)#ext#/i.exec(target);
  return guest ? `${guest[1]}@${guest[2]}` : target;
}

const outside = /guest|external|partner/i;

/** Who got access to what, how, and what she may do with it; undefined for operations of another kind. */
export function describeSharing(record: ActivityRecord): Deed | undefined {
  const row = operations.get(record.operation.toLowerCase());
  if (row === undefined) return undefined;
  const [, done, words, whom, isAlways] = row;
  const data = eventData(textAt(record.data, 'EventData'));
  const level = levelOf(data, record);
  const group = data.get('added to group') ?? data.get('group');
  const target = targetWords(record);
  const targetType = textAt(record.data, 'TargetUserOrGroupType');
  const isOutside = outside.test(targetType ?? '');
  const shown = [level, group && `group ${quoted(group)}`].filter(Boolean).join(', ');
  const sentence = fill(words, {
    item: itemWords(record),
    other: target === undefined ? 'somebody' : quoted(target),
    added: shown && ` (${shown})`,
  });
  return {
    icon: done === 'unshared' ? '🔒' : '🔗',
    sentence,
    done,
    kind: 'files',
    where: siteAndPath(record),
    details: [
      ...detail('Shared with', target),
      ...detail('Who that is', isOutside ? `${targetType}, from outside` : targetType),
      ...detail('Link for', whom),
      ...detail('Access', level),
      ...detail('Group', group),
      ...clientDetails(record),
    ],
    important: isAlways === true || (isOutside && done === 'shared'),
  };
}
