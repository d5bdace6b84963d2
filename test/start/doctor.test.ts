import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { client } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import type { Report } from '../../src/doctor/report.ts';
import { type Connector, startConnector } from '../fakes/connector.ts';
import {
  appId,
  environmentOf,
  freePort,
  messageOf,
  type RunningBot,
  serveAuthority,
  startBot,
} from './running-bot.ts';

const secrets = ['bot-secret-4711', client.secret, 'channel-token'];
const oldNode = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })",
)}`;

const schema = JSON.parse(await readFile('docs/doctor-report.schema.json', 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
addFormats.default(ajv);
const isReport = ajv.compile(schema);

/** `npm run doctor`’s own program. */
async function runDoctor(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  nodeArgs: readonly string[] = [],
) {
  const child = spawn(process.execPath, [...nodeArgs, 'src/start-doctor.js', ...args], { env });
  const chunks: Record<'out' | 'err', string[]> = { out: [], err: [] };
  child.stdout.on('data', (chunk: Buffer) => chunks.out.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => chunks.err.push(chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: chunks.out.join(''), err: chunks.err.join('') };
}

function reportIn(out: string): Report {
  const report: unknown = JSON.parse(out);
  isReport(report);
  expect(isReport.errors ?? []).toEqual([]);
  return report as Report;
}

const wrongIn = ({ checks }: Report) =>
  checks.filter(({ state }) => state === 'warn' || state === 'fail');

describe('npm run doctor', () => {
  let running: RunningTenant;
  let connector: Connector;
  let authority: Awaited<ReturnType<typeof serveAuthority>>;
  let folder: string;
  let environment: Record<string, string>;
  const bots: RunningBot[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-bot-'));
    running = await startTenant({ signInCount: 50, throttle: false });
    connector = await startConnector();
    authority = await serveAuthority(running);
    environment = {
      ...environmentOf({
        graphUrl: running.url,
        authorityUrl: authority.url,
        connector,
        databaseUrl: `sqlite:${join(folder, 'bot.db')}`,
        port: await freePort(),
      }),
      ALERT_POLL_SECONDS: '60',
    };
  });

  afterAll(async () => {
    for (const bot of bots) await bot.kill();
    await Promise.all([running.close(), connector.close(), authority.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('finds all well beside a running bot that has a channel, and leaves both alone', async () => {
    const bot = await startBot(environment);
    bots.push(bot);
    const authorization = await connector.signer.authorize({
      aud: appId,
      serviceurl: connector.serviceUrl,
    });
    await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(messageOf('alerts here', connector)),
    });
    await connector.waitFor(({ activity }) => JSON.stringify(activity).includes('receives alerts'));
    const calls = connector.calls.length;

    const settings = { ...environment, PUBLIC_URL: bot.url };
    const { code, out } = await runDoctor(settings, ['--json']);
    const report = reportIn(out);
    expect(wrongIn(report)).toEqual([]);
    expect([code, report.verdict]).toEqual([0, 'ok']);
    const evidence = Object.fromEntries(report.checks.map((one) => [one.id, one.evidence]));
    expect(evidence.port).toBe(`the bot listens on ${environment.PORT}`);
    expect(evidence.endpoint).toContain('refuses messages without a token');
    expect(evidence.channels).toBe('one conversation can be reached');
    expect(evidence.looks).toMatch(/^one row/);
    expect(connector.calls).toHaveLength(calls);
    for (const secret of secrets) expect(out).not.toContain(secret);

    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
    expect(await bot.stop()).toBe(0);
  });

  it('names the one thing to mend with its fix below it, and ends with 1', async () => {
    const settings = { ...environment, AZURE_CLIENT_SECRET: 'wrong-secret-4711' };
    const { code, out } = await runDoctor(settings);
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    const at = lines.findIndex((line) => line.startsWith('✗'));
    expect(lines[at]).toMatch(
      /^✗ Graph registration +the client secret is wrong \(AADSTS7000215\)$/,
    );
    expect(lines[at + 1]).toMatch(/^ +→ Set AZURE_CLIENT_SECRET to the secret’s value/);
    expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/one failure/);
    expect(out).not.toContain('wrong-secret-4711');
  });

  it('names every missing setting, and looks at nothing else', async () => {
    const { code, out } = await runDoctor({ PATH: process.env.PATH ?? '' }, ['--json']);
    const report = reportIn(out);
    expect([code, report.verdict]).toEqual([1, 'fail']);
    expect(wrongIn(report).map(({ id }) => id)).toEqual(['settings']);
    expect(wrongIn(report)[0]?.fix?.split('\n')).toHaveLength(3);
    expect(report.checks.slice(2).every(({ state }) => state === 'skip')).toBe(true);
  });

  it('says so on a Node.js that is too old to read the rest', async () => {
    const old = ['--import', oldNode];
    const told = await runDoctor(environment, [], old);
    expect(told.code).toBe(1);
    expect(told.out).toContain('Install Node.js 24');
    const { checks } = reportIn((await runDoctor(environment, ['--json'], old)).out);
    expect(checks.map(({ id, state }) => [id, state])).toEqual([['node', 'fail']]);
  });
});
