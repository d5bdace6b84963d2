import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findBusyPorts } from '../../../src/demo/launcher/busy-ports.ts';
import { freePort } from './free-port.ts';

const main = fileURLToPath(new URL('../../../src/demo/main.ts', import.meta.url));

let folder: string;
let demo: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
});
afterEach(() => {
  demo?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Started {
  /** Resolves with all it wrote once this stands in it, or once it has ended. */
  said(what: string): Promise<string>;
  readonly ended: Promise<number | null>;
  end(): void;
}

function start(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder, TEMP: folder, ...env },
  });
  demo = child;
  let text = '';
  const heard = (chunk: Buffer) => {
    text += chunk.toString('utf8');
    child.emit('heard');
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = once(child, 'close').then(([code]) => {
    child.emit('heard');
    return code as number | null;
  });
  return {
    async said(what) {
      while (!text.includes(what) && child.exitCode === null) await once(child, 'heard');
      return text;
    },
    ended,
    end: () => {
      child.kill('SIGINT');
    },
  };
}

async function ports() {
  const [bot, tenant] = [await freePort(), await freePort()];
  const args = ['--no-chat', '--bot-port', String(bot), '--tenant-port', String(tenant)];
  const wanted = [bot, tenant].map((port) => ({ port, name: '', flag: '' }));
  return { bot, tenant, args, wanted };
}

describe('npm run demo', () => {
  it('starts tenant and bot, keeps the data where asked, and leaves nothing running after Ctrl-C', async () => {
    const { bot, args, wanted } = await ports();
    const data = join(folder, 'kept');
    const run = start([...args, '--data', data]);
    expect(await run.said('signins for alice')).toContain('127.0.0.1');
    expect((await fetch(`http://127.0.0.1:${bot}/readyz`)).status).toBe(200);
    run.end();
    expect(await run.ended).toBe(0);
    expect(await findBusyPorts(wanted)).toEqual([]);
    expect(existsSync(join(data, 'bot.db'))).toBe(true);
  });

  it('ends cleanly when Ctrl-C comes while it is still starting', async () => {
    const { args, wanted } = await ports();
    const run = start(args);
    await run.said('Starting');
    run.end();
    expect(await run.ended).toBe(0);
    expect(await findBusyPorts(wanted)).toEqual([]);
  });

  it('says before it starts anything which port is busy and which flag helps', async () => {
    const { tenant, args } = await ports();
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(tenant, '127.0.0.1', resolve);
    });
    const run = start(args);
    expect(await run.ended).toBe(1);
    expect(await run.said('in use')).toMatch(
      /Port \d+, wanted by the simulated tenant.*--tenant-port/s,
    );
    holder.close();
  });

  it('ends with code 1 and the reason when a part crashes, and takes the other along', async () => {
    const { args, wanted } = await ports();
    const run = start(args, { ALERT_POLL_SECONDS: 'often' });
    expect(await run.ended).toBe(1);
    expect(await run.said('ended')).toMatch(/The bot ended with code 1.*ALERT_POLL_SECONDS/s);
    expect(await findBusyPorts(wanted)).toEqual([]);
  });
});
