import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inNewFolder } from '../alerts/fuse.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { runProcesses } from './run-processes.ts';
import { type Outcome, runSeeds } from './run-seeds.ts';
import { runThree } from './run-three.ts';
import { Tally, wrongs } from './tally.ts';

const chosen = process.env.CAMPAIGN_SEED;
const seeds = (count: number): number[] =>
  chosen === undefined ? Array.from({ length: count }, (_, place) => place + 1) : [Number(chosen)];

const all = new Tally();
afterAll(() => {
  process.stderr.write(`\nFault campaign\n${all.lines()}\n`);
});

/** What went wrong, with the seed and how to run it again. */
function wrongOf({ seed, counts = [], error }: Outcome): string[] {
  const again = `seed ${seed}; again: CAMPAIGN_SEED=${seed} npm test -- test/campaign`;
  if (error !== undefined) return [`${again}\n${error}`];
  const tally = new Tally();
  tally.addAll(counts);
  all.addAll(counts);
  for (const wrong of wrongs) all.add(wrong, 0);
  const found = wrongs.filter((wrong) => tally.of(wrong) > 0);
  return found.length === 0 ? [] : [`${found.join(', ')}: ${again}\n${tally.lines()}`];
}

async function outcomeOf(seed: number, run: (seed: number) => Promise<Tally>): Promise<Outcome> {
  try {
    return { seed, counts: (await run(seed)).entries() };
  } catch (thrown) {
    return { seed, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'unknown' };
  }
}

async function expectRight(outcomes: readonly Outcome[]): Promise<void> {
  expect(outcomes.flatMap(wrongOf)).toEqual([]);
}

describe('a watch that fails, dies and comes back', () => {
  it(
    'misses nothing and doubles nothing',
    () => inNewFolder(async (folder) => expectRight(await runSeeds(folder, seeds(200)))),
    300_000,
  );

  it(
    'misses nothing and doubles nothing when its process is killed',
    () =>
      inNewFolder(async (folder) => {
        for (const seed of seeds(3)) {
          const url = `sqlite:${join(folder, `${seed}.db`)}`;
          await expectRight([await outcomeOf(seed, () => runProcesses(seed, url, 1))]);
        }
      }),
    120_000,
  );
});

describe('three replicas on PostgreSQL that fail, die and stand still', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop(), 60_000);

  it('miss nothing, double nothing and write nothing under an old right', async () => {
    for (const seed of seeds(16)) {
      const url = await server.newDatabase();
      await expectRight([await outcomeOf(seed, () => runThree(seed, url))]);
    }
  }, 300_000);

  it('miss nothing and double nothing when their processes are killed and stopped', async () => {
    for (const seed of seeds(2)) {
      // A transaction that a stopped process holds open is ended by the server; here sooner than usual.
      const url = `${await server.newDatabase()}?idle_in_transaction_session_timeout=1000`;
      await expectRight([await outcomeOf(seed, () => runProcesses(seed, url, 3))]);
    }
  }, 120_000);
});
