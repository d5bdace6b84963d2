import { runChild, startChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import { inTurns } from '../in-turns.ts';
import type { Drained } from './drained.ts';

const rounds = 5;
const ourScript = new URL('our-drain-process.ts', import.meta.url);
const plainScript = new URL('plain-drain-process.ts', import.meta.url);

interface Sides {
  readonly ours: Drained[];
  readonly plain: Drained[];
}

async function drain(origin: string, rows: number, times: number): Promise<Sides> {
  const order = { endpoint: `${origin}/${rows}`, rows };
  const sides: Sides = { ours: [], plain: [] };
  for (let round = 0; round < times; round += 1) {
    sides.plain.push(await runChild<Drained>(plainScript, order));
    sides.ours.push(await runChild<Drained>(ourScript, order));
  }
  return sides;
}

const of = ({ ours, plain }: Sides, key: keyof Drained) =>
  inTurns(
    ours.map((drained) => drained[key]),
    plain.map((drained) => drained[key]),
  );

/**
 * Draining a sign-in log through the port against fetch + JSON.parse over the same pages, and whether
 * memory stays flat when the log is longer. Every drain is a process of its own.
 */
export async function compareDrain(rows: number, manyRows: number): Promise<Figure[]> {
  const server = await startChild<{ origin: string; rowBytes: number }>(
    new URL('log-server-process.ts', import.meta.url),
    {},
  );
  try {
    const { origin, rowBytes } = server.said;
    const short = await drain(origin, rows, rounds);
    const long = await drain(origin, manyRows, 1);
    const [shown, manyShown] = [rows, manyRows].map((count) => count.toLocaleString('en'));
    return [
      {
        what: `drain ${shown} sign-ins of ${(rowBytes / 1024).toFixed(1)} KB: rows`,
        unit: '/s',
        ...of(short, 'rowsPerSecond'),
        target: { sign: '≥', value: 0.7 },
      },
      {
        what: `drain ${shown} sign-ins: peak memory`,
        unit: ' MB',
        ...of(short, 'peakMb'),
        target: { sign: '≤', value: 1.5 },
      },
      {
        what: `drain ${manyShown} sign-ins: peak memory`,
        unit: ' MB',
        ...of(long, 'peakMb'),
        target: { sign: '≤', value: 1.5 },
      },
      {
        what: `peak memory of ours, ${manyShown} against ${shown} sign-ins`,
        unit: ' MB',
        ours: of(long, 'peakMb').ours,
        baseline: of(short, 'peakMb').ours,
        target: { sign: '≤', value: 1.25 },
      },
    ];
  } finally {
    await server.stop();
  }
}
