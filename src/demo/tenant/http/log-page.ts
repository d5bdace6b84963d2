import { compileFilter, type FilterTable } from '../filter/compile.ts';
import { parseFilter } from '../filter/parse.ts';
import type { Filter } from '../filter/syntax.ts';
import { earliestNamed, timeRangeOf } from '../filter/time-range.ts';
import { FilterError } from '../filter/tokens.ts';
import type { JsonObject } from '../json.ts';
import type { LogEntry, TimeLog } from '../time-log.ts';
import {
  contextOf,
  type GraphFailure,
  type GraphRequest,
  type GraphResponse,
} from './graph-message.ts';
import { allowOptions, badRequest, readTop } from './query-options.ts';
import { nextLink, readSkipToken } from './skip-token.ts';

/** One list request on a log. */
export interface LogQuery<T extends LogEntry> {
  readonly request: GraphRequest;
  readonly entity: string;
  readonly log: TimeLog<T>;
  readonly table: FilterTable<T>;
  readonly timeProperty: string;
  readonly now: Date;
  readonly retentionDays: number;
  readonly maxScanned: number;
  /** Entries that are there at all for this query. */
  readonly includes: (entry: T, filter: Filter | undefined) => boolean;
  readonly view: (entry: T) => JsonObject;
}

const maxPage = 1000;

function invalidFilter(reason: string): GraphFailure {
  return badRequest(`Invalid filter clause: ${reason}`);
}

/** Runs what parses or compiles a filter and turns its complaint into Graph's 400. */
export function asFilterFailure<R>(work: () => R): R {
  try {
    return work();
  } catch (error) {
    if (error instanceof FilterError) throw invalidFilter(error.message);
    throw error;
  }
}

function readOrder(request: GraphRequest, property: string): boolean {
  const text = request.query.get('$orderby');
  if (text === null) return true;
  const [name, direction = 'asc', ...more] = text.trim().split(/\s+/);
  if (name !== property || more.length > 0 || !['asc', 'desc'].includes(direction)) {
    throw badRequest(`The $orderby expression '${text}' is not supported.`);
  }
  return direction === 'desc';
}

/** Answers a list request: filtered, ordered, cut to a page with a link to the next. */
export function answerLogPage<T extends LogEntry>(query: LogQuery<T>): GraphResponse {
  const { request, log, now, timeProperty } = query;
  allowOptions(
    request,
    ['$filter', '$orderby', '$top', '$skiptoken', '$select', '$count'],
    badRequest,
  );
  const text = request.query.get('$filter');
  const filter = text === null ? undefined : asFilterFailure(() => parseFilter(text));
  const matches = filter && asFilterFailure(() => compileFilter(filter, query.table));
  const oldestMs = now.getTime() - query.retentionDays * 86_400_000;
  if (filter && earliestNamed(filter, timeProperty) < oldestMs) {
    throw invalidFilter(`${timeProperty} is before the oldest kept entry`);
  }
  const range = timeRangeOf(filter, timeProperty);
  const { found, next } = log.scan({
    fromMs: Math.max(range.fromMs, oldestMs),
    toMs: Math.min(range.toMs, now.getTime()),
    nowMs: now.getTime(),
    newestFirst: readOrder(request, timeProperty),
    after: readSkipToken(request),
    top: readTop(request, maxPage, maxPage, badRequest),
    maxScanned: query.maxScanned,
    matches: (entry) => query.includes(entry, filter) && (matches?.(entry) ?? true),
  });
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, query.entity),
      ...(next && { '@odata.nextLink': nextLink(request, next) }),
      value: found.map(query.view),
    },
  };
}
