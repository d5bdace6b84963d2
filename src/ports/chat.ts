import type { JsonRecord } from '../domain/record.ts';

/** An Adaptive Card, ready to send. */
export type AdaptiveCard = JsonRecord & { readonly type: 'AdaptiveCard' };

/** Who speaks, as the channel vouches for it. */
export interface Asker {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
  /** The channel's own id of the person, to mention or reply to. */
  readonly channelUserId: string;
}

/** Somebody in a conversation, by the channel's own id of the person. */
export interface Member {
  readonly id: string;
  readonly name: string;
}

export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** Entra tenant id the channel vouches for. */
  readonly tenantId: string;
  readonly serviceUrl: string;
  /** The channel's or chat's name, where the activity says it. */
  readonly name?: string;
  readonly teamId?: string;
  /** The bot's own account in this conversation. */
  readonly bot: { readonly id: string; readonly name?: string };
}

interface Incoming {
  readonly activityId?: string;
  readonly asker: Asker;
  readonly conversation: Conversation;
  /** IANA name (activity.localTimezone), else UTC. */
  readonly timeZone: string;
  readonly locale?: string;
}

/** A message: text with the bot's own mention removed; mentions of people keep their object ids. */
export interface MessageIn extends Incoming {
  readonly kind: 'message';
  readonly text: string;
  readonly mentions: readonly { readonly text: string; readonly id: string }[];
}

/** A pressed button (Action.Execute, or Action.Submit as its fallback). */
export interface ActionIn extends Incoming {
  readonly kind: 'action';
  /** The button's data, as it came: attacker-controlled. */
  readonly data: JsonRecord;
  /** The message that holds the card. */
  readonly cardActivityId?: string;
}

/** Somebody answered Teams' question whether she takes a file. */
export interface FileConsentIn extends Incoming {
  readonly kind: 'file-consent';
  readonly accepted: boolean;
  /** Which file it was about, as the question carried it. */
  readonly exportId: string;
  /** Where Teams lets the file be put; only when accepted. */
  readonly place?: FilePlace;
  /** The message that asked. */
  readonly cardActivityId?: string;
}

/** Where Teams says a file can be put; it is there once the upload has ended. */
export interface FilePlace {
  readonly name: string;
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** The bot was added to a conversation: time to say hello. */
export interface JoinedIn extends Incoming {
  readonly kind: 'joined';
}

/** Kinds of search in the compose box, as the app's manifest lists them. */
export const searchNames = ['signins', 'audits', 'policy', 'user'] as const;
export type SearchName = (typeof searchNames)[number];

/** Somebody types into a search of the compose box; it comes again with each letter. */
export interface SearchIn extends Incoming {
  readonly kind: 'search';
  readonly search: SearchName;
  /** As typed; '' when nothing is typed yet. */
  readonly text: string;
  /** Finds to leave out, which Teams has already. */
  readonly skip: number;
  readonly count: number;
}

/** One find of a search was chosen, to be put into a message. */
export interface PickIn extends Incoming {
  readonly kind: 'pick';
  /** The find's data, as it came: attacker-controlled. */
  readonly data: JsonRecord;
}

/** A link to one of the hosts in the app's manifest was pasted into a message. */
export interface LinkIn extends Incoming {
  readonly kind: 'link';
  /** As pasted: attacker-controlled. */
  readonly url: string;
}

/** What comes from somebody who is still writing a message: its answer goes to her alone, not into a conversation. */
export type ComposeIn = SearchIn | PickIn | LinkIn;

/** One find of a search: a line to choose by, and the card that is put into the message. */
export interface Find {
  /** Plain text, one line, nothing in it that a client could take for markup. */
  readonly title: string;
  readonly text: string;
  readonly card: AdaptiveCard;
  /** Comes back as a `pick` when this is chosen; absent: the card is whole. Phones don't ask, and take the card. */
  readonly pick?: JsonRecord;
}

/** The answer to `ComposeIn`; an empty list shows nothing. */
export type Offered =
  | { readonly kind: 'finds'; readonly finds: readonly Find[] }
  | { readonly kind: 'sentence'; readonly sentence: string };

/** Anything else, with the reason it is left alone. */
export interface UnsupportedIn {
  readonly kind: 'unsupported';
  readonly reason: string;
}

/** Teams tells how a sign-in went: a token to exchange, a code after the pop-up, or that it failed. */
export interface SignInIn extends Incoming {
  readonly kind: 'sign-in';
  readonly step: 'exchange' | 'verify' | 'failure';
  /** The token, the code, or what went wrong, as it came: attacker-controlled. */
  readonly value: JsonRecord;
}

export type Inbound = MessageIn | ActionIn | JoinedIn | FileConsentIn;

/** Who may read an answer that was asked for among others. */
export type Audience = 'asker' | 'everybody';

/** One answer: a card and the same in plain text (notifications, old clients, terminals). */
export interface Outgoing {
  readonly card: AdaptiveCard;
  readonly text: string;
  /**
   * `message`: a new message. `replace`: in place of the card whose button was pressed. `whisper`: words for who
   * pressed it, which leave that card as it is.
   */
  readonly mode: 'message' | 'replace' | 'whisper';
  /** Absent: the asker alone. In a personal chat there is nobody else. */
  readonly audience?: Audience;
  /** Told where the card ended up, so that it can be changed later. Never rejects. */
  readonly placed?: (place: CardPlace) => Promise<void>;
  /** True: offers the sign-in in place of the card; the question is answered once she has signed in. */
  readonly signIn?: boolean;
}

/** One card in one conversation. */
export interface CardPlace {
  readonly conversation: Conversation;
  readonly activityId: string;
  /** The one member of the conversation who sees it. */
  readonly onlyFor?: Member;
}
