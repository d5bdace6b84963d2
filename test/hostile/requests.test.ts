import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLog } from '../../src/ops/log.ts';
import {
  alice,
  appId,
  invokeActivity,
  messageActivity,
  outgoing,
  searchActivity,
  startBot,
} from '../teams/harness.ts';
import { forgedBodies } from './forged-bodies.ts';
import { forgedTokens } from './forged-tokens.ts';

const secret = 'Alice signed in from Oslo';
/** What the inside of a program looks like, and what nobody outside may see of it. */
const inside = /\bat .+:\d+|\.[jt]s\b|node_modules|\/(tmp|home|work|app|usr)\/|Error\b|stack|eyJ/;

/** Neither refused nor left alone without a word. */
function isAnswer({ status, body }: Heard): boolean {
  const isRefused = status >= 400 && status < 500;
  return (
    body.includes(secret) || !(isRefused || ((status === 200 || status === 501) && body === ''))
  );
}

function isLeak({ headers, body }: Heard): boolean {
  return body !== '' || inside.test(headers) || /server|powered/i.test(headers);
}

interface Heard {
  readonly status: number;
  readonly body: string;
  readonly headers: string;
}

describe('forged and malformed requests', () => {
  let world: Awaited<ReturnType<typeof startBot>>;
  let good: string;
  let asked = 0;
  const troubles: unknown[] = [];
  const logged: string[] = [];
  const tokens = new Set<string>();
  const heard: string[] = [];
  const printed: unknown[] = [];
  const note = (trouble: unknown) => void troubles.push(trouble);

  beforeAll(async () => {
    // botframework-connector prints what it refuses.
    for (const method of ['error', 'warn', 'log'] as const) {
      jest.spyOn(console, method).mockImplementation((...said) => void printed.push(...said));
    }
    process.on('unhandledRejection', note);
    world = await startBot(
      async (inbound) => {
        asked += 1;
        if (inbound.kind === 'message' && inbound.text === 'break') {
          throw Object.assign(new Error(`refused: ${good}`), { headers: { authorization: good } });
        }
        return outgoing(secret);
      },
      {
        log: createLog({
          level: 'trace',
          destination: { write: (line) => void logged.push(line) },
        }),
        limits: {
          headersMs: 300,
          requestMs: 500,
          idleMs: 60_000,
          checkEveryMs: 50,
          connections: 100,
        },
      },
    );
    const { signer, serviceUrl } = world.connector;
    good = await signer.authorize({ aud: appId, serviceurl: serviceUrl });
    tokens.add(good);
  });
  afterEach(() => {
    expect(troubles).toEqual([]);
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await world.stop();
    jest.restoreAllMocks();
  });

  const hear = async (response: Response): Promise<Heard> => {
    const body = await response.text();
    const headers = JSON.stringify([...response.headers]);
    heard.push(headers, body);
    return { status: response.status, body, headers };
  };
  const send = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    hear(
      await fetch(`http://127.0.0.1:${world.server.port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }),
    );
  /** Bytes as they are, for what no HTTP client would send. */
  const sendRaw = (lines: readonly string[], body: string, end: boolean): Promise<Heard> => {
    const socket = connect(world.server.port, '127.0.0.1');
    const said: string[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => said.push(String(chunk)));
    socket.write(['POST /api/messages HTTP/1.1', 'Host: x', ...lines, '', body].join('\r\n'));
    if (end) socket.end();
    return new Promise((resolve) => {
      socket.once('close', () => {
        const [headers = '', chunk = ''] = said.join('').split('\r\n\r\n');
        const text = chunk === '0' ? '' : chunk;
        heard.push(headers, text);
        resolve({ status: Number(/ (\d{3}) /.exec(headers)?.[1] ?? 499), body: text, headers });
      });
    });
  };
  const question = () => messageActivity(world.connector.serviceUrl, { text: 'signins for alice' });

  async function everyForgery(): Promise<[string, () => Promise<Heard>][]> {
    const { connector } = world;
    const json = 'Content-Type: application/json';
    const bearer = `Authorization: ${good}`;
    const body = JSON.stringify(question());
    const long = `Content-Length: ${body.length}`;
    const forged = await forgedTokens(connector);
    for (const [, token] of forged) if (token) tokens.add(token);
    const badToken = forged.find(([what]) => what === 'a token with a stranger’s key')?.[1] ?? '';
    const tricks: [string, Record<string, string>][] = [
      ['a method in a header', { 'x-http-method-override': 'GET' }],
      ['a loopback address in a header', { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=::1' }],
      ['another path in a header', { 'x-original-url': '/healthz', 'x-rewrite-url': '/metrics' }],
      ['a token in another header', { 'x-ms-token-aad-access-token': good, cookie: good }],
    ];
    const before = question();
    await send(JSON.stringify(before), { authorization: good });
    const replays: [string, object][] = [
      ['the same again', before],
      ['the same with another question', { ...before, text: 'export' }],
      ['the same from somebody else', { ...before, from: { ...alice, aadObjectId: appId } }],
      ['the same as a button', { ...invokeActivity(connector.serviceUrl), id: before.id }],
      ['the same as a search', { ...searchActivity(connector.serviceUrl, 'x'), id: before.id }],
    ];
    return [
      ...forged.map(([what, token]): [string, () => Promise<Heard>] => [
        what,
        () => send(JSON.stringify(question()), token === undefined ? {} : { authorization: token }),
      ]),
      ...forgedBodies(connector.serviceUrl).map(
        ({ what, body: bytes, headers }): [string, () => Promise<Heard>] => [
          what,
          () => send(bytes, { authorization: good, ...headers }),
        ],
      ),
      ...replays.map(([what, again]): [string, () => Promise<Heard>] => [
        what,
        () => send(JSON.stringify(again), { authorization: good }),
      ]),
      ...tricks.map(([what, headers]): [string, () => Promise<Heard>] => [
        what,
        () => send(JSON.stringify(question()), { authorization: badToken, ...headers }),
      ]),
      [
        'a forged and a good token',
        () =>
          sendRaw(
            [json, `Authorization: ${badToken}`, bearer, long, 'Connection: close'],
            body,
            false,
          ),
      ],
      ['two lengths', () => sendRaw([json, bearer, long, 'Content-Length: 5'], body, false)],
      [
        'a length and chunks',
        () => sendRaw([json, bearer, long, 'Transfer-Encoding: chunked'], body, false),
      ],
      [
        'a folded header',
        () => sendRaw([json, bearer, long, ' x-folded: 1', 'bad header'], body, false),
      ],
      [
        'a body cut short',
        () => sendRaw([json, bearer, `Content-Length: ${body.length + 9}`], body, true),
      ],
      ['a body that drips', () => sendRaw([json, bearer, long], body.slice(0, 30), false)],
      [
        'headers of 100 KB',
        () => sendRaw([json, `X-Long: ${'x'.repeat(100_000)}`, long], body, false),
      ],
      [
        'two content types',
        () =>
          sendRaw(
            ['Content-Type: text/plain', json, bearer, long, 'Connection: close'],
            body,
            false,
          ),
      ],
    ];
  }

  it('are refused or ignored: nothing is answered, leaked or broken, and nothing looked up', async () => {
    const forgeries = await everyForgery();
    const sentBefore = world.connector.attempts();
    const askedBefore = asked;
    const found = { answered: [] as string[], leaked: [] as string[], crashed: [] as string[] };
    for (const [what, forge] of forgeries) {
      const askedYet = asked;
      const response = await forge();
      const said = `${what}: ${response.status} ${response.body}`;
      if (isAnswer(response) || asked > askedYet) found.answered.push(said);
      if (isLeak(response)) found.leaked.push(said);
      if (response.status >= 500 && response.status !== 501) found.crashed.push(said);
    }
    const { answered, leaked, crashed } = found;
    expect((await fetch(`http://127.0.0.1:${world.server.port}/healthz`)).status).toBe(200);
    crashed.push(...troubles.map(String));
    const counts = `answered ${answered.length}, leaked ${leaked.length}, crashed ${crashed.length}`;
    process.stdout.write(`${forgeries.length} requests: ${counts}\n`);
    expect({ answered, leaked, crashed }).toEqual({ answered: [], leaked: [], crashed: [] });
    expect(world.connector.attempts()).toBe(sentBefore);
    expect(asked).toBe(askedBefore);
    expect(forgeries.length).toBeGreaterThanOrEqual(60);
  });

  it('leave every honest question as it was', async () => {
    const before = world.connector.messages().length;
    const again = await send(JSON.stringify(question()), { authorization: good });
    expect([again.status, again.body]).toEqual([200, '']);
    expect(world.connector.messages()).toHaveLength(before + 1);
  });

  it('leave no secret and no token in the log, the answers, the cards or the metrics', async () => {
    const { connector } = world;
    const say = (activity: object) => send(JSON.stringify(activity), { authorization: good });
    await say(messageActivity(connector.serviceUrl, { text: 'break' }));
    await say(invokeActivity(connector.serviceUrl));
    await say(searchActivity(connector.serviceUrl, 'alice'));
    connector.fail({ status: 500 }, 2);
    await say(messageActivity(connector.serviceUrl, { text: 'signins' }));
    const cards = JSON.stringify(connector.calls.map(({ activity }) => activity));
    const metrics = await world.metrics.text();
    const produced = [...logged, ...heard, cards, metrics].join('\n');
    expect(logged.length).toBeGreaterThan(100);
    expect(produced).toContain('[hidden]');
    const signatures = [...tokens].flatMap((token) => {
      const bare = token.replace('Bearer ', '');
      return [bare, bare.split('.')[2] ?? ''].filter((part) => part.length > 20);
    });
    for (const word of ['correct horse', 'channel-token', 'BEGIN PRIVATE', ...signatures]) {
      expect(produced).not.toContain(word);
    }
  });

  it('are all refused to a caller who tries every other path and method', async () => {
    const paths = [
      ...['/', '/api', '/api/messages/', '/api/messages/1', '/api/notify', '/api/calls'],
      ...['/metrics/', '/healthz/x', '/readyz.json', '/.env', '/.git/config', '/data/bot.db'],
      ...['/package.json', '/src/main.ts', '/cards/alert.json', '/favicon.ico', '/robots.txt'],
      ...['/admin', '/debug/pprof', '/swagger', '/openapi.json', '/%2e%2e/%2e%2e/etc/passwd'],
      ...['//metrics', '/METRICS', '/healthz%00', '/api%2Fmessages', '/node_modules/', '/static/x'],
    ];
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
    const open = new Set(['POST /api/messages', 'GET /healthz', 'GET /readyz', 'GET /metrics']);
    const doors = [...paths, '/api/messages', '/healthz', '/readyz', '/metrics'];
    const found: string[] = [];
    for (const path of doors) {
      for (const method of methods) {
        const response = await fetch(`http://127.0.0.1:${world.server.port}${path}`, { method });
        const { status, body } = await hear(response);
        if (!open.has(`${method} ${path}`) && (status < 400 || status >= 500 || body !== '')) {
          found.push(`${method} ${path}: ${status} ${body}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});
