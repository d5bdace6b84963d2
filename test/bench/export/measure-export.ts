import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild, startChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Exported, ExportOrder } from './exported.ts';

const few = 5_000;
const many = 50_000;
const rounds = 3;
const exportScript = new URL('export-process.ts', import.meta.url);

const middle = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Whether the memory of an export stays flat when it has ten times the rows. */
export async function measureExport(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-export-'));
  const server = await startChild<{ origin: string }>(
    new URL('../drain/log-server-process.ts', import.meta.url),
    {},
  );
  const run = (rows: number) => {
    const order: ExportOrder = { endpoint: `${server.said.origin}/${rows}`, rows, folder };
    return runChild<Exported>(exportScript, order);
  };
  try {
    const short: Exported[] = [];
    const long: Exported[] = [];
    for (let round = 0; round < rounds; round += 1) {
      short.push(await run(few));
      long.push(await run(many));
    }
    const [shown, manyShown] = [few, many].map((rows) => rows.toLocaleString('en'));
    const size = `${manyShown} rows, ${(long[0]?.fileMb ?? 0).toFixed(0)} MB, against ${shown}`;
    const of = (key: 'keptMb' | 'peakMb') => ({
      ours: middle(long.map((one) => one[key])),
      baseline: middle(short.map((one) => one[key])),
    });
    return [
      {
        what: `export of ${size}: memory kept between pages`,
        unit: ' MB',
        ...of('keptMb'),
        target: { sign: '≤', value: 1.1 },
      },
      {
        what: `export of ${size}: peak memory`,
        unit: ' MB',
        ...of('peakMb'),
        target: { sign: '≤', value: 1.25 },
      },
    ];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
