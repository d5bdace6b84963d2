import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runOne } from './run-one.ts';

/** `seeds-process.ts <folder with empty.db> <seed>…`: runs one seed after the other and tells the counts of each. */
const [folder = '', ...seeds] = process.argv.slice(2);
process.once('disconnect', () => process.exit(0));

async function outcomeOf(seed: number): Promise<object> {
  const file = join(folder, `${seed}.db`);
  await copyFile(join(folder, 'empty.db'), file);
  try {
    return { seed, counts: (await runOne(seed, file)).entries() };
  } catch (thrown) {
    return { seed, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'unknown' };
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
  }
}

for (const seed of seeds) process.send?.(await outcomeOf(Number(seed)));
process.disconnect();
