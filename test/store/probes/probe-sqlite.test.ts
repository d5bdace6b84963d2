import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../src/store/open-store.ts';
import { probeSqlite, sqliteTrouble } from '../../../src/store/probes/probe-sqlite.ts';
import { recordingLog } from '../../alerts/recording-log.ts';

describe('whether SQLite can be written', () => {
  const { signal } = new AbortController();
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
    file = join(folder, 'bot.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const begin = async () => (await openStore(`sqlite:${file}`, { log: recordingLog() })).close();
  const held = () => {
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    return other;
  };

  it('is so before the first start, also where the folder is still to be made, and makes nothing', async () => {
    expect((await probeSqlite(file, signal)).ok).toBe(true);
    expect((await probeSqlite(join(folder, 'data', 'deep', 'bot.db'), signal)).ok).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the file of a bot as it is', async () => {
    await begin();
    const hashed = async () =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
    const before = await hashed();
    expect((await probeSqlite(file, signal)).ok).toBe(true);
    expect(await hashed()).toBe(before);
  });

  it('waits for whoever writes, and tells of one that never ends', async () => {
    await begin();
    const other = held();
    const waiting = probeSqlite(file, signal);
    other.exec('rollback');
    expect((await waiting).ok).toBe(true);
    other.exec('begin immediate');
    expect(await probeSqlite(file, signal, 2)).toMatchObject({ ok: false, trouble: 'locked' });
    other.close();
  });

  it.each([
    [13, 'full'],
    [8, 'not-writable'],
    [1544, 'not-writable'],
    [11, 'no-database'],
    [1, 'unknown'],
  ])('reads SQLite’s code %i as “%s”', (errcode, trouble) => {
    expect(sqliteTrouble({ errcode }).trouble).toBe(trouble);
  });
});
