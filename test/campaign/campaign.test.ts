import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inNewFolder } from '../alerts/fuse.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { runOne } from './run-one.ts';
import { runThree } from './run-three.ts';
import { Tally, wrongs } from './tally.ts';

const chosen = process.env.CAMPAIGN_SEED;
const seedsOf = (count: number): number[] =>
  chosen === undefined ? Array.from({ length: count }, (_, seed) => seed + 1) : [Number(chosen)];

const all = new Tally();
afterAll(() => {
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
  it(
    'misses nothing and doubles nothing',
    () =>
      inNewFolder(async (folder) => {
        const failed = await runAll(seedsOf(Number(process.env.N ?? 200)), async (seed) => {
          const file = join(folder, `${seed}.db`);
          const tally = await runOne(seed, file);
          for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
          return tally;
        });
        expect(failed).toEqual([]);
      }),
    300_000,
  );
});

describe('three replicas on PostgreSQL that fail, die and stand still', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop(), 60_000);

  it('miss nothing, double nothing and write nothing under an old right', async () => {
    const failed = await runAll(seedsOf(Number(process.env.M ?? 16)), async (seed) =>
      runThree(seed, await server.newDatabase()),
    );
    expect(failed).toEqual([]);
  }, 300_000);
});
