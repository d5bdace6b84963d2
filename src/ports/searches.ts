import type { ActivityRecord } from '../domain/activity-record.ts';
import type { SearchFilter, SearchJob } from '../domain/search-job.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { Asker, CardPlace } from './chat.ts';

/** A question that only a search of the unified audit log answers. */
export interface SearchQuestion {
  readonly filter: SearchFilter;
  readonly window: TimeWindow;
  /** When it was asked: the end of a window up to “now”. */
  readonly askedAt: Date;
  /** The line that asks the same again. */
  readonly line: string;
  /** What is looked for, in words: `Files of Alice`. */
  readonly title: string;
  /** The window in words. */
  readonly rangeLabel: string;
}

/** What is used of the day's searches; other tools' searches of the tenant are not known here. */
export interface SearchBudget {
  readonly used: number;
  readonly most: number;
  /** When the next one is free; absent while there are some. */
  readonly freeAt?: Date;
}

export interface SearchStanding {
  /** Searches of this bot that go before; 0 once it has begun. */
  readonly ahead: number;
  readonly budget: SearchBudget;
}

/** Searches of the unified audit log, as whoever asks sees them. Failures are `AppError`s. */
export interface Searches {
  /** The newest search that answers the question, ended or not; its records may be gone. */
  known(question: SearchQuestion): Promise<SearchJob | undefined>;
  /** A search that answers the question and runs or has been answered lately; a new one where there is none, or when `anew` (then one that runs is joined all the same). */
  ask(question: SearchQuestion, asker: Asker, anew: boolean): Promise<SearchJob>;
  find(id: string): Promise<SearchJob | undefined>;
  /** Newest first; those of the watch while they run alone. */
  recent(limit: number): Promise<readonly SearchJob[]>;
  standing(job: SearchJob): Promise<SearchStanding>;
  budget(): Promise<SearchBudget>;
  /** False once the records are no longer kept, or were never found. */
  hasRecords(job: SearchJob): boolean;
  /** Piece by piece, in no order, each record once. */
  records(job: SearchJob): AsyncIterable<readonly ActivityRecord[]>;
  /** Keeps the card at that place up to date until it holds the answer. Never rejects. */
  watch(job: SearchJob, card: WatchedCard): Promise<void>;
  /** Stops a search; one that has ended stays as it is. Undefined when it is not known. */
  cancel(
    id: string,
    by: { readonly name: string },
    signal: AbortSignal,
  ): Promise<SearchJob | undefined>;
}

/** A card that shows a search. */
export interface WatchedCard {
  readonly place: CardPlace;
  readonly asker: Asker;
  /** IANA name. */
  readonly timeZone: string;
  /** Asks what the card shows. */
  readonly line: string;
  /** As of when the line is to be read. */
  readonly askedAt: Date;
}
