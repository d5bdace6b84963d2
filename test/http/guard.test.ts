import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type RunningServer } from '../../src/http/server.ts';
import { createMetrics } from '../../src/ops/metrics.ts';

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const limits = { headersMs: 300, requestMs: 600, idleMs: 60_000, checkEveryMs: 50, connections: 8 };

describe('a connection that is no good', () => {
  let server: RunningServer;
  let received: number;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    received = 0;
    server = await createServer({
      receive: async () => {
        received += 1;
        return { status: 200 };
      },
      ready: async () => ({ ok: true, reasons: [] }),
      metrics: createMetrics(),
      host: '127.0.0.1',
      port: 0,
      log,
      limits,
    });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.close();
  });

  const dial = () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', quiet);
    sockets.push(socket);
    return socket;
  };
  /** Everything that is said to who sends this, once the connection has ended. */
  const talk = (bytes: string): Promise<string> => {
    const socket = dial();
    const heard: string[] = [];
    socket.on('data', (chunk) => heard.push(String(chunk)));
    socket.write(bytes);
    return new Promise((resolve) => socket.once('close', () => resolve(heard.join(''))));
  };
  const head = 'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  it.each([
    ['headers that never end', 'POST /api/messages HTTP/1.1\r\nHost: x\r\nX-Slow:', '408'],
    ['a body that never comes', `${head}Content-Length: 100\r\n\r\n`, '408'],
    ['a body that stops', `${head}Content-Length: 100\r\n\r\n{"type":`, '408'],
    ['chunks that stop', `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"typ`, '408'],
    ['no HTTP', 'EHLO mail.example\r\n\r\n', '400'],
    ['two lengths', `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, '400'],
    [
      'a length and chunks, to smuggle a second request',
      `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
      '400',
    ],
    ['a header of 64 KB', `${head}X-Long: ${'x'.repeat(65_536)}\r\n\r\n`, '431'],
  ])('is answered with a status and closed after %s', async (_what, bytes, status) => {
    const said = await talk(bytes);
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^{<]*$`));
    expect(received).toBe(0);
  });

  it('is not kept as a WebSocket that nobody serves', async () => {
    const upgrade = 'Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n';
    expect(await talk(`GET /healthz HTTP/1.1\r\nHost: x\r\n${upgrade}`)).toMatch(/^HTTP\/1\.1 200/);
  });

  it('holds up nobody else while it drips', async () => {
    for (let count = 0; count < 6; count += 1) dial().write(`${head}Content-Length: 100\r\n\r\n`);
    const response = await fetch(`http://127.0.0.1:${server.port}/healthz`);
    expect(response.status).toBe(200);
  });

  it('is not waited for when the server closes and its client only keeps it open', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/healthz`);
    expect(response.headers.get('connection')).toBe('keep-alive');
    await response.text();
    const idle = dial();
    await new Promise((resolve) => idle.once('connect', resolve));
    const { promise: late, resolve: giveUp } = Promise.withResolvers<string>();
    const timer = setTimeout(() => giveUp('late'), 2_000);
    expect(await Promise.race([server.close().then(() => 'closed'), late])).toBe('closed');
    clearTimeout(timer);
  });

  it('is dropped when there are too many, and there is room again when they are gone', async () => {
    const held = Array.from({ length: limits.connections }, dial);
    await Promise.all(held.map((one) => new Promise((resolve) => one.once('connect', resolve))));
    expect(await talk('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toBe('');
    await Promise.all(
      held.map((one) => {
        const gone = new Promise((resolve) => one.once('close', resolve));
        one.resume().end('EHLO\r\n\r\n');
        return gone;
      }),
    );
    expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
  });

  it('is kept open longer than proxies keep it, and idle ones make room when there are too many', async () => {
    const ask = 'GET /healthz HTTP/1.1\r\nHost: x\r\n';
    const heard = await Promise.all(
      Array.from({ length: limits.connections }, async () => {
        const socket = dial();
        socket.write(`${ask}\r\n`);
        return new Promise<string>((resolve) =>
          socket.once('data', (chunk) => resolve(String(chunk))),
        );
      }),
    );
    for (const one of heard) expect(one).toContain('Keep-Alive: timeout=60');
    const last = `${ask}Connection: close\r\n\r\n`;
    expect(await talk(last)).toBe('');
    expect(await talk(last)).toMatch(/^HTTP\/1\.1 200/);
  });
});
