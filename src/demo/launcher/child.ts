import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { LastLines } from './last-lines.ts';

/** How to start one part of the demo. */
export interface ChildSpec {
  /** As the person knows it: `bot`, `simulated tenant`, `chat client`. */
  readonly name: string;
  /** The module to run and its arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** Answers 200 once the child is ready. */
  readonly probeUrl: string;
  /** Where the child writes what others write to stderr. */
  readonly logFile?: string;
  /** Where all that it writes is kept besides. */
  readonly outputFile?: string;
}

/** How a child ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A part of the demo that runs. */
export interface Child {
  readonly spec: ChildSpec;
  readonly pid: number | undefined;
  readonly exited: Promise<Exit>;
  /** The last lines of what it complained about, or failing that of what it said. */
  lastWords(): string;
  /** Asks it to end, insists after `graceMs`, and resolves when it is gone. */
  stop(graceMs: number): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href;
const keptLines = 15;

function closed(stream: Readable | null): Promise<void> {
  return new Promise((resolve) => {
    if (stream === null || stream.closed) resolve();
    else stream.once('close', () => resolve());
  });
}

/** Waits for the last words too. Not by 'close', which a child whose channel was closed here never emits. */
async function watchExit(child: ChildProcess, complaints: LastLines): Promise<Exit> {
  const exit = new Promise<Exit>((resolve) => {
    child.once('error', (error) => {
      complaints.add(`${error.message}\n`);
      resolve({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const [how] = await Promise.all([exit, closed(child.stdout), closed(child.stderr)]);
  return how;
}

function readLog(file: string | undefined): string {
  if (file === undefined || !existsSync(file)) return '';
  const lines = new LastLines(keptLines);
  lines.add(readFileSync(file, 'utf8'));
  return lines.text();
}

/** Starts a child with the same Node that runs now. */
export function startChild(spec: ChildSpec): Child {
  const complaints = new LastLines(keptLines);
  const words = new LastLines(keptLines);
  const child = spawn(process.execPath, ['--import', endWithParent, ...spec.args], {
    cwd: spec.folder,
    env: spec.env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // In a group of its own, Ctrl-C reaches the launcher alone, which then ends the parts in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const listen = (stream: Readable | null, lines: LastLines) => {
    stream?.on('data', (chunk: Buffer) => {
      lines.add(chunk.toString('utf8'));
      if (spec.outputFile !== undefined) appendFileSync(spec.outputFile, chunk);
    });
  };
  listen(child.stdout, words);
  listen(child.stderr, complaints);
  const exited = watchExit(child, complaints);
  return {
    spec,
    pid: child.pid,
    exited,
    lastWords: () => complaints.text() || readLog(spec.logFile) || words.text(),
    async stop(graceMs) {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
