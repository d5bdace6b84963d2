import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inNewFolder } from '../alerts/fuse.ts';
import { runOne } from './run-one.ts';
import { openStage, type Stage } from './stage.ts';
import { Tally, wrongs } from './tally.ts';

const chosen = process.env.CAMPAIGN_SEED;
const seedsOf = (count: number): number[] =>
  chosen === undefined ? Array.from({ length: count }, (_, seed) => seed + 1) : [Number(chosen)];

const all = new Tally();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
  process.stderr.write(`\nFault campaign\n${all.lines()}\n`);
});

/** Throws with the seed, and how to run it again, when a run went wrong. */
function judge(seed: number, tally: Tally): void {
  all.addAll(tally);
  for (const wrong of wrongs) all.add(wrong, 0);
  const found = wrongs.filter((wrong) => tally.of(wrong) > 0);
  if (found.length === 0) return;
  const counts = found.map((wrong) => `${wrong}: ${tally.of(wrong)}`).join(', ');
  throw new Error(
    `seed ${seed}: ${counts}. Again: CAMPAIGN_SEED=${seed} npm test -- test/campaign\n${tally.lines()}`,
  );
}

/** All failures of many runs, none of which ends the others. */
async function runAll(seeds: readonly number[], run: (seed: number) => Promise<Tally>) {
  const failed: string[] = [];
  for (const seed of seeds) {
    try {
      judge(seed, await run(seed));
    } catch (thrown) {
      failed.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    }
  }
  return failed;
}

describe('a watch that fails, dies and comes back', () => {
  it('misses nothing and doubles nothing', () =>
    inNewFolder(async (folder) => {
      const failed = await runAll(seedsOf(Number(process.env.N ?? 200)), async (seed) => {
        const file = join(folder, `${seed}.db`);
        const tally = await runOne(stage, seed, file);
        for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
        return tally;
      });
      expect(failed).toEqual([]);
    }), 300_000);
});
