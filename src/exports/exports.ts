import type { Level } from '../domain/access.ts';
import type { Asker, CardPlace, Conversation, FilePlace } from '../ports/chat.ts';
import type { Target } from '../ports/notifier.ts';
import type { ExportOrder } from './order.ts';
import type { ExportState } from './state.ts';
import type { ExportView } from './view.ts';

/** What somebody answered when she was asked whether she takes the file. */
export interface OfferAnswer {
  readonly asker: Asker;
  readonly level: Level;
  /** Why the level could not be told, where it could not. */
  readonly levelProblem?: string;
  readonly exportId: string;
  readonly accepted: boolean;
  readonly place?: FilePlace;
  /** Comes before the first byte is sent; where it rejects, none is, and the file waits on. */
  readonly beforeSending?: (of: ExportStanding) => Promise<void>;
}

/** What an export is of, how far it is, and how many rows were read so far. */
export interface ExportStanding {
  readonly line: string;
  readonly state: ExportState['kind'];
  readonly rows?: number;
}

/** A card to show, or a sentence for whoever may not. */
export type Shown =
  | {
      readonly ok: true;
      readonly view: ExportView;
      readonly of: ExportStanding;
      /** Why what was asked was not done to it: it is somebody else's. */
      readonly refusal?: string;
      readonly placed: (place: CardPlace) => Promise<void>;
    }
  | {
      readonly ok: false;
      readonly sentence: string;
      /** The pressed card stays: it is somebody else's, or may be pressed again. */
      readonly stays?: boolean;
    };

/** The exports that run or wait, in this process alone. */
export interface Exports {
  /** Why this person cannot export at this moment; undefined: she can. */
  obstacle(asker: Asker, conversation: Conversation): string | undefined;
  /** Her own chat with the bot. Throws `DeliveryError` where there can be none. */
  openPersonal(asker: Asker, conversation: Conversation): Promise<Target>;
  /** Begins to read; the control's signal ends the reading. */
  start(order: ExportOrder, control: AbortController): Shown;
  /** Ends an export of hers: the one named, or the one that reads. */
  cancel(id: string | undefined, asker: Asker): Promise<Shown>;
  answerOffer(answer: OfferAnswer): Promise<Shown>;
  /** Drops files that nobody took in time. */
  forget(): Promise<void>;
  /** Ends all of them and says so on their cards. */
  stop(): Promise<void>;
}
