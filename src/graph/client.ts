import { randomUUID } from 'node:crypto';
import {
  Client,
  type Context,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import { isRecord, type JsonRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Priority } from '../ports/read-options.ts';
import type { Budget, Sleep } from './budget.ts';
import { checkEndpoint, type GraphVersion, scopeOf } from './endpoint.ts';
import {
  GraphRefusal,
  type GraphResource,
  throttled,
  toGraphError,
  tooSlow,
  triesFor,
  unreachable,
  unreadable,
} from './errors.ts';
import { type Failure, nextWaitMs, patienceMs, readRetryAfter } from './retry.ts';
import { askToken, type TokenSource } from './token.ts';

export interface GraphRequest {
  /** Below the version, with its query, values encoded: `/users/…?$select=id`. */
  readonly path: string;
  /** Default v1.0. */
  readonly version?: GraphVersion;
  readonly resource: GraphResource;
  readonly priority: Priority;
  /** Sent by POST when there is one; all of this bot's requests only read, so each may be sent again. */
  readonly body?: JsonRecord;
  /** Sent by DELETE; answered with an empty object. */
  readonly deletes?: true;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Microsoft Graph, with its limits kept and its refusals as `AppError`s. */
export interface GraphClient {
  ask(request: GraphRequest): Promise<JsonRecord>;
}

export interface GraphClientOptions {
  /** Root without version. */
  readonly endpoint: string;
  readonly credential: TokenSource;
  /** Default: the public cloud's, or that of the Microsoft host in `endpoint`. */
  readonly scope?: string;
  readonly budgetOf: (resource: GraphResource) => Budget | undefined;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
  readonly fetch?: typeof globalThis.fetch;
  /** How long one try may take, in milliseconds, by who waits. */
  readonly timeoutMs?: Readonly<Record<Priority, number>>;
  /** Explains a refusal otherwise than as the application's; undefined leaves it at that. */
  readonly explain?: (refusal: GraphRefusal, resource: GraphResource) => AppError | undefined;
  readonly onRequest?: (resource: string, status: number | string, seconds: number) => void;
}

/** Graph itself gives up after minutes only; a person waits less long than the poll. */
const usualTimeoutMs: Readonly<Record<Priority, number>> = {
  person: 20_000,
  card: 20_000,
  poll: 90_000,
};

/** Carries what went wrong past the SDK, which keeps no cause of what its middleware throws. */
class Attempt {
  thrown: unknown;
}

function attemptOf(context: Context): Attempt | undefined {
  const found: unknown = context.middlewareControl?.getMiddlewareOptions(Attempt);
  return found instanceof Attempt ? found : undefined;
}

/** The SDK's chain in one link, without its telemetry: adds the token, for our own endpoint only, and sends. */
class Sender implements Middleware {
  readonly #origin: string;
  readonly #token: (signal?: AbortSignal) => Promise<string>;
  readonly #fetch: typeof globalThis.fetch;

  constructor(
    origin: string,
    token: (signal?: AbortSignal) => Promise<string>,
    fetch: typeof globalThis.fetch,
  ) {
    this.#origin = origin;
    this.#token = token;
    this.#fetch = fetch;
  }

  async execute(context: Context): Promise<void> {
    try {
      context.response = await this.#send(String(context.request), context.options ?? {});
    } catch (thrown) {
      const attempt = attemptOf(context);
      if (attempt) attempt.thrown = thrown;
      throw thrown;
    }
  }

  async #send(url: string, options: NonNullable<Context['options']>): Promise<Response> {
    if (new URL(url).origin !== this.#origin) throw new Error('this address is not Graph’s');
    const headers = new Headers(options.headers as Record<string, string> | undefined);
    headers.set('authorization', `Bearer ${await this.#token(options.signal ?? undefined)}`);
    return this.#fetch(url, { ...options, headers, redirect: 'manual' } as RequestInit);
  }
}

type Sent = { readonly body: JsonRecord } | Failure;

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { endpoint, credential, clock, sleep, random, log, budgetOf } = options;
  const { fetch = globalThis.fetch, timeoutMs = usualTimeoutMs } = options;
  const root = checkEndpoint(endpoint);
  const scope = options.scope ?? scopeOf(endpoint);
  const client = Client.initWithMiddleware({
    baseUrl: endpoint,
    defaultVersion: 'v1.0',
    customHosts: new Set([root.hostname]),
    middleware: new Sender(
      root.origin,
      (signal) => askToken(credential, scope, signal),
      // Looked up at each call: nothing is bound to a fetch that was replaced since.
      (...request) => fetch(...request),
    ),
  });

  async function transmit(request: GraphRequest, signal: AbortSignal): Promise<Response> {
    const attempt = new Attempt();
    const call = client
      .api(request.path)
      .version(request.version ?? 'v1.0')
      .headers({
        prefer: 'include-unknown-enum-members',
        'client-request-id': randomUUID(),
        ...request.headers,
      })
      .options({ signal })
      .middlewareOptions([attempt])
      .responseType(ResponseType.RAW);
    try {
      if (request.deletes) return await call.delete();
      return await (request.body === undefined ? call.get() : call.post(request.body));
    } catch (thrown) {
      throw attempt.thrown ?? thrown;
    }
  }

  async function read(response: Response, resource: GraphResource): Promise<Sent> {
    if (response.status === 204) return { body: {} };
    if (response.ok) {
      const body: unknown = await response.json();
      if (isRecord(body)) return { body };
      return { error: unreadable(new Error('the answer is no JSON object')), tries: 2 };
    }
    const body: unknown = await response.json().catch(() => undefined);
    const waitSeconds = readRetryAfter(response.headers.get('retry-after'), clock.now());
    const refusal = new GraphRefusal(response.status, body, waitSeconds);
    const error = options.explain?.(refusal, resource) ?? toGraphError(refusal, resource);
    return { error, tries: triesFor(refusal) };
  }

  async function send(request: GraphRequest): Promise<Sent> {
    const { resource, priority } = request;
    const started = clock.now().getTime();
    const deadline = AbortSignal.timeout(timeoutMs[priority]);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    let status: number | string = 'none';
    try {
      const response = await transmit(request, signal);
      status = response.status;
      return await read(response, resource);
    } catch (thrown) {
      return toFailure(thrown, signal.aborted);
    } finally {
      options.onRequest?.(resource, status, (clock.now().getTime() - started) / 1000);
    }
  }

  async function takeTurn({ resource, priority, signal }: GraphRequest): Promise<void> {
    if (signal?.aborted) throw tooSlow(signal.reason);
    const budget = budgetOf(resource);
    const pausedMs = budget?.pausedForMs() ?? 0;
    if (pausedMs > patienceMs[priority]) throw throttled(Math.ceil(pausedMs / 1000));
    try {
      await budget?.take(priority, signal);
    } catch (thrown) {
      throw throttled(undefined, thrown);
    }
  }

  /** Waits for another try, or throws the failure when there is to be none. */
  async function waitOrThrow(
    failure: Failure,
    request: GraphRequest,
    sofar: { tried: number; waitedMs: number },
  ) {
    const { error } = failure;
    const { resource, priority, signal } = request;
    const waitMs = nextWaitMs(failure, { ...sofar, priority, random: random() });
    if (error.code === 'throttled') {
      budgetOf(resource)?.pause(error.retryAfterSeconds ?? (waitMs ?? 0) / 1000);
    }
    log.debug({ resource, tried: sofar.tried, waitMs, err: error.cause }, error.message);
    if (waitMs === undefined) throw error;
    try {
      await sleep(waitMs, signal);
    } catch {
      // The caller's time is over: what Graph said tells more than that.
      throw error;
    }
    return waitMs;
  }

  return {
    async ask(request) {
      let waitedMs = 0;
      for (let tried = 1; ; tried += 1) {
        await takeTurn(request);
        const sent = await send(request);
        if ('body' in sent) return sent.body;
        waitedMs += await waitOrThrow(sent, request, { tried, waitedMs });
      }
    },
  };
}

const transportTries = 4;

function toFailure(thrown: unknown, aborted: boolean): Failure {
  if (thrown instanceof AppError) return { error: thrown, tries: 1 };
  if (aborted) return { error: tooSlow(thrown), tries: 1 };
  // What is cut off in the middle reads as JSON that ends too early.
  if (thrown instanceof SyntaxError) return { error: unreadable(thrown), tries: transportTries };
  return { error: unreachable(thrown), tries: transportTries };
}
