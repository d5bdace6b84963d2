import { fork } from 'node:child_process';
import { join } from 'node:path';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';

/** What became of one seed. */
export interface Outcome {
  readonly seed: number;
  readonly counts?: readonly (readonly [string, number])[];
  readonly error?: string;
}

const script = new URL('./seeds-process.ts', import.meta.url);
const processes = 2;

function runSome(folder: string, seeds: readonly number[]): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const outcomes: Outcome[] = [];
    const child = fork(script, [folder, ...seeds.map(String)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    child.on('message', (outcome) => outcomes.push(outcome as Outcome));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (outcomes.length === seeds.length) resolve(outcomes);
      else reject(new Error(`the process of ${seeds.length} seeds ended with ${code}`));
    });
  });
}

/** Runs each seed on a SQLite file of its own; two processes share the seeds. */
export async function runSeeds(folder: string, seeds: readonly number[]): Promise<Outcome[]> {
  const empty = await openStore(`sqlite:${join(folder, 'empty.db')}`, { log: recordingLog() });
  await empty.close();
  const shares = Array.from({ length: processes }, (_, share) =>
    seeds.filter((_seed, place) => place % processes === share),
  );
  const done = await Promise.all(
    shares.filter(({ length }) => length > 0).map((share) => runSome(folder, share)),
  );
  return done.flat();
}
