import type { Person } from '../domain/person.ts';

export interface Directory {
  /** By object id or UPN; undefined when nobody has it. */
  person(idOrUpn: string, signal?: AbortSignal): Promise<Person | undefined>;
  /** By name or part of one, best matches first, at most `limit`. */
  search(words: string, limit: number, signal?: AbortSignal): Promise<Person[]>;
  /** People whose names are like the words, likest first: what to offer when `search` finds nobody. */
  nearest(words: string, limit: number, signal?: AbortSignal): Promise<Person[]>;
  /** Which of these role template and group ids the user holds, transitively. Never answered from a cache. */
  heldBy(userId: string, ids: readonly string[], signal?: AbortSignal): Promise<Set<string>>;
  /** Display names for ids of users, groups and service principals (appId too); unknown ids are absent. */
  names(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, string>>;
}
