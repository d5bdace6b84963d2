import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTenant } from '../../../src/demo/tenant/server.ts';
import { appId, tenantId } from '../../teams/harness.ts';
import { type Child, startChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import { type Channel, startChannel } from '../help/channel.ts';
import { inTurns } from '../in-turns.ts';
import { runLoad, type Slice } from './run-load.ts';
import { honestConversation, honestTraffic, hostileTraffic } from './traffic.ts';

interface Memory {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

const inFlight = 64;
const hostileShare = 0.1;
const rounds = 6;
const warmUpSeconds = 4;
const megabyte = 1024 * 1024;

const sum = (slices: readonly Slice[], of: (slice: Slice) => number) =>
  slices.reduce((total, slice) => total + of(slice), 0);

interface World {
  readonly channel: Channel;
  readonly bot: Child<{ port: number }>;
  /** Replies to conversations that no honest person is in. */
  readonly strayReplies: () => number;
}

async function measure({ channel, bot, strayReplies }: World, seconds: number): Promise<Figure[]> {
  const target = { port: bot.said.port, channel, appId, tenantId };
  const honest = await honestTraffic(target);
  const hostile = await hostileTraffic(target);
  const load = { honest, inFlight, hostileShare };
  await runLoad({ ...load, hostile, seconds: warmUpSeconds });

  const sides = { calm: [] as Slice[], hostile: [] as Slice[] };
  const memory: Memory[] = [];
  for (let round = 0; round < rounds; round += 1) {
    sides.calm.push(await runLoad({ ...load, seconds: seconds / rounds }));
    sides.hostile.push(await runLoad({ ...load, hostile, seconds: seconds / rounds }));
    memory.push(await bot.ask<Memory>({ tell: 'memory' }));
  }
  const of = (key: 'p99Ms' | 'perSecond') =>
    inTurns(
      sides.hostile.map((slice) => slice[key]),
      sides.calm.map((slice) => slice[key]),
    );
  const all = [...sides.calm, ...sides.hostile];
  const grown = (key: keyof Memory) => ({
    ours: (memory.at(-1)?.[key] ?? Number.NaN) / megabyte,
    baseline: (memory[rounds / 2 - 1]?.[key] ?? Number.NaN) / megabyte,
  });
  const share = `${hostileShare * 100} % hostile`;
  const sent = sum(sides.hostile, (slice) => slice.hostile).toLocaleString('en');
  const turns = sum(all, (slice) => slice.turns).toLocaleString('en');
  return [
    {
      what: `${inFlight} in flight, ${share}, beside none: p99 of honest turns`,
      unit: ' ms',
      ...of('p99Ms'),
      target: { sign: '≤', value: 1.5 },
    },
    { what: '… honest turns answered', unit: '/s', ...of('perSecond') },
    {
      what: '… heap at the end, beside half-way',
      unit: ' MB',
      ...grown('heapBytes'),
      target: { sign: '≤', value: 1.15 },
    },
    {
      what: '… memory of the process at the end, beside half-way',
      unit: ' MB',
      ...grown('rssBytes'),
      target: { sign: '≤', value: 1.15 },
    },
    {
      what: `… of ${sent} hostile requests answered`,
      unit: '',
      ours: sum(all, (slice) => slice.answered) + strayReplies(),
      target: { sign: '=', value: 0 },
    },
    {
      what: `… of ${turns} honest turns not answered`,
      unit: '',
      ours: sum(all, (slice) => slice.failed),
      target: { sign: '=', value: 0 },
    },
  ];
}

/**
 * The whole bot under 64 requests in flight of which one in ten is hostile, beside the same honest load alone; slices of
 * both in turns. `seconds` is how long each side lasts.
 */
export async function compareLoad(seconds: number): Promise<Figure[]> {
  let strayReplies = 0;
  const channel = await startChannel((path) => {
    if (!path.includes(`/${honestConversation}`)) strayReplies += 1;
  });
  const tenant = await startTenant({ signInCount: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const stops: (() => unknown)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
    () => channel.close(),
    () => tenant.close(),
  ];
  try {
    const bot = await startChild<{ port: number }>(
      new URL('loaded-bot-process.ts', import.meta.url),
      {
        appId,
        tenantId,
        metadataUrl: channel.metadataUrl,
        loginUrl: channel.loginUrl,
        issuer: channel.signer.issuer,
        graph: tenant.url,
        databaseUrl: `sqlite:${join(folder, 'bot.db')}`,
        // Three people ask what a whole tenant would.
        questionsPerMinute: 100_000,
      },
    );
    stops.unshift(() => bot.stop());
    return await measure({ channel, bot, strayReplies: () => strayReplies }, seconds);
  } finally {
    for (const stop of stops) await stop();
  }
}
