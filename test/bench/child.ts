import { fork } from 'node:child_process';

/** A process of its own, so that no side of a comparison shares a heap or a core's turn with the other. */
export interface Child<Said> {
  /** The first message it sent: that it listens, or what it measured. */
  readonly said: Said;
  /** Sends it a message and gives the next that it sends. */
  ask<Answer>(message: object): Promise<Answer>;
  stop(): Promise<void>;
}

const longestWaitMs = 240_000;

/** Runs a script with one argument (JSON) and waits for its first message; rejects when it ends before. */
export async function startChild<Said>(script: URL, argument: object): Promise<Child<Said>> {
  const child = fork(script, [JSON.stringify(argument)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const first = Promise.withResolvers<Said>();
  child.once('message', (message) => first.resolve(message as Said));
  child.once('error', first.reject);
  child.once('exit', (code) => first.reject(new Error(`${script.pathname} ended with ${code}`)));
  const timer = setTimeout(() => {
    first.reject(new Error(`${script.pathname} said nothing in ${longestWaitMs / 1000} s`));
    child.kill('SIGKILL');
  }, longestWaitMs);
  const said = await first.promise.finally(() => clearTimeout(timer));
  return {
    said,
    ask<Answer>(message: object) {
      const answer = new Promise<Answer>((resolve) =>
        child.once('message', (heard) => resolve(heard as Answer)),
      );
      child.send(message);
      return answer;
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs a script to the end and gives what it said. */
export async function runChild<Said>(script: URL, argument: object): Promise<Said> {
  const child = await startChild<Said>(script, argument);
  await child.stop();
  return child.said;
}

/** In a child: the argument it was started with. */
export function argumentOf<Argument>(): Argument {
  return JSON.parse(process.argv[2] ?? '{}') as Argument;
}

/** In a child: tells the parent, and ends when the parent is gone. */
export function tell(message: object): void {
  process.once('disconnect', () => process.exit(0));
  process.send?.(message);
}
