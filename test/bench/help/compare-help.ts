import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenantId } from '../../../src/demo/tenant/identities.ts';
import { startTenant } from '../../../src/demo/tenant/server.ts';
import { startChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import { inTurns } from '../in-turns.ts';
import { type Channel, startChannel } from './channel.ts';
import { type Asked, askHelp, askMany, type Round } from './load.ts';

const appId = 'b0700000-0000-4000-8000-00000000be9c';
const rounds = 7;
const warmUp = 400;
const loads = [
  { inFlight: 1, count: 200 },
  { inFlight: 32, count: 800 },
];

/** The card of the last reply: the baseline sends the very same, so that the wire costs both the same. */
function cardOf(channel: Channel): object {
  const card = JSON.parse(channel.lastReply()).attachments?.[0]?.content;
  if (card?.type !== 'AdaptiveCard') throw new Error('help was not answered with a card');
  return card;
}

async function measure(channel: Channel, bot: Asked, count: number, inFlight: number) {
  const before = channel.replies();
  const round = await askMany(bot, count, inFlight);
  const replies = channel.replies() - before;
  if (replies !== count) throw new Error(`${count} questions had ${replies} replies`);
  return round;
}

async function compare(channel: Channel, ours: Asked, echo: Asked): Promise<Figure[]> {
  for (const bot of [echo, ours]) await measure(channel, bot, warmUp, 8);
  const figures: Figure[] = [];
  for (const { inFlight, count } of loads) {
    const sides = { ours: [] as Round[], echo: [] as Round[] };
    for (let round = 0; round < rounds; round += 1) {
      sides.echo.push(await measure(channel, echo, count, inFlight));
      sides.ours.push(await measure(channel, ours, count, inFlight));
    }
    const of = (key: keyof Round) =>
      inTurns(
        sides.ours.map((round) => round[key]),
        sides.echo.map((round) => round[key]),
      );
    figures.push(
      {
        what: `help, ${inFlight} in flight: answers`,
        unit: '/s',
        ...of('perSecond'),
        target: { sign: '≥', value: 0.8 },
      },
      {
        what: `help, ${inFlight} in flight: p99`,
        unit: ' ms',
        ...of('p99Ms'),
        target: { sign: '≤', value: 1.5 },
      },
    );
  }
  return figures;
}

/** Answering `help` against a bare botbuilder + restify bot that sends one card; tokens checked on both sides. */
export async function compareHelp(): Promise<Figure[]> {
  const channel = await startChannel();
  const tenant = await startTenant({ signInCount: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const registration = {
    appId,
    tenantId,
    metadataUrl: channel.metadataUrl,
    loginUrl: channel.loginUrl,
    issuer: channel.signer.issuer,
  };
  const { serviceUrl } = channel;
  const authorization = await channel.signer.authorize({ aud: appId, serviceurl: serviceUrl });
  const asked = ({ port }: { port: number }): Asked => ({
    port,
    authorization,
    serviceUrl,
    tenantId,
  });
  const stops: (() => unknown)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
    () => channel.close(),
    () => tenant.close(),
  ];
  try {
    const ours = await startChild<{ port: number }>(
      new URL('our-bot-process.ts', import.meta.url),
      { ...registration, graph: tenant.url, databaseUrl: `sqlite:${join(folder, 'bot.db')}` },
    );
    stops.unshift(() => ours.stop());
    await askHelp(asked(ours.said));
    const card = cardOf(channel);
    const echo = await startChild<{ port: number }>(
      new URL('echo-bot-process.ts', import.meta.url),
      { ...registration, card },
    );
    stops.unshift(() => echo.stop());
    return await compare(channel, asked(ours.said), asked(echo.said));
  } finally {
    for (const stop of stops) await stop();
  }
}
