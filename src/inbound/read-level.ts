import type { Access } from '../access.ts';
import type { Level } from '../domain/access.ts';
import { toAppError } from '../errors.ts';
import type { Log } from '../ports/log.ts';

/** What somebody may do at this moment. */
export interface Standing {
  readonly level: Level;
  /** Why the level could not be told, where it could not. */
  readonly levelProblem?: string;
}

export type ReadLevel = (askerId: string, signal: AbortSignal) => Promise<Standing>;

/** Reads an asker's level; when it can't be told it is none, with the reason. */
export function createLevelReader(access: Access, log: Log): ReadLevel {
  return async (askerId, signal) => {
    try {
      return { level: await access.levelOf(askerId, signal) };
    } catch (thrown) {
      const error = toAppError(thrown);
      log.warn({ err: error, asker: askerId }, 'the level of an asker is unknown');
      const levelProblem = [error.message, error.hint].filter(Boolean).join(' ');
      return { level: 'none', levelProblem };
    }
  };
}
