import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { spoolRows } from '../../../src/exports/spool-rows.ts';
import { createExportSpool } from '../../../src/files/export-spool.ts';
import { connectGraph } from '../../../src/graph/connect.ts';
import { argumentOf, tell } from '../child.ts';
import type { Exported, ExportOrder } from './exported.ts';

/** One export in a process of its own, from Graph's pages to the closed file, Microsoft's request budget lifted. */
const { endpoint, rows, folder } = argumentOf<ExportOrder>();
const now = new Date();
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => new Date() };
const { signal } = new AbortController();

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const { signIns } = connectGraph({
  endpoint,
  credential: {
    getToken: async () => ({ token: 'token', expiresOnTimestamp: now.getTime() + 3_600_000 }),
  },
  clock,
  sleep: (ms, stop) => sleep(ms, undefined, { signal: stop }),
  random: Math.random,
  log: silent,
  logRequestsIn10Seconds: Number.MAX_SAFE_INTEGER,
});
const spool = createExportSpool({
  folder,
  owner: { host: 'bench', processId: process.pid, isAlive: () => true },
  clock,
  keepMs: 3_600_000,
});

async function* pages() {
  const window = { from: new Date(now.getTime() - 7 * 24 * 3_600_000), to: now };
  const query = { window, types: ['interactiveUser'] } as const;
  for await (const page of signIns.pages(query, { priority: 'poll', signal })) {
    yield page.rows.map((signIn) => [
      signIn.at.toISOString(),
      signIn.id,
      JSON.stringify(signIn.raw),
    ]);
  }
}

let keptBytes = 0;
const columns = ['time', 'request id', 'record'];
const written = await spoolRows(
  { columns, pages: pages(), mostRows: rows },
  await spool.open('bench'),
  {
    signal,
    async onRows() {
      collect();
      keptBytes = Math.max(keptBytes, process.memoryUsage().heapUsed);
    },
  },
);
await spool.remove('bench');
if (written.rows !== rows) throw new Error(`wrote ${written.rows} of ${rows} rows`);
const exported: Exported = {
  fileMb: written.bytes / 1_000_000,
  keptMb: keptBytes / 1_048_576,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
tell(exported);
