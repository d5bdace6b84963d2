import type { TapeEvent } from './tape.ts';

/** What one way of watching made of the tape. */
export interface Told {
  /** How often the channel was told of each sign-in, by its id. */
  readonly times: ReadonlyMap<string, number>;
  readonly requests: number;
  /** New messages in the channel: what rings. */
  readonly posts: number;
}

/** Events that nobody was told of, and tellings beyond the first. */
export function account(
  tape: readonly TapeEvent[],
  { times }: Pick<Told, 'times'>,
): { readonly missed: number; readonly doubled: number } {
  let [missed, doubled] = [0, 0];
  for (const { id } of tape) {
    const told = times.get(id) ?? 0;
    if (told === 0) missed += 1;
    else doubled += told - 1;
  }
  return { missed, doubled };
}

export function countOf(ids: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}
