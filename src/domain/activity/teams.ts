import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, textAt, textsAt } from '../record.ts';
import { listed, quoted } from '../sentence.ts';
import { type Deed, type Done, detail } from './described.ts';
import { fill } from './fill.ts';

type Row = readonly [done: Done, icon: string, words: string, important?: true];

/** Operations of Teams in lower case; `{}` is the team, channel or chat, `<>` who was added or wrote along. */
const operations: Readonly<Record<string, Row>> = {
  messagesent: ['sent', '💬', 'Sent a message in {}'],
  messagecreatedhaslink: ['sent', '💬', 'Sent a message with a link in {}'],
  messageupdated: ['changed', '💬', 'Changed a message in {}'],
  messageeditedhaslink: ['changed', '💬', 'Changed a message with a link in {}'],
  messagedeleted: ['deleted', '💬', 'Deleted a message in {}'],
  messageread: ['read', '💬', 'Read a message in {}'],
  messageslisted: ['read', '💬', 'Listed the messages of {}'],
  messagesexported: ['read', '💬', 'Exported messages of {}', true],
  chatcreated: ['created', '💬', 'Started a chat with <>'],
  chatretrieved: ['read', '💬', 'Read a chat with <>'],
  chatupdated: ['changed', '💬', 'Changed a chat with <>'],
  teamcreated: ['created', '👥', 'Created the team {}'],
  teamdeleted: ['deleted', '👥', 'Deleted the team {}', true],
  teamsettingchanged: ['settings', '👥', 'Changed a setting of the team {}'],
  channeladded: ['created', '👥', 'Added the channel {}'],
  channeldeleted: ['deleted', '👥', 'Deleted the channel {}'],
  channelsettingchanged: ['settings', '👥', 'Changed a setting of the channel {}'],
  memberadded: ['permissions', '👥', 'Added <> to {}'],
  memberremoved: ['permissions', '👥', 'Removed <> from {}'],
  memberrolechanged: ['permissions', '👥', 'Changed the role of <> in {}', true],
  teamssessionstarted: ['signed-in', '🔑', 'Signed in to Teams'],
  appinstalled: ['settings', '🧩', 'Installed an app in {}'],
  appuninstalled: ['settings', '🧩', 'Removed an app from {}'],
  botaddedtoteam: ['settings', '🧩', 'Added a bot to {}'],
  connectoradded: ['settings', '🧩', 'Added a connector to {}', true],
  tabadded: ['settings', '🧩', 'Added a tab to {}'],
  meetingdetail: ['other', '📅', 'Held a meeting'],
  meetingparticipantdetail: ['other', '📅', 'Took part in a meeting'],
  recordingstarted: ['created', '📅', 'Started recording a meeting'],
};

const chatKinds: Readonly<Record<string, string>> = {
  oneonone: 'a chat between two',
  groupchat: 'a group chat',
  meeting: 'a meeting’s chat',
};

function members({ data }: ActivityRecord): readonly string[] {
  return recordsAt(data, 'Members').flatMap(
    (member) => textAt(member, 'DisplayName') ?? textAt(member, 'UPN') ?? [],
  );
}

function placeOf({ data }: ActivityRecord): string | undefined {
  const names = [textAt(data, 'TeamName'), textAt(data, 'ChannelName')].filter(Boolean);
  return names.length > 0 ? names.join(' › ') : undefined;
}

function objectWords(record: ActivityRecord): string {
  const { data } = record;
  const place = placeOf(record) ?? textAt(data, 'ChatName');
  if (place !== undefined) return quoted(place);
  return chatKinds[textAt(data, 'CommunicationType')?.toLowerCase() ?? ''] ?? 'a team or chat';
}

/** People of other organisations in the chat. */
function outsiders({ data }: ActivityRecord): string | undefined {
  const isForeign = (key: string) => textAt(data, `ParticipantInfo.${key}`) === 'true';
  const kinds = [
    isForeign('HasForeignTenantUsers') ? 'people of another organisation' : '',
    isForeign('HasGuestUsers') || isForeign('HasOtherGuestUsers') ? 'guests' : '',
    isForeign('HasUnauthenticatedUsers') ? 'people without an account' : '',
  ].filter(Boolean);
  return kinds.length === 0 ? undefined : listed(kinds);
}

/** What was done in Teams; undefined for other operations. */
export function describeTeams(record: ActivityRecord): Deed | undefined {
  const isTeams = /^microsoftteams/i.test(`${record.recordType ?? record.service ?? ''}`);
  const row = operations[record.operation.toLowerCase()];
  if (row === undefined || !isTeams) return undefined;
  const [done, icon, words, important = false] = row;
  const people = members(record);
  const { data } = record;
  return {
    icon,
    sentence: fill(words, { item: objectWords(record), other: listed(people) || 'somebody' }),
    done,
    kind: 'teams',
    where: placeOf(record) ?? 'Teams',
    details: [
      ...detail('People', listed(people, 'and', 20)),
      ...detail('From outside', outsiders(record)),
      ...detail('Links', listed(textsAt(data, 'MessageURLs'), 'and', 10)),
      ...detail('App', textAt(data, 'AddOnName')),
      ...detail('Setting', textAt(data, 'Name')),
      ...detail('New value', textAt(data, 'NewValue')),
      ...detail('Old value', textAt(data, 'OldValue')),
      ...detail('Chat', textAt(data, 'ChatThreadId')),
      ...detail('Message', textAt(data, 'MessageId')),
    ],
    important,
  };
}
