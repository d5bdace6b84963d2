import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adminUser, alice, tenantId } from '../../src/demo/tenant/identities.ts';

/**
 * What a newcomer does, by machine: `npm run demo`, one question over HTTP, stop. Listens as the
 * chat's connector itself, so that the answer is seen arriving. Exits 1 with the reason otherwise.
 */
const readyWithinMs = 60_000;
const answerWithinMs = 25_000;
const stopWithinMs = 15_000;
const botUrl = 'http://127.0.0.1:3978';

interface Connector {
  readonly url: string;
  readonly answer: Promise<string>;
  close(): void;
}

function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${what} took more than ${ms / 1000} s`)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function listen(): Promise<Connector> {
  const answered = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"1"}');
      if (body.includes('AdaptiveCard')) answered.resolve(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        answer: answered.promise,
        close: () => server.close(),
      });
    });
  });
}

function startDemo(): { child: ChildProcess; ready: Promise<void>; ended: Promise<number | null> } {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['run', 'demo'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number | null>();
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    said += chunk.toString('utf8');
    if (said.includes('signins for alice')) ready.resolve();
  });
  child.on('exit', (code) => {
    ready.reject(new Error(`npm run demo ended with ${code} before it was ready`));
    ended.resolve(code);
  });
  return { child, ready: ready.promise, ended: ended.promise };
}

/** Ctrl-C, as a terminal sends it: to npm and everything it started. */
function stop({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGINT');
}

function question(serviceUrl: string) {
  return {
    type: 'message',
    id: 'smoke-1',
    channelId: 'msteams',
    serviceUrl,
    text: `signins for ${alice.displayName}`,
    from: { id: '29:adele', name: adminUser.displayName, aadObjectId: adminUser.id },
    recipient: { id: '28:bot', name: 'Audit Bot' },
    conversation: { id: 'a:smoke', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    localTimezone: 'Europe/Berlin',
  };
}

async function run(): Promise<void> {
  const connector = await listen();
  const started = Date.now();
  const demo = startDemo();
  try {
    await within(demo.ready, readyWithinMs, 'the start of the demo');
    process.stdout.write(`ready after ${Math.round((Date.now() - started) / 1000)} s\n`);
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question(connector.url)),
    });
    if (!response.ok) throw new Error(`the bot answered HTTP ${response.status}`);
    const answer = await within(connector.answer, answerWithinMs, 'the answer');
    if (!answer.includes(alice.displayName)) throw new Error('the answer is not about Alice');
    process.stdout.write(
      'asked “signins for Alice Martin” over HTTP: a card about her came back\n',
    );
  } finally {
    connector.close();
    stop(demo.child);
    await within(demo.ended, stopWithinMs, 'the stop of the demo');
  }
  process.stdout.write('stopped\n');
}

run().then(
  () => process.exit(0),
  (reason: Error) => {
    process.stderr.write(`The demo did not do what the README says: ${reason.message}\n`);
    process.exit(1);
  },
);
