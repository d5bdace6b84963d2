import { existsSync } from 'node:fs';
import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { engineOf } from './dialect.ts';

const busyTimeoutMs = 30_000;

/** What was copied. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
  /** The last step of the schema that the copy has. */
  readonly schema: string;
}

function refused(sentence: string, hint: string, cause?: unknown): AppError {
  return new AppError('store-failed', sentence, { hint, cause });
}

function sourceOf(databaseUrl: string): string {
  if (engineOf(databaseUrl) === 'postgres') {
    throw refused(
      'This copies SQLite files; the database is a PostgreSQL.',
      'Use pg_dump, which copies while the bot runs: docs/running.md, “Back up and restore”.',
    );
  }
  const source = databaseUrl.slice('sqlite:'.length);
  if (existsSync(source)) return source;
  throw refused(
    `There is no database to copy at ${source}.`,
    'Check DATABASE_URL, and the folder you are in.',
  );
}

function within<T>(file: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    return work(database);
  } finally {
    database.close();
  }
}

/** One state of the whole database, whatever is written meanwhile: one read transaction, in which a writer waits for nothing. */
function copy(source: string, target: string): void {
  within(source, (database) => database.prepare('vacuum into ?').run(target));
}

/** The last step of the schema in a copy that is whole. */
function check(file: string): string {
  return within(file, (database) => {
    const said = database.prepare('pragma integrity_check').get()?.integrity_check;
    if (said !== 'ok') throw new Error(String(said));
    const last = database.prepare('select name from kysely_migration order by name desc limit 1');
    return String(last.get()?.name);
  });
}

/** As good as on the disk before it has its name. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/**
 * Copies a SQLite database while the bot writes to it, into a file that is readable by its owner alone, checked, and
 * there whole or not at all. Never overwrites. Fails with `store-failed`.
 */
export async function backUp(databaseUrl: string, file: string): Promise<Backup> {
  const source = sourceOf(databaseUrl);
  if (existsSync(file)) throw refused(`${file} is there already.`, 'Name a new file.');
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  try {
    // Made first, so that nobody else can read what is being written.
    await (await open(unfinished, 'wx', 0o600)).close();
    copy(source, unfinished);
    await chmod(unfinished, 0o600);
    const schema = check(unfinished);
    await flush(unfinished);
    await rename(unfinished, file);
    return { file, bytes: (await stat(file)).size, schema };
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw refused(
      `The copy could not be made: ${String(thrown)}.`,
      'Check that the folder is there and writable, and that its disk has room for the whole database.',
      thrown,
    );
  }
}
