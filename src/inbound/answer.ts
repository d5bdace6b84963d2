import type { Reply } from '../commands/request.ts';
import type { LookTrace } from '../domain/look.ts';
import type { Outgoing } from '../ports/chat.ts';
import type { Openness } from './openness.ts';
import type { Standing } from './read-level.ts';

/** What is said, and how it is shown. Without a look there was no question. */
export type Answer = Omit<Reply, 'look'> & {
  readonly mode: Outgoing['mode'];
  /** Absent: the asker alone. */
  readonly audience?: Outgoing['audience'];
  readonly look?: LookTrace;
};

/** At which level somebody asks, who reads along, and until when she waits. */
export interface Turn {
  readonly standing: Standing;
  readonly openness: Openness;
  readonly signal: AbortSignal;
}
