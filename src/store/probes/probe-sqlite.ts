import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { isRecord } from '../../domain/record.ts';
import type { StoreStanding, StoreTrouble } from '../../ports/probes.ts';
import { isOfNewer } from './is-of-newer.ts';

const leastFreeBytes = 64 * 1024 * 1024;
const tryAgainMs = 100;
/** As long as the bot itself waits for the file. */
const usualTries = 50;

/** Primary result codes (sqlite.org/rescode.html). */
const troubles: Readonly<Record<number, StoreTrouble>> = {
  3: 'not-writable',
  5: 'locked',
  6: 'locked',
  8: 'not-writable',
  11: 'no-database',
  13: 'full',
  14: 'not-writable',
  26: 'no-database',
};

/** What SQLite's refusal means. */
export function sqliteTrouble(thrown: unknown): { trouble: StoreTrouble; detail: string } {
  const extended = isRecord(thrown) ? Number(thrown.errcode) : Number.NaN;
  const code = extended & 0xff;
  return { trouble: troubles[code] ?? 'unknown', detail: `SQLite error ${code || 'unknown'}` };
}

const broken = (trouble: StoreTrouble, detail: string): StoreStanding => ({
  ok: false,
  trouble,
  detail,
});

function codeOf(thrown: unknown): string {
  return isRecord(thrown) && typeof thrown.code === 'string' ? thrown.code : 'unknown';
}

/** The nearest folder above that is there. */
function nearest(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearest(parent);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function sizeWords(bytes: number): string {
  const gigabytes = bytes / 1024 ** 3;
  return gigabytes >= 1 ? `${Math.floor(gigabytes)} GB` : `${Math.floor(bytes / 1024 ** 2)} MB`;
}

function tooFull(folder: string): StoreStanding | undefined {
  const bytes = freeBytes(folder);
  return bytes < leastFreeBytes ? broken('full', `${sizeWords(bytes)} free`) : undefined;
}

/** A file of ours in the folder, made and removed. */
function probeFolder(folder: string, shown: string): StoreStanding {
  const place = nearest(folder);
  if (!statSync(place).isDirectory()) return broken('no-folder', shown);
  try {
    if (place !== folder) {
      accessSync(place, constants.W_OK | constants.X_OK);
      return tooFull(place) ?? { ok: true, evidence: `${shown} will be made at the first start` };
    }
  } catch (thrown) {
    return broken('no-folder', `${shown}: ${codeOf(thrown)}`);
  }
  const file = join(folder, `.${randomUUID()}`);
  try {
    writeFileSync(file, 'x', { flag: 'wx' });
    rmSync(file);
  } catch (thrown) {
    return broken('not-writable', `${shown}: ${codeOf(thrown)}`);
  }
  return tooFull(folder) ?? { ok: true, evidence: `${shown} will be made at the first start` };
}

function migrationsIn(database: DatabaseSync): string[] {
  const known = database
    .prepare("select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'")
    .get();
  if (known === undefined) return [];
  return database
    .prepare('select name from kysely_migration')
    .all()
    .map(({ name }) => String(name));
}

/** Writes and takes it back; a writer of the running bot is waited for, without holding up this process. */
async function writeOnce(
  database: DatabaseSync,
  mostTries: number,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      database.exec('begin immediate');
      break;
    } catch (thrown) {
      const isBusy = sqliteTrouble(thrown).trouble === 'locked';
      if (!isBusy || tries >= mostTries) throw thrown;
      await delay(tryAgainMs, undefined, { signal });
    }
  }
  try {
    database.exec('create table written_by_doctor (x); insert into written_by_doctor values (1)');
  } finally {
    database.exec('rollback');
  }
}

/** `location`: a file or `:memory:`. Nothing of it is changed. */
export async function probeSqlite(
  location: string,
  signal: AbortSignal,
  mostTries = usualTries,
): Promise<StoreStanding> {
  if (location === ':memory:') return { ok: true, evidence: 'in memory, gone at the end' };
  const file = resolve(location);
  if (!existsSync(file)) return probeFolder(dirname(file), location);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    await writeOnce(database, mostTries, signal);
    const newer = isOfNewer(migrationsIn(database));
    if (newer !== undefined) return broken('newer', newer);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const { trouble, detail } = sqliteTrouble(thrown);
    return broken(trouble, `${location}: ${detail}`);
  } finally {
    database?.close();
  }
  const folder = dirname(file);
  const free = sizeWords(freeBytes(folder));
  return tooFull(folder) ?? { ok: true, evidence: `${location} can be written, ${free} free` };
}
