import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../src/store/look-hash.ts';
import { openLookChain } from '../src/store/open-look-chain.ts';
import { openStore } from '../src/store/open-store.ts';
import { type Verification, verifyLooks } from '../src/verify-looks.ts';
import { tenantId } from './alerts/builders.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { minutesAfter, noon } from './builders.ts';
import { aLook } from './look-builders.ts';

const run = promisify(execFile);
const alice = 'a11ce000-0000-4000-8000-000000000001';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-bot-verify-'));
  const store = await openStore(`sqlite:${join(folder, 'five.db')}`, { log: recordingLog() });
  for (const minute of [1, 2, 3, 4, 5]) {
    await store.looks.append(tenantId, aLook(minute, { people: [alice] }));
  }
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A database of its own that holds five looks. */
async function fiveLooks(name: string): Promise<string> {
  const file = join(folder, `${name}.db`);
  await copyFile(join(folder, 'five.db'), file);
  return file;
}

/** Somebody with the file and a SQL shell. */
function tamper(file: string, statement: string): void {
  const database = new DatabaseSync(file);
  for (const trigger of ['looks_no_update', 'looks_no_delete', 'look_people_no_delete']) {
    database.exec(`drop trigger ${trigger}`);
  }
  database.exec(statement);
  database.close();
}

/** The command as administrators run it. */
async function runCommand(file: string, ...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: `sqlite:${file}` };
  try {
    const { stdout } = await run(process.execPath, ['src/verify-log.ts', ...args], { env });
    return { code: 0, said: stdout };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string };
    return { code, said: `${stdout}${stderr}` };
  }
}

/** The same without a process of its own. */
async function verified(file: string, more: Partial<Verification> = {}) {
  const chain = await openLookChain(`sqlite:${file}`, { log: recordingLog() });
  const lines: string[] = [];
  const isWhole = await verifyLooks({ chain, say: (line) => lines.push(line), ...more });
  await chain.close();
  return { isWhole, said: lines.join('\n') };
}

const headIn = (said: string) => /head (\S+)/.exec(said)?.[1] ?? '';

describe('npm run verify-log', () => {
  it('says that nothing was changed, and fails with the broken row when something was', async () => {
    const file = await fiveLooks('command');
    const whole = await runCommand(file);
    expect(whole.code).toBe(0);
    expect(whole.said).toContain('nothing was changed in 5 rows');
    expect(headIn(whole.said)).toMatch(/^5:[0-9a-f]{64}$/);
    tamper(file, "update looks set record = replace(record, 'Olga', 'Egon') where sequence = 3");
    const broken = await runCommand(file, '--head', headIn(whole.said));
    expect(broken.code).toBe(1);
    expect(broken.said).toContain('BROKEN at row 3 (changed)');
  });

  it('names the setting where there is no record, and makes no file', async () => {
    const file = join(folder, 'none.db');
    const { code, said } = await runCommand(file);
    expect(code).toBe(1);
    expect(said).toContain('DATABASE_URL');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('takes no head that is none', async () => {
    const { code, said } = await runCommand(join(folder, 'none.db'), '--head', '12');
    expect(code).toBe(1);
    expect(said).toContain('<count>:<hash>');
  });
});

describe('the record of a database', () => {
  it('is written as JSON lines for the owner alone, with the text that was hashed', async () => {
    const file = join(folder, 'looks.jsonl');
    const { isWhole } = await verified(await fiveLooks('exported'), { file });
    expect(isWhole).toBe(true);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line));
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
    for (const { previous, hash, record } of rows) {
      expect(sha256(`${previous}\n${JSON.stringify(record)}`)).toBe(hash);
    }
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it.each([
    ['missing', 2, 'delete from looks where sequence = 2'],
    [
      'out of order',
      2,
      `update looks set sequence = 99 where sequence = 2;
       update looks set sequence = 2 where sequence = 4;
       update looks set sequence = 4 where sequence = 99`,
    ],
    ['changed', 1, "update looks set record = 'gone' where sequence = 1"],
    ['changed', 4, 'delete from look_people where sequence = 4'],
    ['changed', 5, 'update looks set at = 0 where sequence = 5'],
  ])('is found to be %s at row %i, and can still be written to a file', async (flaw, row, sql) => {
    const database = await fiveLooks(`${flaw} ${row}`);
    tamper(database, sql);
    const { isWhole, said } = await verified(database, { file: join(folder, `${row}.jsonl`) });
    expect(isWhole).toBe(false);
    expect(said).toContain(`BROKEN at row ${row} (${flaw})`);
  });

  it('is found to be cut by a head that was told before', async () => {
    const file = await fiveLooks('cut');
    const [count, hash = ''] = headIn((await verified(file)).said).split(':');
    tamper(
      file,
      'delete from looks where sequence > 3; delete from look_people where sequence > 3',
    );
    expect(await verified(file)).toMatchObject({ isWhole: true });
    const { isWhole, said } = await verified(file, { known: { count: Number(count), hash } });
    expect(isWhole).toBe(false);
    expect(said).toContain('BROKEN at row 4 (cut)');
    new DatabaseSync(file).exec('delete from looks; delete from look_people');
    expect((await verified(file, { known: { count: 5, hash } })).said).toContain('there is none');
  });

  it('tells whoever asks for a row that can’t be read how to find it', async () => {
    const file = await fiveLooks('unreadable');
    tamper(file, "update looks set record = 'gone' where sequence = 2");
    const store = await openStore(`sqlite:${file}`, { log: recordingLog() });
    const window = { from: new Date(0), to: minutesAfter(noon, 60) };
    await expect(store.looks.list(tenantId, { window, most: 9 })).rejects.toMatchObject({
      code: 'store-failed',
      hint: expect.stringContaining('verify-log'),
    });
    await store.close();
  });

  it('goes on from where retention ended', async () => {
    const file = await fiveLooks('pruned');
    const store = await openStore(`sqlite:${file}`, { log: recordingLog() });
    await store.looks.forgetBefore(tenantId, minutesAfter(noon, 3));
    await store.close();
    const { isWhole, said } = await verified(file);
    expect(isWhole).toBe(true);
    expect(said).toContain('in 3 rows, rows 1 to 2 are gone by retention');
  });
});
