import type { Level } from '../domain/access.ts';
import type { LookTrace } from '../domain/look.ts';
import type { Asker, Audience, CardPlace, Conversation } from '../ports/chat.ts';

/** Where a list, or a sign-in opened from one, stood: what *Back* returns to. */
export interface ListPlace {
  readonly ask: string;
  /** ISO; the list is as of that moment, so that its pages stay the same. */
  readonly until?: string;
  readonly page?: number;
  /** Of a sign-in: the tab that was open. */
  readonly tab?: string;
  /** Of a sign-in: the list that it was opened from. */
  readonly back?: ListPlace;
}

/** What the *Back* button carries; null where there is nothing to go back to. */
export function backAction(place: ListPlace | undefined): object | null {
  return place ? { do: 'ask', ...place } : null;
}

/** One question, typed or pressed. */
export interface CommandRequest {
  readonly text: string;
  readonly mentions: readonly { readonly text: string; readonly id: string }[];
  readonly asker: Asker;
  readonly level: Level;
  /** Why the level could not be told, where it could not. */
  readonly levelProblem?: string;
  readonly conversation: Conversation;
  /** IANA name. */
  readonly timeZone: string;
  /** 1 for the first. */
  readonly page?: number;
  /** The list is as of then; absent: as of now. */
  readonly until?: Date;
  readonly tab?: string;
  readonly back?: ListPlace;
  /** Why it is asked, where a card asked for that. */
  readonly reason?: string;
  /** Asked where others read too, and answered to the asker alone: what she asked last is nobody else's either. */
  readonly isPrivate?: boolean;
  /** The bot draws a card again by itself: nothing is begun for it, nor remembered as a question. */
  readonly isRedrawn?: true;
  /** Asked while writing a message: neither changed by the conversation's last question nor kept as it. */
  readonly isAside?: true;
  readonly signal: AbortSignal;
}

/** One find of a search in the compose box; foreign text not yet escaped. */
export interface Preview {
  readonly title: string;
  readonly text: string;
  /** The line whose answer is put into the message. */
  readonly ask: string;
}

/** What a search in the compose box brought. */
export interface Sought {
  /** The answer as one card; absent where only its parts were looked for. */
  readonly reply?: Reply;
  /** What it is made of, or may mean; absent: the answer is one thing. */
  readonly previews?: readonly Preview[];
}

/** What a card shows: a template's name and the data for it, foreign text not yet escaped. */
export interface Reply {
  readonly card: string;
  readonly data: object;
  /** The same with less on it, for when it does not fit into one card; absent: nothing can be left out. */
  readonly smaller?: () => Reply;
  /** The question as a line that asks the same again: follow-ups, `save as` and `export` refer to it. */
  readonly asked?: string;
  /** True when nobody or nothing of the name was found: a mistyped keyword may have been read as a name. */
  readonly nameUnknown?: boolean;
  /** Which of several was meant has to be chosen first: in the compose box these are what is found. */
  readonly choices?: readonly Preview[];
  /** Drawn as a sample of itself: this stands above it, and no button does anything. */
  readonly sample?: {
    readonly title: string;
    readonly lines: readonly { readonly text: string }[];
  };
  /** Told where the card ended up, so that it can be changed later. Never rejects. */
  readonly placed?: (place: CardPlace) => Promise<void>;
  /** What was left out of it for this asker, and why: small lines below the card. */
  readonly leftOut?: readonly string[];
  /** What the bot's own record says of it, where that is more than its line and its card tell. */
  readonly look?: Partial<LookTrace>;
}

/** An answer, and who may read it where it was asked among others. */
export type Addressed = Traced<Reply> & { readonly audience: Audience };

/** An answer, or the finds of a search, with what the bot's own record says of it. */
export type Traced<Answered> = Answered & { readonly look: LookTrace };
