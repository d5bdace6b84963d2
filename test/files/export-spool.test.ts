import { mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createExportSpool } from '../../src/files/export-spool.ts';
import { noon } from '../builders.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spool-test-'));
  folder = join(root, 'exports');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const spoolOf = (processId = 7, alive: readonly number[] = [7, 8]) =>
  createExportSpool({
    folder,
    owner: { host: 'box-1', processId, isAlive: (id) => alive.includes(id) },
    clock: { now: () => noon },
    keepMs: 3_600_000,
  });

async function write(spool: ReturnType<typeof spoolOf>, id: string, ...texts: string[]) {
  const writer = await spool.open(id);
  for (const text of texts) await writer.write(text);
  return writer.close();
}

describe('the spool', () => {
  it('gives back what was written, piece by piece', async () => {
    const spool = spoolOf();
    expect(await write(spool, 'one', 'Bü', 'cher')).toBe(7);
    const pieces = [await spool.read('one', 0, 4), await spool.read('one', 4, 100)];
    expect(Buffer.concat(pieces).toString()).toBe('Bücher');
    expect(pieces.map(({ length }) => length)).toEqual([4, 3]);
  });

  it('keeps others of the machine out', async () => {
    await write(spoolOf(), 'one', 'rows');
    const [name = ''] = await readdir(folder);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  it('writes through no link that somebody laid there', async () => {
    const spool = spoolOf();
    await write(spool, 'first', 'rows');
    const [name = ''] = await readdir(folder);
    await writeFile(join(root, 'victim'), 'precious');
    await symlink(join(root, 'victim'), join(folder, name.replace('first', 'second')));
    await expect(spool.open('second')).rejects.toMatchObject({ code: 'store-failed' });
  });

  it('takes no id that leaves its folder', async () => {
    await expect(async () => spoolOf().open('../../etc/passwd')).rejects.toThrow();
  });

  it('removes a file, once and again', async () => {
    const spool = spoolOf();
    await write(spool, 'one', 'rows');
    await spool.remove('one');
    await spool.remove('one');
    expect(await readdir(folder)).toEqual([]);
  });

  it('sweeps what an earlier run left, and leaves a neighbour’s and foreign files alone', async () => {
    await write(spoolOf(6), 'of-a-dead-process', 'rows');
    await write(spoolOf(8), 'of-a-neighbour', 'rows');
    await write(spoolOf(7), 'of-this-number-before', 'rows');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    for (const name of await readdir(folder)) await utimes(join(folder, name), noon, noon);
    await spoolOf(7).sweep();
    expect((await readdir(folder)).sort()).toEqual(['box-1.8.of-a-neighbour.csv', 'notes.txt']);
  });

  it('sweeps nothing that is still to be taken', async () => {
    const spool = spoolOf();
    await write(spool, 'one', 'rows');
    const [name = ''] = await readdir(folder);
    await utimes(join(folder, name), noon, noon);
    await spool.sweep();
    expect(Buffer.from(await spool.read('one', 0, 9)).toString()).toBe('rows');
  });

  it('sweeps what is older than an hour, whoever wrote it', async () => {
    await write(spoolOf(8), 'old', 'rows');
    const [name = ''] = await readdir(folder);
    const before = new Date(noon.getTime() - 3_700_000);
    await utimes(join(folder, name), before, before);
    await spoolOf(7).sweep();
    expect(await readdir(folder)).toEqual([]);
  });

  it('has nothing to sweep before the first export', async () => {
    await expect(spoolOf().sweep()).resolves.toBeUndefined();
  });

  it('names the setting when the folder cannot be written', async () => {
    await writeFile(folder, 'a file where a folder should be');
    await expect(spoolOf().open('one')).rejects.toMatchObject({
      code: 'store-failed',
      hint: expect.stringContaining('EXPORT_DIR'),
    });
  });
});
