import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { backUp } from '../../src/store/back-up.ts';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { expectGoneOn, goBack } from './go-back.ts';

const log = recordingLog();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-bot-back-up-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newFile = (name: string) => join(folder, name);

describe('a copy of the database, made while the bot and others write to it', () => {
  it('is what the bot goes on from with SQLite: cases, silences and the record of looks are whole', async () => {
    const [url, copied] = [`sqlite:${newFile('bot.db')}`, newFile('copy.db')];
    const gone = await goBack(url, `sqlite:${copied}`, () => backUp(url, copied));
    expect((await stat(copied)).mode & 0o777).toBe(0o600);
    await expectGoneOn(gone, `sqlite:${copied}`);
  }, 60_000);

  it('is whole or not there, overwrites nothing, and says what to do for PostgreSQL', async () => {
    const there = newFile('there.db');
    await writeFile(there, 'something else');
    const source = `sqlite:${newFile('bot.db')}`;
    await expect(backUp(source, there)).rejects.toThrow('is there already');
    await expect(backUp(`sqlite:${newFile('nothing.db')}`, newFile('a.db'))).rejects.toThrow(
      'no database',
    );
    await expect(stat(newFile('nothing.db'))).rejects.toThrow('ENOENT');
    await expect(backUp(`sqlite:${there}`, newFile('b.db'))).rejects.toThrow('not a database');
    await expect(stat(newFile('b.db'))).rejects.toThrow('ENOENT');
    await expect(stat(newFile('b.db.part'))).rejects.toThrow('ENOENT');
    const refusal = await backUp('postgres://x/y', newFile('c.db')).catch((thrown) => thrown);
    expect(refusal.hint).toContain('pg_dump');
  });
});

it('npm run backup says what it wrote, and where it could not', () => {
  const run = (file: string) =>
    spawnSync(process.execPath, ['src/backup.ts', file], {
      env: { DATABASE_URL: `sqlite:${newFile('bot.db')}` },
      encoding: 'utf8',
    });
  const made = run(newFile('by-command.db'));
  expect([made.status, made.stdout]).toEqual([0, expect.stringMatching(/ MB, whole, as \d{4}-/)]);
  const again = run(newFile('by-command.db'));
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('Name a new file')]);
});

describe('a database that a newer version has changed', () => {
  const refusalOf = async (url: string): Promise<AppError> => {
    const refusal = await openStore(url, { log }).catch((thrown) => thrown);
    if (!(refusal instanceof AppError)) throw new Error('it was opened');
    return refusal;
  };

  it('is refused with the way back, and not touched', async () => {
    const file = newFile('newer.db');
    await (await openStore(`sqlite:${file}`, { log })).close();
    const database = new DatabaseSync(file);
    database.exec(`insert into kysely_migration values ('9999-future', '2030-01-01T00:00:00Z')`);
    const refusal = await refusalOf(`sqlite:${file}`);
    expect(refusal.message).toContain('A newer version of the bot');
    expect(refusal.message).toContain('9999-future');
    expect(refusal.hint).toContain('docs/running.md');
    const { count } = database.prepare('select count(*) count from kysely_migration').get() ?? {};
    database.exec(`delete from kysely_migration where name = '9999-future'`);
    database.close();
    expect(count).toBeGreaterThan(10);
    await (await openStore(`sqlite:${file}`, { log })).close();
  });
});
