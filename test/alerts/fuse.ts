import { copyFile, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from './recording-log.ts';

class Crash extends Error {
  override readonly name = 'Crash';
}

/** Counts every step that something awaits and dies at one of them, before or after it had its effect. */
export interface Fuse {
  steps: number;
  readonly diesAt: number;
  readonly afterwards: boolean;
  blown: boolean;
  /** Which step it died at. */
  victim?: string;
}

async function burn<T>(fuse: Fuse, name: string, step: () => Promise<T>): Promise<T> {
  if (fuse.blown) throw new Crash('this process is dead');
  fuse.steps += 1;
  const dies = fuse.steps === fuse.diesAt;
  if (dies) fuse.victim = `${fuse.afterwards ? 'after' : 'before'} ${name}`;
  if (dies && !fuse.afterwards) {
    fuse.blown = true;
    throw new Crash('before the step');
  }
  const result = await step();
  if (dies) {
    fuse.blown = true;
    throw new Crash('after the step');
  }
  return result;
}

/** Methods that are read page by page. */
const paged = new Set<string | symbol>(['pages', 'records']);

type Method = (...args: unknown[]) => unknown;

/** The same object; each of its calls, and each call of a transaction's writer, is a step of the fuse. */
export function fused<T extends object>(target: T, fuse: Fuse): T {
  return new Proxy(target, {
    get(from, name, receiver) {
      const member: unknown = Reflect.get(from, name, receiver);
      if (typeof member !== 'function') return member;
      const method = member as Method;
      return (...args: unknown[]) => {
        const given = args.map((arg) =>
          name === 'write' && typeof arg === 'function'
            ? (writer: object) => (arg as Method)(fused(writer, fuse))
            : arg,
        );
        if (paged.has(name)) return pagesWith(fuse, method.apply(from, given));
        return burn(fuse, String(name), async () => method.apply(from, given));
      };
    },
  });
}

async function* pagesWith(fuse: Fuse, pages: unknown): AsyncGenerator<unknown> {
  for await (const page of pages as AsyncIterable<unknown>) {
    await burn(fuse, 'page', async () => undefined);
    yield page;
  }
}

/** Every moment at which the process can die: before and after each step of a run that lives. */
export function moments(steps: number): Fuse[] {
  return Array.from({ length: 2 * steps }, (_, n) => ({
    steps: 0,
    diesAt: 1 + Math.floor(n / 2),
    afterwards: n % 2 === 1,
    blown: false,
  }));
}

/** Gives a file with an empty database, the same each time, that was migrated once. */
export async function emptyDatabases(folder: string): Promise<() => Promise<string>> {
  const empty = join(folder, 'empty.db');
  const file = join(folder, 'bot.db');
  await (await openStore(`sqlite:${empty}`, { log: recordingLog() })).close();
  return async () => {
    for (const suffix of ['-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
    await copyFile(empty, file);
    return file;
  };
}

const inMemory = '/dev/shm';
const enoughBytes = 256 * 1024 * 1024;

/** A process that dies loses nothing that the system holds, so that no disk has to be waited for. */
async function parentFolder(): Promise<string> {
  const room = await statfs(inMemory).catch(() => undefined);
  return room !== undefined && room.bavail * room.bsize >= enoughBytes ? inMemory : tmpdir();
}

/** Runs `work` in a folder of its own, and takes that away. */
export async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(await parentFolder(), 'audit-bot-crash-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
