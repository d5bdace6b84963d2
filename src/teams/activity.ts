import { at, isRecord, type JsonRecord, recordsAt, text, textAt } from '../domain/record.ts';
import type {
  Asker,
  ComposeIn,
  Conversation,
  FilePlace,
  Inbound,
  SignInIn,
  UnsupportedIn,
} from '../ports/chat.ts';
import { readCompose } from './compose-activity.ts';
import { readMessageText } from './message-text.ts';

type Incoming = Omit<Extract<Inbound, { kind: 'joined' }>, 'kind'>;

const unsupported = (reason: string): UnsupportedIn => ({ kind: 'unsupported', reason });

/** An id as it stands; a number or a yes in its place is none. */
function idAt(activity: JsonRecord, path: string): string | undefined {
  const id = at(activity, path);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function readAsker(activity: JsonRecord): Asker | undefined {
  const id = idAt(activity, 'from.aadObjectId');
  const channelUserId = idAt(activity, 'from.id');
  if (id === undefined || channelUserId === undefined) return undefined;
  return { id: id.toLowerCase(), name: textAt(activity, 'from.name') ?? id, channelUserId };
}

function readKind(activity: JsonRecord): Conversation['kind'] {
  const kind = textAt(activity, 'conversation.conversationType');
  if (kind === 'personal' || kind === 'groupChat' || kind === 'channel') return kind;
  if (isRecord(at(activity, 'channelData.channel'))) return 'channel';
  return at(activity, 'conversation.isGroup') === true ? 'groupChat' : 'personal';
}

function readConversation(activity: JsonRecord): Conversation | undefined {
  const id = idAt(activity, 'conversation.id');
  const botId = idAt(activity, 'recipient.id');
  const serviceUrl = text(activity.serviceUrl);
  const tenantId =
    textAt(activity, 'conversation.tenantId') ?? textAt(activity, 'channelData.tenant.id');
  if (!id || !botId || !serviceUrl || !tenantId) return undefined;
  return {
    id,
    kind: readKind(activity),
    tenantId: tenantId.toLowerCase(),
    serviceUrl,
    name: textAt(activity, 'channelData.channel.name') ?? textAt(activity, 'conversation.name'),
    teamId: textAt(activity, 'channelData.team.id'),
    bot: { id: botId, name: textAt(activity, 'recipient.name') },
  };
}

/** Asking Intl for one zone costs as much as half a turn; names it does not list may still be aliases. */
const listedTimeZones: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'));

function isTimeZone(name: string): boolean {
  if (listedTimeZones.has(name)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function readTimeZone(activity: JsonRecord): string {
  const client = recordsAt(activity, 'entities').find((entity) => entity.type === 'clientInfo');
  const named = [text(activity.localTimezone), text(client?.timezone)];
  return named.find((name) => name !== undefined && isTimeZone(name)) ?? 'UTC';
}

function readIncoming(activity: JsonRecord): Incoming | UnsupportedIn {
  const asker = readAsker(activity);
  if (asker === undefined) return unsupported('sender without an Entra object id');
  const conversation = readConversation(activity);
  if (conversation === undefined) return unsupported('no conversation to answer in');
  return {
    activityId: text(activity.id),
    asker,
    conversation,
    timeZone: readTimeZone(activity),
    locale: text(activity.locale),
  };
}

function readMessage(activity: JsonRecord, incoming: Incoming): Inbound | UnsupportedIn {
  const message = readMessageText(activity);
  if (message.text === '' && isRecord(activity.value)) {
    const cardActivityId = text(activity.replyToId);
    return { ...incoming, kind: 'action', data: activity.value, cardActivityId };
  }
  const hasMention = recordsAt(activity, 'entities').some((entity) => entity.type === 'mention');
  if (message.text === '' && !hasMention) return unsupported('message without text');
  return { ...incoming, kind: 'message', ...message };
}

function readFilePlace(activity: JsonRecord): FilePlace | undefined {
  const said = (key: string) => textAt(activity, `value.uploadInfo.${key}`);
  const [name, uploadUrl, contentUrl] = [said('name'), said('uploadUrl'), said('contentUrl')];
  const uniqueId = said('uniqueId');
  if (!name || !uploadUrl || !contentUrl || !uniqueId) return undefined;
  return { name, uploadUrl, contentUrl, uniqueId, fileType: said('fileType') ?? 'csv' };
}

function readFileConsent(activity: JsonRecord, incoming: Incoming): Inbound | UnsupportedIn {
  const answer = textAt(activity, 'value.action');
  const exportId = textAt(activity, 'value.context.exportId');
  const isAnswer = answer === 'accept' || answer === 'decline';
  if (!isAnswer || exportId === undefined) return unsupported('answer about no file of this bot');
  const accepted = answer === 'accept';
  return {
    ...incoming,
    kind: 'file-consent',
    accepted,
    exportId,
    place: accepted ? readFilePlace(activity) : undefined,
    cardActivityId: text(activity.replyToId),
  };
}

/** Invokes of a sign-in (learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication). */
const signInSteps: Readonly<Record<string, SignInIn['step']>> = {
  'signin/tokenExchange': 'exchange',
  'signin/verifyState': 'verify',
  'signin/failure': 'failure',
};

type Read = Inbound | ComposeIn | SignInIn | UnsupportedIn;

function readInvoke(activity: JsonRecord, incoming: Incoming): Read {
  if (textAt(activity, 'name')?.startsWith('composeExtension/')) {
    return readCompose(activity, incoming);
  }
  const step = signInSteps[text(activity.name) ?? ''];
  if (step && isRecord(activity.value)) {
    return { ...incoming, kind: 'sign-in', step, value: activity.value };
  }
  if (activity.name === 'fileConsent/invoke') return readFileConsent(activity, incoming);
  if (activity.name !== 'adaptiveCard/action') return unsupported('unknown invoke');
  const action = at(activity, 'value.action');
  if (!isRecord(action)) return unsupported('card action without an action');
  const data = isRecord(action.data) ? action.data : {};
  const verb = text(action.verb);
  return {
    ...incoming,
    kind: 'action',
    data: verb === undefined ? data : { ...data, verb },
    cardActivityId: text(activity.replyToId),
  };
}

function isBotAdded(activity: JsonRecord): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  const botId = textAt(activity, 'recipient.id');
  return recordsAt(activity, 'membersAdded').some((member) => text(member.id) === botId);
}

/**
 * One Bot Framework activity as the application understands it. Pure; throws for no input: what is
 * not for this bot is `unsupported`, with the reason. Call it only for what admission let through.
 */
export function readActivity(activity: JsonRecord): Read {
  const incoming = readIncoming(activity);
  if ('kind' in incoming) return incoming;
  switch (activity.type) {
    case 'message':
      return readMessage(activity, incoming);
    case 'invoke':
      return readInvoke(activity, incoming);
    case 'conversationUpdate':
    case 'installationUpdate':
      return isBotAdded(activity)
        ? { ...incoming, kind: 'joined' }
        : unsupported('membership change that is not about the bot');
    default:
      return unsupported('activity type that this bot does not answer');
  }
}
