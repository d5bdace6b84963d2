/** How long each part of a turn may take, in milliseconds. Tests shorten them; nothing else does. */
export interface TurnTimes {
  /** An answer that takes longer is announced by a typing indicator … */
  readonly typingAfterMs: number;
  /** … which Teams shows for a few seconds only. */
  readonly typingEveryMs: number;
  /** Teams gives a turn 15 s; what takes longer than this is sent after it. */
  readonly turnMs: number;
  /** Teams gives an invoke 5 s. */
  readonly invokeMs: number;
  /** The signal of `handle` fires. */
  readonly answerMs: number;
  /** A handler that does not heed its signal is no longer waited for. */
  readonly giveUpMs: number;
  /** Wait before an answer is sent once more, where Teams does not say how long. */
  readonly resendAfterMs: number;
}

/** The limits Teams sets, with room for the way there and back. */
export const teamsTurnTimes: TurnTimes = {
  typingAfterMs: 700,
  typingEveryMs: 3_000,
  turnMs: 10_000,
  invokeMs: 4_000,
  answerMs: 22_000,
  giveUpMs: 23_500,
  resendAfterMs: 1_000,
};

/** The promise's value when it comes in time, else undefined; the promise itself goes on. */
export async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
