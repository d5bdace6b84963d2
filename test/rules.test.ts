import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRules, type RuleBook } from '../src/rules.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { noon } from './builders.ts';

let folder: string;
let file: string;
const log = recordingLog();
const open = (path?: string) => openRules(path, { clock: { now: () => noon }, log });
const idsOf = (book: RuleBook) => book.current().rules.map(({ rule }) => rule.id);

async function lookTwice(book: RuleBook) {
  await book.look();
  await book.look();
}

const off = 'rules: { ca-block: { enabled: false } }\n';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  file = join(folder, 'rules.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the rules in force', () => {
  it('are the built-in ones without a file', async () => {
    const book = await open();
    await lookTwice(book);
    expect(idsOf(book)).toContain('ca-block');
    expect([book.fileReadAt(), book.refused()]).toEqual([undefined, undefined]);
  });

  it('must be right at the start: every mistake is told with its line', async () => {
    await writeFile(
      file,
      'rules:\n  ca-block: { enabled: yes }\n  ca-prompt-unmet: { times: 1 }\n',
    );
    await expect(open(file)).rejects.toMatchObject({
      message: expect.stringMatching(/\nLine 2, column 24: .*\nLine 3, column 29: /),
      hint: expect.stringContaining('ALERT_RULES_FILE'),
    });
    await expect(open(join(folder, 'none.yaml'))).rejects.toThrow(
      'The file can’t be read: there is none at this path.',
    );
  });

  it('follow the file when it is written anew, replaced, or its folder is swapped by a link', async () => {
    await mkdir(join(folder, '1'));
    await writeFile(join(folder, '1', 'rules.yaml'), '');
    await symlink('1', join(folder, 'current'));
    const linked = join(folder, 'current', 'rules.yaml');
    const book = await open(linked);
    await writeFile(linked, off);
    await lookTwice(book);
    expect(idsOf(book)).not.toContain('ca-block');
    await writeFile(join(folder, 'new.yaml'), '# all on\n');
    await rename(join(folder, 'new.yaml'), linked);
    await lookTwice(book);
    expect(idsOf(book)).toContain('ca-block');
    await mkdir(join(folder, '2'));
    await writeFile(join(folder, '2', 'rules.yaml'), off);
    await symlink('2', join(folder, 'next'));
    await rename(join(folder, 'next'), join(folder, 'current'));
    await lookTwice(book);
    expect(idsOf(book)).not.toContain('ca-block');
  });

  it('stay as they are when the new content is wrong, until it is mended', async () => {
    await writeFile(file, off);
    const book = await open(file);
    await writeFile(file, 'rules: { ca-block: { enabled: perhaps } }\n');
    await lookTwice(book);
    expect(idsOf(book)).not.toContain('ca-block');
    expect(book.refused()?.problems).toEqual([
      expect.stringContaining('Line 1, column 31: rules.ca-block.enabled must be true or false'),
    ]);
    expect(log.lines.at(-1)).toMatch(/^warn .*Line 1, column 31/);
    const told = log.lines.length;
    await lookTwice(book);
    expect(log.lines).toHaveLength(told);
    await writeFile(file, '');
    await lookTwice(book);
    expect(idsOf(book)).toContain('ca-block');
    expect(book.refused()).toBeUndefined();
  });

  it('are again what they were when the file is put back', async () => {
    await writeFile(file, off);
    const book = await open(file);
    await writeFile(file, 'rules: [');
    await lookTwice(book);
    await writeFile(file, off);
    await lookTwice(book);
    expect(book.refused()).toBeUndefined();
    expect(idsOf(book)).not.toContain('ca-block');
  });

  it('do not believe a file that is still being written, nor one that is gone for a moment', async () => {
    await writeFile(file, off);
    const book = await open(file);
    const lookOnce = async () => {
      await book.look();
      expect(idsOf(book)).not.toContain('ca-block');
      expect(book.refused()).toBeUndefined();
    };
    await writeFile(file, 'rules:');
    await lookOnce();
    await writeFile(file, 'rules: { ca-prompt-unmet:');
    await lookOnce();
    await unlink(file);
    await lookOnce();
    await writeFile(file, off);
    await lookOnce();
    await lookOnce();
  });

  it('stay in force when the file is gone for good, and say so', async () => {
    await writeFile(file, off);
    const book = await open(file);
    await unlink(file);
    await lookTwice(book);
    expect(idsOf(book)).not.toContain('ca-block');
    expect(book.refused()?.problems).toEqual([expect.stringContaining('can’t be read')]);
  });
});
