import type { Asker, Conversation, FilePlace } from './chat.ts';
import type { Target } from './notifier.ts';

/** A file that a person may take into her OneDrive, or not. */
export interface FileOffer {
  readonly name: string;
  readonly bytes: number;
  /** What it holds, in words. */
  readonly description: string;
  /** Comes back with the answer. */
  readonly exportId: string;
}

/** Teams' own cards about files; they exist in personal chats alone. Every failure is a `DeliveryError`. */
export interface FileMessages {
  /** The person's own chat with the bot, begun where there is none yet. */
  openPersonal(asker: Asker, conversation: Conversation): Promise<Target>;
  /** Asks whether she takes the file; gives the activity id of the question. */
  offer(target: Target, offer: FileOffer): Promise<{ activityId: string }>;
  /** Shows a file that was uploaded, ready to be opened. */
  show(target: Target, file: FilePlace): Promise<{ activityId: string }>;
}
