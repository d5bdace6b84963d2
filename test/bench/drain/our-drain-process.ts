import { setTimeout as sleep } from 'node:timers/promises';
import { connectGraph } from '../../../src/graph/connect.ts';
import { argumentOf, tell } from '../child.ts';
import { type DrainOrder, measureDrain } from './drained.ts';

/** The sign-in log behind its port, as the watch reads it, but with Microsoft's request budget lifted. */
const order = argumentOf<DrainOrder>();
const now = new Date();
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const { signIns } = connectGraph({
  endpoint: order.endpoint,
  credential: {
    getToken: async () => ({ token: 'token', expiresOnTimestamp: now.getTime() + 3_600_000 }),
  },
  clock: { now: () => new Date() },
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  random: Math.random,
  log: silent,
  logRequestsIn10Seconds: Number.MAX_SAFE_INTEGER,
});

tell(
  await measureDrain(order, async () => {
    const window = { from: new Date(now.getTime() - 7 * 24 * 3_600_000), to: now };
    let rows = 0;
    for await (const page of signIns.pages(
      { window, types: ['interactiveUser'] },
      { priority: 'poll' },
    )) {
      rows += page.rows.length;
    }
    return rows;
  }),
);
