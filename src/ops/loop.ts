export interface LoopOptions {
  readonly name: string;
  /** From the end of one run to the start of the next, in milliseconds. */
  readonly everyMs: number;
  /** Part of the wait that is random, 0..1: replicas then do not run in step. */
  readonly jitter: number;
  readonly task: (signal: AbortSignal) => Promise<void>;
  /** Told of each failure, and how many there were in a row; the loop goes on. */
  readonly onError: (error: unknown, failuresInRow: number) => void;
  /** Resolves after so long; rejects or resolves early when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** 0..1 */
  readonly random: () => number;
  /** Longest wait after failures in a row. Default: 5 minutes, or `everyMs` when that is longer. */
  readonly maxBackOffMs?: number;
}

export interface Loop {
  /** Aborts the running task and resolves when it has ended; no further run starts. */
  stop(): Promise<void>;
}

const usualMaxBackOffMs = 5 * 60_000;

/** How long to wait before the next run: doubled with each failure in a row, then spread by the jitter. */
export function waitMs(
  options: Pick<LoopOptions, 'everyMs' | 'jitter' | 'random' | 'maxBackOffMs'>,
  failuresInRow: number,
): number {
  const { everyMs, jitter, random } = options;
  const longest = Math.max(options.maxBackOffMs ?? usualMaxBackOffMs, everyMs);
  const backedOff = Math.min(everyMs * 2 ** Math.min(failuresInRow, 30), longest);
  return Math.round(backedOff * (1 - jitter / 2 + jitter * random()));
}

/** Runs the task now and then again and again, one run at a time, until stopped. */
export function runLoop(options: LoopOptions): Loop {
  const { task, onError, sleep } = options;
  const control = new AbortController();
  const { signal } = control;

  const runForever = async (): Promise<void> => {
    let failuresInRow = 0;
    while (!signal.aborted) {
      try {
        await task(signal);
        failuresInRow = 0;
      } catch (error) {
        if (signal.aborted) return;
        failuresInRow += 1;
        onError(error, failuresInRow);
      }
      await sleep(waitMs(options, failuresInRow), signal).catch(() => undefined);
    }
  };

  const ended = runForever();
  return {
    stop() {
      control.abort(new Error(`${options.name} was stopped`));
      return ended;
    },
  };
}
