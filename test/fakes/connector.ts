import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChannelSigner, createChannelSigner } from './channel-signer.ts';

/** One call of the bot to the channel. */
export interface ConnectorCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly conversationId: string;
  /** The message replied to, edited or removed. */
  readonly activityId?: string;
  /** The id that the channel gave to a new message. */
  readonly givenId?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into activities of any shape
  readonly activity: any;
  readonly authorization?: string;
  /** Sent as a message for one member alone. */
  readonly isTargeted?: true;
}

/** How the next calls fail: an HTTP status, or a connection cut without an answer. */
export type Fault =
  | {
      readonly status: number;
      readonly code?: string;
      readonly retryAfter?: string;
      /** Whether the answer repeats the token it was called with. */
      readonly echoes?: true;
    }
  | 'reset';

type Targeting = 'known' | 'ignored' | 'not allowed';

export interface Connector {
  /** Where the bot reaches it, as an activity's `serviceUrl` says it. */
  readonly serviceUrl: string;
  /** For `ToBotFromChannelOpenIdMetadataUrl`. */
  readonly metadataUrl: string;
  /** For `ToChannelFromBotLoginUrl`; it answers any client with the one token. */
  readonly loginUrl: string;
  readonly signer: ChannelSigner;
  /** All calls that succeeded, oldest first. */
  readonly calls: ConnectorCall[];
  /** How many requests came, failed ones too. */
  attempts(): number;
  /** Conversations that the bot began, as it asked for them. */
  readonly begun: unknown[];
  /** The channels of each team by the team's id, as Teams tells them; a team that is not here is a 404. */
  readonly teams: Map<string, readonly { readonly id: string; readonly name: string | null }[]>;
  /** Forms posted to the login service. */
  readonly logins: URLSearchParams[];
  /** New messages, without typing indicators. */
  messages(): ConnectorCall[];
  /** Resolves with the first call for which this holds, made already or to come. */
  waitFor(wanted: (call: ConnectorCall) => boolean): Promise<ConnectorCall>;
  /** What it does with targeted messages; at first it ignores that they are, as a service does that knows none. */
  targetedAre(way: Targeting): void;
  /** Makes the next calls fail, `times` of them. */
  fail(fault: Fault, times?: number): void;
  close(): Promise<void>;
}

/** Shorter than any test may take. */
const waitMs = 25_000;

const membersPath = /^\/v3\/conversations\/[^/]+\/pagedmembers$/;
const activityPath = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function sendFault(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
  if (fault === 'reset') {
    response.destroy();
    return;
  }
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
  const token = request.headers.authorization;
  const message = fault.echoes ? `no good: ${token}` : 'switched on by a test';
  const error = { code: fault.code ?? 'ServiceError', message };
  send(response, fault.status, { error }, headers);
}

/** Microsoft's page on targeted messages: a new one names its recipient, an edit must not. */
function refusalOf(
  way: Targeting,
  method: string | undefined,
  { recipient }: { readonly recipient?: unknown },
): Fault | undefined {
  if (way === 'not allowed') return { status: 405, code: 'MethodNotAllowed' };
  const isRight = (method === 'POST') === (recipient !== undefined);
  return way === 'ignored' || isRight ? undefined : { status: 400, code: 'BadArgument' };
}

