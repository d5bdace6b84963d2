import { isRecord, type JsonRecord, text } from '../domain/record.ts';
import { type SignIn, toSignIn } from '../domain/sign-in.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { ReadOptions, SignInLog, SignInPage, SignInQuery } from '../ports/sign-in-log.ts';
import type { GraphClient } from './client.ts';
import {
  all,
  anyOf,
  beginsWith,
  type Clause,
  equals,
  notAfter,
  notBefore,
  queryString,
} from './odata.ts';

const mostRowsAPage = 1_000;
const path = '/auditLogs/signIns';

/** A whole address; parts of one are looked for as a beginning. */
function ipClause(ip: string): Clause {
  const isWhole = /^(\d{1,3}\.){3}\d{1,3}$/.test(ip) || ip.split(':').length === 8;
  return isWhole ? equals('ipAddress', ip) : beginsWith('ipAddress', ip);
}

/** Everything of the question that Graph documents as filterable. */
function filterOf(query: SignInQuery, version: 'v1.0' | 'beta'): Clause {
  const clauses = [
    notBefore('createdDateTime', query.window.from),
    notAfter('createdDateTime', query.window.to),
    query.userId === undefined ? undefined : equals('userId', query.userId),
    query.correlationId === undefined ? undefined : equals('correlationId', query.correlationId),
    query.appName === undefined ? undefined : beginsWith('appDisplayName', query.appName),
    query.ip === undefined ? undefined : ipClause(query.ip),
    query.conditionalAccessFailed ? equals('conditionalAccessStatus', 'failure') : undefined,
    query.outcome === 'succeeded' ? equals('status/errorCode', 0) : undefined,
    version === 'beta' ? anyOf('signInEventTypes', query.types) : undefined,
  ];
  return all(clauses.filter((one) => one !== undefined));
}

/** Some tenants lose their place in the middle of long answers; the rest is then asked for anew. */
function lostItsPlace(thrown: unknown): boolean {
  const cause = thrown instanceof AppError ? thrown.cause : undefined;
  return cause instanceof Error && /skip ?token/i.test(cause.message);
}

/**
 * The sign-in log over Graph. It reads beta: v1.0 has no non-interactive sign-ins, no authentication
 * details and no satisfied rules. Where a national cloud does not serve beta it reads v1.0 and logs it.
 */
export function createSignInLog(graph: GraphClient, log: Log): SignInLog {
  let version: 'v1.0' | 'beta' = 'beta';

  async function first(query: SignInQuery, options: ReadOptions): Promise<JsonRecord> {
    const ask = () =>
      graph.ask({
        path: `${path}?${queryString({
          $filter: filterOf(query, version),
          $orderby: 'createdDateTime desc',
          $top: Math.min(options.pageSize ?? mostRowsAPage, mostRowsAPage),
        })}`,
        version,
        resource: 'sign-ins',
        priority: options.priority,
        signal: options.signal,
      });
    try {
      return await ask();
    } catch (thrown) {
      if (version === 'v1.0' || !(thrown instanceof AppError) || thrown.code !== 'not-found')
        throw thrown;
      version = 'v1.0';
      log.warn({ path }, 'this cloud serves no beta sign-ins: reading v1.0, interactive ones only');
      return ask();
    }
  }

  function rowsOf(body: JsonRecord): SignIn[] {
    const values = Array.isArray(body.value) ? body.value : [];
    const rows: SignIn[] = [];
    for (const value of values) {
      const row = toSignIn(value);
      if (row) rows.push(row);
    }
    if (rows.length < values.length) {
      log.warn(
        { unreadable: values.length - rows.length },
        'sign-ins without id or time were left out',
      );
    }
    return rows;
  }

  const follow = (path: string, options: ReadOptions) =>
    graph.ask({
      path,
      version,
      resource: 'sign-ins',
      priority: options.priority,
      signal: options.signal,
    });

  /** Asks anew for what is older than the last row read. */
  function resume(query: SignInQuery, last: SignIn, options: ReadOptions): Promise<JsonRecord> {
    // Records carry more digits than a Date does: one millisecond later loses none of them.
    const to = new Date(last.at.getTime() + 1);
    return first({ ...query, window: { from: query.window.from, to } }, options);
  }

  async function* pages(query: SignInQuery, options: ReadOptions): AsyncIterable<SignInPage> {
    let body = await first(query, options);
    let mayResume = true;
    let before: readonly SignIn[] = [];
    for (;;) {
      const known = new Set(before.map((row) => row.id));
      const rows = rowsOf(body).filter((row) => !known.has(row.id));
      const next = text(body['@odata.nextLink']);
      yield { rows, more: next !== undefined };
      if (next === undefined) return;
      if (rows.length > 0) before = rows;
      const last = before.at(-1);
      body = await follow(next, options).catch((thrown) => {
        if (!mayResume || !last || !lostItsPlace(thrown)) throw thrown;
        mayResume = false;
        return resume(query, last, options);
      });
    }
  }

  return {
    pages,
    async find(id, options) {
      try {
        const body = await graph.ask({
          path: `${path}/${encodeURIComponent(id)}`,
          version,
          resource: 'sign-ins',
          priority: options.priority,
          signal: options.signal,
        });
        return isRecord(body) ? toSignIn(body) : undefined;
      } catch (thrown) {
        const unknown =
          thrown instanceof AppError && ['not-found', 'bad-question'].includes(thrown.code);
        if (unknown) return undefined;
        throw thrown;
      }
    },
  };
}
