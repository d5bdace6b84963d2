import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RunningServer, type ServerOptions } from '../../src/http/server.ts';
import { createMetrics } from '../../src/ops/metrics.ts';

const servers: RunningServer[] = [];
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

async function serve(overrides: Partial<ServerOptions> = {}) {
  const server = await createServer({
    receive: async () => ({ status: 200 }),
    ready: async () => ({ ok: true, reasons: [] }),
    metrics: createMetrics(),
    host: '127.0.0.1',
    port: 0,
    log,
    ...overrides,
  });
  servers.push(server);
  return { ...server, url: `http://127.0.0.1:${server.port}` };
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe('the HTTP server', () => {
  it('hands a message on with its body unparsed, and answers what it is told', async () => {
    const received: unknown[] = [];
    const { url } = await serve({
      receive: async (request) => {
        received.push(request);
        return { status: 202, body: { für: 'alice' } };
      },
    });
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: '{"text":"müde"',
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ für: 'alice' });
    expect(received).toEqual([
      {
        contentType: 'application/json',
        authorization: 'Bearer x',
        body: '{"text":"müde"',
        remoteAddress: '127.0.0.1',
      },
    ]);
  });

  it.each([1024 * 1024 + 1, 5 * 1024 * 1024])(
    'refuses a body of %i bytes, unread',
    async (size) => {
      let received = 0;
      const { url } = await serve({
        receive: async () => {
          received += 1;
          return { status: 200 };
        },
      });
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        body: 'x'.repeat(size),
      });
      expect(response.status).toBe(413);
      expect(received).toBe(0);
    },
  );

  it('refuses an endless body that does not say its length', async () => {
    const { url } = await serve();
    const chunk = new Uint8Array(64 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 40) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it('says that it is alive', async () => {
    const { url } = await serve();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('says whether it is ready, and why not', async () => {
    let ok = true;
    const { url } = await serve({
      ready: async () => ({ ok, reasons: ok ? [] : ['store is shut'] }),
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    ok = false;
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ok: false, reasons: ['store is shut'] });
  });

  it('serves the metrics as Prometheus reads them', async () => {
    const metrics = createMetrics();
    metrics.inbound('message');
    const { url } = await serve({ metrics });
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toContain('audit_bot_inbound_total{result="message"} 1');
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/api/messages/', 404],
    ['POST', '/api/messages2', 404],
    ['GET', '/<script>alert(1)</script>', 404],
    ['GET', '/api/messages', 405],
    ['PUT', '/api/messages', 405],
    ['POST', '/healthz', 405],
    ['DELETE', '/metrics', 405],
  ])('answers %s %s with %i and nothing about itself', async (method, path, status) => {
    const { url } = await serve();
    const response = await fetch(url + path, { method });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('keeps to itself why a request broke', async () => {
    const { url } = await serve({
      receive: async () => {
        throw new Error('secret detail');
      },
    });
    const response = await fetch(`${url}/api/messages`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });

  it('goes on after a client that hangs up in the middle of its body', async () => {
    const { url, port } = await serve();
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a"');
    socket.destroy();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('answers what has begun before it closes, and takes nothing new', async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const { url, close } = await serve({
      receive: async () => {
        begun.resolve();
        await gate.promise;
        return { status: 200, body: { answered: true } };
      },
    });
    const response = fetch(`${url}/api/messages`, { method: 'POST', body: '{}' });
    await begun.promise;
    const closed = close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    gate.resolve();
    expect(await (await response).json()).toEqual({ answered: true });
    await closed;
    servers.length = 0;
  });

  it('names the variable to set when the port is taken', async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toMatchObject({
      message: `Port ${port} is taken by another program.`,
      hint: expect.stringContaining('Set PORT'),
    });
  });
});