/** A Bot Framework channel on loopback: connector, login service and signing keys. */
export async function startConnector({ token = 'channel-token' } = {}): Promise<Connector> {
  const calls: ConnectorCall[] = [];
  const logins: URLSearchParams[] = [];
  const begun: unknown[] = [];
  const teams: Connector['teams'] = new Map();
  const faults: Fault[] = [];
  const waiting = new Set<(call: ConnectorCall) => void>();
  let targetedAre: Targeting = 'ignored';
  let requests = 0;
  let lastId = 1_700_000_000_000;

  const record = (call: ConnectorCall) => {
    calls.push(call);
    for (const tell of waiting) tell(call);
  };

  const serveActivities = async (
    request: IncomingMessage,
    response: ServerResponse,
    [, ...path]: RegExpExecArray,
  ) => {
    const [conversationId = '', activityId] = path.map((part) => part && decodeURIComponent(part));
    const body = await readText(request);
    requests += 1;
    const method = request.method as ConnectorCall['method'];
    const activity = body === '' ? undefined : JSON.parse(body);
    const isTargeted = request.url?.includes('isTargetedActivity=true');
    const fault = faults.shift() ?? (isTargeted && refusalOf(targetedAre, method, activity));
    if (fault) return sendFault(request, response, fault);
    lastId += 1;
    const givenId = method === 'POST' ? String(lastId) : undefined;
    send(
      response,
      method === 'POST' ? 201 : 200,
      method === 'DELETE' ? {} : { id: givenId ?? activityId },
    );
    record({
      method,
      conversationId,
      activityId,
      givenId,
      activity,
      authorization: request.headers.authorization,
      ...(isTargeted && { isTargeted }),
    });
  };

  const serveMembers = (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    const fault = faults.shift();
    if (fault !== undefined) return sendFault(request, response, fault);
    return send(response, 200, { members: [] });
  };

  const serveNewConversation = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readText(request);
    requests += 1;
    const fault = faults.shift();
    if (fault !== undefined) return sendFault(request, response, fault);
    begun.push(JSON.parse(body));
    return send(response, 201, { id: `a:begun-${begun.length}` });
  };

  const notFound = { error: { code: 'NotFound' } };
  const channelsOf = (path: string) => {
    const team = /^\/v3\/teams\/([^/]+)\/conversations$/.exec(path)?.[1];
    return team === undefined ? undefined : teams.get(decodeURIComponent(team));
  };

  const serveTeams = (path: string, request: IncomingMessage, response: ServerResponse) => {
    const match = activityPath.exec(path);
    if (match !== null) return serveActivities(request, response, match);
    const channels = channelsOf(path);
    if (channels !== undefined) return send(response, 200, { conversations: channels });
    if (membersPath.test(path)) return serveMembers(request, response);
    const isNew = path === '/v3/conversations';
    return isNew ? serveNewConversation(request, response) : send(response, 404, notFound);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/v3/')) return serveTeams(path, request, response);
    if (path === '/.well-known/openidconfiguration') {
      return send(response, 200, { issuer: signer.issuer, jwks_uri: `${origin}/keys` });
    }
    if (path === '/keys') return send(response, 200, signer.keySet);
    if (path === '/login/oauth2/v2.0/token') {
      logins.push(new URLSearchParams(await readText(request)));
      return send(response, 200, { access_token: token, expires_in: 3600 });
    }
    return send(response, 404, notFound);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signer = await createChannelSigner('https://api.botframework.com');

  return {
    serviceUrl: `${origin}/`,
    metadataUrl: `${origin}/.well-known/openidconfiguration`,
    loginUrl: `${origin}/login`,
    signer,
    calls,
    begun,
    teams,
    logins,
    attempts: () => requests,
    messages: () => calls.filter((c) => c.method === 'POST' && c.activity.type === 'message'),
    waitFor(wanted) {
      const known = calls.find(wanted);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const tell = (call: ConnectorCall) => {
          if (!wanted(call)) return;
          clearTimeout(late);
          waiting.delete(tell);
          resolve(call);
        };
        const late = setTimeout(() => {
          const said = calls.slice(-5).map(({ activity }) => activity?.summary ?? activity?.text);
          reject(new Error(`Waited in vain; said at last: ${JSON.stringify(said)}`));
        }, waitMs);
        waiting.add(tell);
      });
    },
    targetedAre(way) {
      targetedAre = way;
    },
    fail(fault, times = 1) {
      for (let count = 0; count < times; count += 1) faults.push(fault);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
