import type { Done } from '../../domain/activity/described.ts';
import type { ActivityRecord } from '../../domain/activity-record.ts';
import type { Person } from '../../domain/person.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import type { TimeWindow } from '../../domain/time-window.ts';

/** What is known of the search that an answer comes from. */
export interface SearchFacts {
  /** The service left records out. */
  readonly isTruncated: boolean;
  /** Records that could not be read at all. */
  readonly unreadable: number;
  /** Records above the most that are kept. */
  readonly dropped: number;
  readonly finishedAt: Date;
  /** Searches that the tenant submitted in the last 24 hours, of how many it may. */
  readonly searchesUsed: number;
  readonly searchesADay: number;
}

/** What a search of the unified audit log found, with the question it answers. */
export interface ActivityInput {
  readonly kind: 'activity' | 'files' | 'mail' | 'file';
  readonly person?: Person;
  /** Name or address, as asked. */
  readonly file?: string;
  /** In any order, repeated or not. */
  readonly records: readonly ActivityRecord[];
  readonly facts: SearchFacts;
  readonly rangeLabel: string;
  readonly window: TimeWindow;
  /** Only what was done so is shown. */
  readonly only?: Done;
  /** 1 for the first. */
  readonly page: number;
  /** The question as a line that asks the same again, `only` included. */
  readonly ask: string;
  /** The same question with another `only`, or with none. */
  readonly onlyAsk: (only: Done | undefined) => string;
  /** The same question, searched anew whatever was found before. */
  readonly anewAsk: string;
  readonly openAsk: (recordId: string) => string;
  /** The list is as of then. */
  readonly until: Date;
  readonly now: Date;
  readonly portal: PortalLinks;
  /** What else is to be said of this answer, in sentences. */
  readonly aside?: string;
}
