import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChildSpec } from '../../../src/demo/launcher/child.ts';
import { createFleet, type Fleet } from '../../../src/demo/launcher/fleet.ts';
import { freePort } from './free-port.ts';

const limits = { readyWithinMs: 20_000, stopWithinMs: 500 };
const never = new AbortController().signal;
const answers = `require('node:http').createServer((q, s) => s.end()).listen(port, '127.0.0.1');`;

let folder: string;
let fleet: Fleet;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-test-'));
  fleet = createFleet(limits);
});
afterEach(async () => {
  await fleet.stop();
  rmSync(folder, { recursive: true });
});

/** A child that runs this code, in which `port` is the port it is probed on. */
async function part(name: string, code: string): Promise<ChildSpec> {
  const port = await freePort();
  const file = join(folder, `${name}.cjs`);
  writeFileSync(file, `const port = ${port};\n${code}\n`);
  return { name, args: [file], env: process.env, probeUrl: `http://127.0.0.1:${port}` };
}

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilGone(pid: number | undefined): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a fleet', () => {
  it('resolves a start when the part answers', async () => {
    const child = await fleet.start(await part('bot', answers), never);
    expect((await fetch(child.spec.probeUrl)).ok).toBe(true);
  });

  it('says which part crashed, with its last complaints', async () => {
    const crashes = `console.error('no licence'); process.exit(3);`;
    await expect(fleet.start(await part('bot', crashes), never)).rejects.toThrow(
      /The bot ended with code 3.*no licence/s,
    );
  });

  it('tells of a part that ends after it was ready, even one that ends well', async () => {
    const dies = `${answers} require('node:http').get; setTimeout(() => process.exit(0), 600);`;
    await fleet.start(await part('chat client', dies), never);
    await expect(fleet.broken).rejects.toThrow('The chat client ended with code 0');
  });

  it('reads the log file of a part that says nothing itself', async () => {
    const spec = await part('chat client', `process.exit(1);`);
    const logFile = join(folder, 'log');
    writeFileSync(logFile, 'error: users must be five\n');
    await expect(fleet.start({ ...spec, logFile }, never)).rejects.toThrow('users must be five');
  });

  it('says why a part that cannot be started was not', async () => {
    const spec = await part('bot', answers);
    await expect(fleet.start({ ...spec, folder: join(folder, 'missing') }, never)).rejects.toThrow(
      /The bot ended.*ENOENT/s,
    );
  });

  it('gives up on a part that never gets ready and says what the probe saw', async () => {
    const hasty = createFleet({ ...limits, readyWithinMs: 1500 });
    const sulks = `require('node:http').createServer((q, s) => { s.statusCode = 503; s.end('poll: none yet'); }).listen(port, '127.0.0.1');`;
    await expect(hasty.start(await part('bot', sulks), never)).rejects.toThrow(
      /The bot was not ready within 2 s .*503 poll: none yet/,
    );
    await hasty.stop();
  });

  it('lets a part wind up on stop', async () => {
    const mark = join(folder, 'mark');
    const winds = `${answers} process.once('SIGTERM', () => { require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exit(0); });`;
    const child = await fleet.start(await part('bot', winds), never);
    await fleet.stop();
    expect(await child.exited).toEqual({ code: 0, signal: null });
    expect(rmSync(mark)).toBe(undefined);
  });

  it('leaves no process behind, not even one that will not end', async () => {
    const stubborn = `${answers} process.on('SIGTERM', () => undefined);`;
    const children = [
      await fleet.start(await part('stubborn', stubborn), never),
      await fleet.start(await part('plain', answers), never),
    ];
    await fleet.stop();
    expect(children.map(({ pid }) => isAlive(pid))).toEqual([false, false]);
  });

  it('takes its parts along when the launcher itself is killed', async () => {
    const spec = await part('bot', answers);
    const launcher = join(folder, 'launcher.mts');
    const fleetModule = new URL('../../../src/demo/launcher/fleet.ts', import.meta.url).href;
    writeFileSync(
      launcher,
      `import { createFleet } from ${JSON.stringify(fleetModule)};
      const spec = { ...${JSON.stringify({ ...spec, env: {} })}, env: process.env };
      const child = await createFleet(${JSON.stringify(limits)}).start(spec, new AbortController().signal);
      process.stdout.write(String(child.pid));`,
    );
    const parent = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = await once(parent.stdout, 'data');
    expect(isAlive(Number(pid))).toBe(true);
    parent.kill('SIGKILL');
    await untilGone(Number(pid));
  });
});
