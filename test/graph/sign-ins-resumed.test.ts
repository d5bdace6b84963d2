import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noon, signInRecord } from '../builders.ts';
import { rowsOf } from '../contract/read-pages.ts';
import { openScriptedGraph } from './scripted-graph.ts';
import { type Received, type Reply, refusal } from './scripted-server.ts';

/** Graph's own unit of time: a tenth of a microsecond. */
const ticksASecond = 10_000_000;
const noonTicks = BigInt(noon.getTime()) * 10_000n;
const ticksOf = (stamp: string) => {
  const [whole = '', digits = ''] = stamp.replace('Z', '').split('.');
  return BigInt(Date.parse(`${whole}Z`)) * 10_000n + BigInt(digits.padEnd(7, '0'));
};
const stampOf = (ticks: bigint) => {
  const second = new Date(Number(ticks / 10_000n)).toISOString().slice(0, 19);
  const rest = String(ticks % BigInt(ticksASecond)).padStart(7, '0');
  return /^0+$/.test(rest) ? `${second}Z` : `${second}.${rest}Z`;
};

/** A log that serves pages of `pageRows` and forgets its place at the turns in `breaks`. */
function forgetfulLog(agos: readonly number[], pageRows: number, breaks: ReadonlySet<number>) {
  const rows = agos
    .map((ago, at) => ({ id: `row-${at}`, ticks: noonTicks - BigInt(ago) }))
    .sort((a, b) => Number(b.ticks - a.ticks));
  return (request: Received, turn: number, url: string): Reply => {
    const skipped = request.query.get('$skiptoken');
    if (skipped !== null && breaks.has(turn)) {
      return refusal(400, 'BadRequest', 'Skip token is null.');
    }
    const filter = request.query.get('$filter') ?? '';
    const to = skipped?.split('|')[0] ?? /le (\S+)/.exec(filter)?.[1] ?? '';
    const from = Number(skipped?.split('|')[1] ?? 0);
    const matching = rows.filter(({ ticks }) => ticks <= ticksOf(to));
    const next = from + pageRows;
    const token = encodeURIComponent(`${to}|${next}`);
    const value = matching
      .slice(from, next)
      .map(({ id, ticks }) => signInRecord({ id, createdDateTime: stampOf(ticks) }));
    const link = `${url}/beta/auditLogs/signIns?$skiptoken=${token}`;
    return { body: next < matching.length ? { value, '@odata.nextLink': link } : { value } };
  };
}

/** The most rows of one second, both of its ends included. */
function biggestCrowd(agos: readonly number[]): number {
  const crowds = agos.map((ago) => {
    const second = Math.floor(ago / ticksASecond) * ticksASecond;
    return agos.filter((one) => one >= second && one <= second + ticksASecond).length;
  });
  return Math.max(...crowds);
}

// Times without a fraction among them, and such as differ by less than a millisecond.
const ago = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9_000 }))
    .map(([seconds, ticks]) => seconds * ticksASecond + ticks),
  fc.integer({ min: 1, max: 9 }).map((seconds) => seconds * ticksASecond),
  fc.integer({ min: 1, max: 9 * ticksASecond }),
);
const pagesBetweenBreaks = 2;
const logs = fc
  .record({
    agos: fc.array(ago, { minLength: 1, maxLength: 40, size: 'max' }),
    pageRows: fc.integer({ min: 1, max: 9 }),
    breaks: fc
      .uniqueArray(fc.integer({ min: 1, max: 20 }))
      .map((turns) => new Set(turns.map((turn) => turn * (pagesBetweenBreaks + 1)))),
  })
  // Where a second has more rows than Graph gives between two breaks, nothing gets further.
  .filter(({ agos, pageRows }) => biggestCrowd(agos) < pagesBetweenBreaks * pageRows);

describe('a read that Graph breaks off now and then', () => {
  it('comes whole, newest first and nothing twice, whatever the digits of its times', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async ({ agos, pageRows, breaks }) => {
        const { signIns, close } = await openScriptedGraph(forgetfulLog(agos, pageRows, breaks));
        const window = { from: new Date(noon.getTime() - 60_000), to: noon };
        const reading = rowsOf(signIns, { window, types: ['interactiveUser'] });
        const read = await reading.finally(close);
        expect(read.map(({ id }) => id).sort()).toEqual(agos.map((_, at) => `row-${at}`).sort());
        const times = read.map(({ at }) => at.getTime());
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });
});
