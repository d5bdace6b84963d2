import type { Circumstances } from './circumstances.ts';
import type { JsonObject } from './json.ts';
import type { Policy } from './policy.ts';

/** A later version of a record: from `atMs` on these members replace the first ones. */
export interface RecordChange {
  readonly atMs: number;
  readonly patch: JsonObject;
}

/** A sign-in kept small; the full record is derived from it when it is read. */
export interface SignInRow {
  readonly seq: number;
  readonly id: string;
  readonly atMs: number;
  /** When the log first shows it. */
  readonly visibleAtMs: number;
  /** Rows of one attempt share it; the correlation id is derived from it. */
  readonly thread: number;
  /** Id of the first request of the attempt. */
  readonly originalId: string;
  readonly code: number;
  readonly conditionalAccessStatus: 'success' | 'failure' | 'notApplied';
  readonly about: Circumstances;
  /** The policies as they stood at the time. */
  readonly policies: readonly Policy[];
  /** Members set by hand. */
  readonly override?: JsonObject;
  readonly changes?: readonly RecordChange[];
}
