import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '../../src/alerts/view.ts';
import { morning } from './kill-morning.ts';

interface Line {
  readonly what?: 'post' | 'update';
  readonly activityId?: string;
  readonly view?: AlertView;
  readonly minute?: number;
  readonly finished?: boolean;
}

const child = new URL('./kill-child.ts', import.meta.url).pathname;

function linesOf(journal: string): Line[] {
  if (!existsSync(journal)) return [];
  // The last piece is a line that is being written, or nothing.
  return readFileSync(journal, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const sends = (journal: string): number =>
  linesOf(journal).filter(({ what }) => what !== undefined).length;

/** Runs the child from where the journal ends; kills it once it has sent so many more, or lets it finish. */
async function run(folder: string, killAfterSends = Number.POSITIVE_INFINITY): Promise<void> {
  const journal = join(folder, 'journal');
  const last = linesOf(journal).findLast(({ minute }) => minute !== undefined)?.minute ?? -1;
  const args = ['--disable-warning=ExperimentalWarning', child, join(folder, 'bot.db'), journal];
  const killAt = sends(journal) + killAfterSends;
  const bot = spawn(process.execPath, [...args, String(last + 1)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  bot.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ended = once(bot, 'exit');
  while (bot.exitCode === null && bot.signalCode === null) {
    if (sends(journal) >= killAt) bot.kill('SIGKILL');
    await pause(1);
  }
  const [code, signal] = await ended;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(said.join(''));
}

describe('a bot that is killed again and again', () => {
  it('tells of every failure once, and posts at most one card twice for each kill', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'audit-bot-kill-'));
    try {
      const kills = [1, 9, 4, 17, 2, 8, 13, 5];
      for (const sent of kills) await run(folder, sent);
      expect(linesOf(join(folder, 'journal')).some(({ finished }) => finished)).toBe(false);
      await run(folder);
      const lines = linesOf(join(folder, 'journal'));
      const sent = lines.filter(({ what }) => what !== undefined);
      const lastOf = new Map(sent.map(({ view }) => [view?.caseId, view?.count ?? 0]));
      const total = [...lastOf.values()].reduce((sum, count) => sum + count, 0);
      const posts = sent.filter(({ what }) => what === 'post').length;
      expect(lines.at(-1)?.finished).toBe(true);
      expect(lastOf.size).toBe(60);
      expect(total).toBe(new Set(morning().map(([{ id }]) => id)).size);
      expect(posts - lastOf.size).toBeLessThanOrEqual(kills.length);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
