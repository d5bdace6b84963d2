import type { Person } from '../../domain/person.ts';
import type { TimeWindow } from '../../domain/time-window.ts';

/** A question for the bot's own record. */
export interface LooksAsked {
  /** Whom the looks were about; absent: everybody's and everything's. */
  readonly person?: Person;
  readonly window: TimeWindow;
  readonly rangeLabel: string;
  /** As typed; absent: the usual. */
  readonly rangeWords?: string;
  /** The list is as of then. */
  readonly until: Date;
}

/** The question as a line that asks the same again. */
export function askOf({ person, rangeWords }: LooksAsked): string {
  return ['who looked', person && `at ${person.id}`, rangeWords].filter(Boolean).join(' ');
}

export function titleOf({ person }: LooksAsked): string {
  return person ? `Who looked at ${person.name}` : 'Who asked the bot what';
}
