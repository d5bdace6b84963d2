import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

function start(port: number) {
  return spawn(process.execPath, [
    'src/demo/tenant/main.ts',
    '--port',
    String(port),
    '--seed',
    '2',
  ]);
}

describe('the tenant as a process', () => {
  it('says on one line where it is, and ends on SIGTERM', async () => {
    const child = start(0);
    const [chunk] = await once(child.stdout, 'data');
    const line = JSON.parse(String(chunk));
    expect(line).toEqual({
      ready: true,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect((await fetch(`${line.url}/_demo/state`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says in one sentence that its port is taken, and how to go on', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const child = start((other.address() as AddressInfo).port);
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    other.close();
    expect(said).toMatch(/^Port \d+ is in use: .* --port\.\n$/);
    expect(code).toBe(1);
  });
});
