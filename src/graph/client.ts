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
import type { Budget, Priority, Sleep } from './budget.ts';
import { type TokenSource, toCredentialError } from './credential.ts';
import {
  type GraphResource,
  mayPass,
  readRefusal,
  throttled,
  toGraphError,
  toTransportError,
} from './errors.ts';

export interface GraphRequest {
  /** Below the version, with its query (`/users/…?$select=id`), or a whole `@odata.nextLink`. */
  readonly path: string;
  readonly version?: 'v1.0' | 'beta';
  readonly resource: GraphResource;
  readonly priority: Priority;
  readonly body?: unknown;
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
  readonly budgetOf: (resource: GraphResource) => Budget | undefined;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly log: Log;
  readonly fetch?: typeof globalThis.fetch;
  readonly onRequest?: (resource: string, status: number | string, seconds: number) => void;
}

/** How long waiting for a throttled or failing service is worth it, by who waits. */
const patienceMs: Readonly<Record<Priority, number>> = { person: 18_000, poll: 120_000 };
const mostTries = 5;

/** The last link of the SDK's chain: adds the token for our own endpoint only, and sends. */
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
    const url = String(context.request);
    if (new URL(url).origin !== this.#origin) throw new Error('a link leads away from Graph');
    const options = context.options ?? {};
    const headers = new Headers(options.headers as Record<string, string> | undefined);
    headers.set('authorization', `Bearer ${await this.#token(options.signal ?? undefined)}`);
    context.response = await this.#fetch(url, { ...options, headers } as RequestInit);
  }
}

function retryAfterOf(response: Response, now: Date): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = new Date(header).getTime();
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { endpoint, credential, clock, sleep, random, log } = options;
  const origin = new URL(endpoint).origin;
  const scope = `${origin.replace(/^http:/, 'https:')}/.default`;

  const token = async (signal?: AbortSignal) => {
    try {
      const given = await credential.getToken(scope, { abortSignal: signal });
      if (given) return given.token;
    } catch (thrown) {
      throw toCredentialError(thrown);
    }
    throw toCredentialError(new Error('no token was given'));
  };
  const client = Client.initWithMiddleware({
    baseUrl: `${endpoint}/`,
    defaultVersion: 'v1.0',
    middleware: new Sender(origin, token, options.fetch ?? globalThis.fetch),
  });

  async function send(request: GraphRequest): Promise<JsonRecord> {
    const started = clock.now().getTime();
    const told = (status: number | string) =>
      options.onRequest?.(request.resource, status, (clock.now().getTime() - started) / 1000);
    try {
      const call = client
        .api(request.path)
        .version(request.version ?? 'v1.0')
        .headers({
          prefer: 'include-unknown-enum-members',
          'client-request-id': randomUUID(),
          ...request.headers,
        })
        .options({ signal: request.signal })
        .responseType(ResponseType.RAW);
      const response: Response = await (request.body === undefined
        ? call.get()
        : call.post(request.body));
      told(response.status);
      return await read(response, request.resource);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) told('none');
      throw toTransportError(thrown, request.signal?.aborted ?? false);
    }
  }

  async function read(response: Response, resource: GraphResource): Promise<JsonRecord> {
    const body: unknown = response.ok
      ? await response.json()
      : await response.json().catch(() => undefined);
    if (response.ok && isRecord(body)) return body;
    const refusal = readRefusal(response.status, body, retryAfterOf(response, clock.now()));
    const error = response.ok
      ? new AppError('unavailable', 'Microsoft Graph gave an answer that is no object.', {
          retryable: true,
        })
      : toGraphError(refusal, resource);
    throw new Refused(error, response.ok || mayPass(refusal), refusal.retryAfterSeconds);
  }

  /** Waits before another try, or throws what went wrong when no try is left or none can help. */
  async function waitOrThrow(thrown: unknown, request: GraphRequest, tries: Tries): Promise<void> {
    const { error, again, retryAfterSeconds } = asRefused(thrown);
    if (error.code === 'throttled')
      options.budgetOf(request.resource)?.pause(retryAfterSeconds ?? 0);
    const waitMs =
      retryAfterSeconds === undefined
        ? backOffMs(tries.attempt, random())
        : retryAfterSeconds * 1000;
    const isTooLate = clock.now().getTime() + waitMs > tries.giveUpAt;
    if (!again || isTooLate || tries.attempt >= mostTries || request.signal?.aborted) throw error;
    const { resource } = request;
    log.debug({ resource, waitMs, reason: error.message }, 'asking Graph again');
    await sleep(waitMs, request.signal);
  }

  return {
    async ask(request) {
      const giveUpAt = clock.now().getTime() + patienceMs[request.priority];
      for (let attempt = 1; ; attempt += 1) {
        await takeTurn(options.budgetOf(request.resource), request);
        try {
          return await send(request);
        } catch (thrown) {
          await waitOrThrow(thrown, request, { attempt, giveUpAt });
        }
      }
    },
  };
}

interface Tries {
  /** 1 for the first. */
  readonly attempt: number;
  readonly giveUpAt: number;
}

/** A refusal on its way to the retry loop. */
class Refused extends AppError {
  readonly error: AppError;
  readonly again: boolean;

  constructor(error: AppError, again: boolean, retryAfterSeconds: number | undefined) {
    super(error.code, error.message, { retryAfterSeconds });
    this.error = error;
    this.again = again;
  }
}

function asRefused(thrown: unknown) {
  if (thrown instanceof Refused) return thrown;
  const error = toTransportError(thrown, false);
  return {
    error,
    again: error.retryable && error.code !== 'timed-out',
    retryAfterSeconds: undefined,
  };
}

function backOffMs(attempt: number, random: number): number {
  return 500 * 2 ** (attempt - 1) * (0.5 + random / 2);
}

async function takeTurn(budget: Budget | undefined, request: GraphRequest): Promise<void> {
  try {
    await budget?.take(request.priority, request.signal);
  } catch {
    throw throttled(undefined, 'the wait for a place in the request budget took too long');
  }
}
