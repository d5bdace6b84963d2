import { isRecord, type JsonRecord, text } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Priority, ReadOptions } from '../ports/read-options.ts';
import { checkEndpoint, readNextLink, scopeOf } from './endpoint.ts';
import {
  type Cmdlet,
  ExchangeRefusal,
  toExchangeError,
  tooSlow,
  unreachable,
  unreadable,
} from './errors.ts';

/** One run of a cmdlet. */
export interface Invocation {
  readonly cmdlet: Cmdlet;
  readonly parameters?: JsonRecord;
  /** Properties that are wanted; the rest stays in Exchange. */
  readonly select?: readonly string[];
  /** Where an earlier page said that the list goes on. */
  readonly from?: string;
}

export interface Answered {
  readonly rows: readonly JsonRecord[];
  readonly next?: string;
}

/** Exchange Online's cmdlets over HTTP; failures are `AppError`s whose cause is an `ExchangeRefusal`. */
export interface ExchangeClient {
  invoke(invocation: Invocation, options: ReadOptions): Promise<Answered>;
}

export interface ExchangeClientOptions {
  /** Root, without path. */
  readonly endpoint: string;
  readonly tenantId: string;
  /** A token for that scope, or an `AppError`. */
  readonly token: (scope: string, signal?: AbortSignal) => Promise<string>;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
  readonly fetch?: typeof globalThis.fetch;
  readonly onRequest?: (resource: string, status: number | string, seconds: number) => void;
}

/** Cmdlets are slow: one try may take so long, in milliseconds. */
const timeoutMs: Readonly<Record<Priority, number>> = {
  person: 15_000,
  card: 20_000,
  poll: 90_000,
};
/** How long waits between tries may add up to: a person is answered within 25 s. */
const patienceMs: Readonly<Record<Priority, number>> = {
  person: 8_000,
  card: 15_000,
  poll: 60_000,
};
const mostTries = 4;
const firstBackOffMs = 500;
const usualPageSize = 1000;

/** System mailboxes by which Exchange finds the server to run on (as its own PowerShell module does). */
const usualAnchor = 'bb558c35-97f1-4cb9-8ff7-d53741dc928c';
const auditConfigAnchor = '8cc370d3-822a-4ab8-a926-bb94bd0641a9';

function anchorOf(cmdlet: Cmdlet, tenantId: string): string {
  const id = cmdlet === 'Set-AdminAuditLogConfig' ? auditConfigAnchor : usualAnchor;
  return `APP:SystemMailbox{${id}}@${tenantId}`;
}

/** Seconds of a Retry-After header, a number or a date. */
function readRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

function toAnswer(body: unknown): Answered {
  if (!isRecord(body) || !Array.isArray(body.value)) {
    throw unreadable(new Error('the answer holds no list'));
  }
  const link = text(body['@odata.nextLink']);
  const next = link === undefined ? undefined : readNextLink(link);
  if (link !== undefined && next === undefined) {
    throw unreadable(new Error('the link to the next page is none of Exchange’s'));
  }
  return { rows: body.value.filter(isRecord), ...(next !== undefined && { next }) };
}

function toFailure(thrown: unknown, isLate: boolean): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isLate) return tooSlow(thrown);
  return thrown instanceof SyntaxError ? unreadable(thrown) : unreachable(thrown);
}

/**
 * The route that Exchange's own PowerShell module takes (`InvokeCommand`); Microsoft documents it for nobody else,
 * so all that is known of it stays in this folder. Cmdlets that only read, and switches set to where they stand
 * already, may be sent again.
 */
export function createExchangeClient(options: ExchangeClientOptions): ExchangeClient {
  const { tenantId, token, clock, sleep, random, log } = options;
  const { fetch = globalThis.fetch } = options;
  const root = checkEndpoint(options.endpoint);
  const scope = scopeOf(root);
  const base = options.endpoint.replace(/\/+$/, '');
  const firstPath = `/adminapi/beta/${encodeURIComponent(tenantId)}/InvokeCommand`;

  function addressOf({ select, from }: Invocation): string {
    if (from !== undefined) return `${base}${from}`;
    return `${base}${firstPath}${select ? `?$select=${select.join(',')}` : ''}`;
  }

  async function transmit(invocation: Invocation, pageSize: number, signal: AbortSignal) {
    const { cmdlet, parameters = {} } = invocation;
    return fetch(addressOf(invocation), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token(scope, signal)}`,
        'content-type': 'application/json; charset=utf-8',
        'x-anchormailbox': anchorOf(cmdlet, tenantId),
        prefer: `odata.maxpagesize=${pageSize}`,
      },
      body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: parameters } }),
      redirect: 'manual',
      signal,
    });
  }

  async function once(invocation: Invocation, read: ReadOptions): Promise<Answered> {
    const started = clock.now().getTime();
    const deadline = AbortSignal.timeout(timeoutMs[read.priority]);
    const signal = read.signal ? AbortSignal.any([read.signal, deadline]) : deadline;
    let status: number | string = 'none';
    try {
      const response = await transmit(invocation, read.pageSize ?? usualPageSize, signal);
      status = response.status;
      if (status === 204) return { rows: [] };
      if (response.ok) return toAnswer(await response.json());
      const body: unknown = await response.json().catch(() => undefined);
      const wait = readRetryAfter(response.headers.get('retry-after'), clock.now());
      throw toExchangeError(new ExchangeRefusal(status, body, wait), invocation.cmdlet);
    } catch (thrown) {
      throw toFailure(thrown, signal.aborted);
    } finally {
      options.onRequest?.('exchange', status, (clock.now().getTime() - started) / 1000);
    }
  }

  /** How long to wait before another try, or the failure itself. */
  function waitOrThrow(failure: AppError, tried: number, waitedMs: number, most: number): number {
    if (!failure.retryable || tried >= mostTries) throw failure;
    // Whoever waits has waited one whole try already.
    if (failure.code === 'timed-out' && most < patienceMs.poll) throw failure;
    const asked = failure.retryAfterSeconds;
    const backOffMs = firstBackOffMs * 2 ** (tried - 1) * (0.5 + random() / 2);
    const waitMs = asked === undefined ? backOffMs : asked * 1000 + random() * 250;
    if (waitedMs + waitMs > most) throw failure;
    return Math.round(waitMs);
  }

  return {
    async invoke(invocation, read) {
      let waitedMs = 0;
      for (let tried = 1; ; tried += 1) {
        const answered = await once(invocation, read).catch((thrown: unknown) =>
          toFailure(thrown, false),
        );
        if (!(answered instanceof AppError)) return answered;
        if (read.signal?.aborted) throw answered;
        const waitMs = waitOrThrow(answered, tried, waitedMs, patienceMs[read.priority]);
        log.debug({ cmdlet: invocation.cmdlet, tried, waitMs }, answered.message);
        waitedMs += waitMs;
        await sleep(waitMs, read.signal).catch(() => {
          throw answered;
        });
      }
    },
  };
}
