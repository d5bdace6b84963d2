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
  return readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Runs the child from where the journal ends; kills it after `killAfterMs`, or lets it finish. Gives whether it was killed. */
async function run(folder: string, killAfterMs?: number): Promise<boolean> {
  const journal = join(folder, 'journal');
  const last = linesOf(journal).findLast(({ minute }) => minute !== undefined)?.minute ?? -1;
  const args = ['--disable-warning=ExperimentalWarning', child, join(folder, 'bot.db'), journal];
  const bot = spawn(process.execPath, [...args, String(last + 1)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  bot.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ended = once(bot, 'exit');
  if (killAfterMs !== undefined) {
    await Promise.race([ended, pause(killAfterMs)]);
    bot.kill('SIGKILL');
  }
  const [code, signal] = await ended;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(said.join(''));
  return signal === 'SIGKILL';
}

describe('a bot that is killed again and again', () => {
  it('tells of every failure once, and posts at most one card twice for each kill', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'audit-bot-kill-'));
    try {
      let kills = 0;
      for (const killAfterMs of [420, 650, 500, 900, 380, 760]) {
        if (await run(folder, killAfterMs)) kills += 1;
      }
      await run(folder);
      const lines = linesOf(join(folder, 'journal'));
      const sent = lines.filter(({ what }) => what !== undefined);
      const lastOf = new Map(sent.map(({ view }) => [view?.caseId, view?.count ?? 0]));
      const total = [...lastOf.values()].reduce((sum, count) => sum + count, 0);
      const posts = sent.filter(({ what }) => what === 'post').length;
      expect(lines.at(-1)?.finished).toBe(true);
      expect(kills).toBeGreaterThan(0);
      expect(lastOf.size).toBe(9);
      expect(total).toBe(new Set(morning().map(([{ id }]) => id)).size);
      expect(posts - lastOf.size).toBeLessThanOrEqual(kills);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
