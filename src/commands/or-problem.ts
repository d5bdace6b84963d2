import { AppError } from '../errors.ts';

/** A part of an answer, or the sentence why it is missing (`''` when it is not). */
export type Part<T> = readonly [value: T, problem: string];

/** A missing permission or a throttled service must not cost the rest of an answer. */
export async function orProblem<T>(read: Promise<T>, otherwise: T): Promise<Part<T>> {
  try {
    return [await read, ''];
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return [otherwise, [thrown.message, thrown.hint].filter(Boolean).join(' ')];
  }
}
