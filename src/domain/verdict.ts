import type { AppliedPolicy, SignIn } from './sign-in.ts';

export const outcomes = ['succeeded', 'blocked', 'interrupted', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of one attempt, and why, in words a help desk can act on. */
export interface Verdict {
  readonly outcome: Outcome;
  /** True for an interrupt that was met within the same attempt (outcome is then `succeeded`). */
  readonly completed: boolean;
  /** The policy that decided, where the record names one. */
  readonly policy?: AppliedPolicy;
  /** 'succeeded', 'blocked by <policy>', 'interrupted, then completed', 'interrupted, not completed', 'failed: <what>' */
  readonly headline: string;
}

/** Every row of one attempt (same correlation id or original request), newest first, and its result. */
export interface Attempt {
  readonly rows: readonly [SignIn, ...SignIn[]];
  /** The row that carries the final result. */
  readonly final: SignIn;
  readonly verdict: Verdict;
}
