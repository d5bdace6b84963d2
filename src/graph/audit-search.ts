import { toActivityRecord } from '../domain/activity/read-record.ts';
import type { ActivityRecord } from '../domain/activity-record.ts';
import { isRecord, type JsonRecord, text } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type {
  ActivityPage,
  AuditSearch,
  AuditSearchQuery,
  AuditSearchState,
} from '../ports/audit-search.ts';
import type { Log } from '../ports/log.ts';
import type { ReadOptions } from '../ports/read-options.ts';
import type { GraphClient } from './client.ts';
import { type GraphVersion, readNextLink } from './endpoint.ts';
import { refusalOf, searchesNotServed, unreadable } from './errors.ts';
import { readPage } from './page.ts';

interface Parts {
  readonly graph: GraphClient;
  readonly log: Log;
  /** Asked first. v1.0 has come and gone: where one version is not served, the other is used. */
  readonly version: GraphVersion;
}

const resourcePath = '/security/auditLog/queries';
const mostRowsAPage = 999;

const states: Readonly<Record<string, AuditSearchState>> = {
  notStarted: 'waiting',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Graph's filters. The service's name differs between its versions, so record types say what is meant. */
function toBody(query: AuditSearchQuery): JsonRecord {
  return {
    '@odata.type': '#microsoft.graph.security.auditLogQuery',
    displayName: query.name,
    filterStartDateTime: query.window.from.toISOString(),
    filterEndDateTime: query.window.to.toISOString(),
    ...(query.recordTypes && { recordTypeFilters: query.recordTypes }),
    ...(query.operations && { operationFilters: query.operations }),
    ...(query.userPrincipalNames && { userPrincipalNameFilters: query.userPrincipalNames }),
    ...(query.objectIds && { objectIdFilters: query.objectIds }),
    ...(query.keyword && { keywordFilter: query.keyword }),
  };
}

function isUnknownAddress(thrown: unknown): boolean {
  const refusal = refusalOf(thrown);
  if (refusal?.status === 404) return true;
  return (
    refusal?.status === 400 &&
    /resource not found for the segment|invalid version/i.test(refusal.message)
  );
}

function toPage(values: readonly unknown[], more: boolean): ActivityPage {
  const rows: ActivityRecord[] = [];
  for (const value of values) {
    const row = toActivityRecord(value);
    if (row) rows.push(row);
  }
  return { rows, unreadable: values.length - rows.length, more };
}

/** JSON that ends too early or is none. By its name: an error of another realm is no instance of ours. */
function isCutShort(thrown: unknown): boolean {
  const cause = thrown instanceof AppError ? thrown.cause : undefined;
  return isRecord(cause) && cause.name === 'SyntaxError';
}

/** Searches of the unified audit log over Graph (`/security/auditLog/queries`). */
export function createAuditSearch({ graph, log, version }: Parts): AuditSearch {
  let served = version;

  const ask = (
    request: { path: string; body?: JsonRecord; deletes?: true },
    at: GraphVersion,
    { priority, signal }: ReadOptions,
  ) => graph.ask({ ...request, version: at, resource: 'audit-searches', priority, signal });

  /** In the version that is served; the other is tried once where an address is not known. */
  async function askAnyVersion(
    request: { path: string; body?: JsonRecord; deletes?: true },
    options: ReadOptions,
  ): Promise<JsonRecord> {
    try {
      return await ask(request, served, options);
    } catch (thrown) {
      if (!isUnknownAddress(thrown)) throw thrown;
      const other = served === 'beta' ? 'v1.0' : 'beta';
      const body = await ask(request, other, options).catch(() => {
        throw thrown;
      });
      log.warn({ err: refusalOf(thrown), served: other }, 'audit searches are served elsewhere');
      served = other;
      return body;
    }
  }

  const pathOf = (id: string) => `${resourcePath}/${encodeURIComponent(id)}`;

  /** A page that ends too early stays so when it is asked for again; what follows it has no address. */
  async function readOn(link: string, options: ReadOptions): Promise<JsonRecord | undefined> {
    const { path, version: linked } = readNextLink(link);
    try {
      return await ask({ path }, linked, options);
    } catch (thrown) {
      if (!isCutShort(thrown)) throw thrown;
      log.warn({ err: thrown }, 'a page of audit records can’t be read, nor those behind it');
      return undefined;
    }
  }

  return {
    async submit(query, options) {
      try {
        const body = await askAnyVersion({ path: resourcePath, body: toBody(query) }, options);
        const id = text(body.id);
        if (id === undefined) throw unreadable(new Error('the new search has no id'));
        return { id };
      } catch (thrown) {
        throw isUnknownAddress(thrown) ? searchesNotServed(thrown) : thrown;
      }
    },

    async progress(id, options) {
      try {
        const body = await askAnyVersion({ path: pathOf(id) }, options);
        return {
          state: states[text(body.status) ?? ''] ?? 'running',
          isTruncated: body.isRecordCountLimitExceeded === true,
          recordCount: Number(body.approximateReturnedRecordCount) || undefined,
        };
      } catch (thrown) {
        if (isUnknownAddress(thrown)) return undefined;
        throw thrown;
      }
    },

    async *records(id, options) {
      const $top = Math.max(1, Math.min(options.pageSize ?? mostRowsAPage, mostRowsAPage));
      let body = await askAnyVersion({ path: `${pathOf(id)}/records?$top=${$top}` }, options);
      for (;;) {
        const { values, nextLink } = readPage(body);
        yield toPage(values, nextLink !== undefined);
        if (nextLink === undefined) return;
        const next = await readOn(nextLink, options);
        if (next === undefined) {
          yield { rows: [], unreadable: 0, more: false, isBroken: true };
          return;
        }
        body = next;
      }
    },

    async cancel(id, options) {
      try {
        await askAnyVersion({ path: pathOf(id), deletes: true }, options);
      } catch (thrown) {
        if (!isUnknownAddress(thrown)) throw thrown;
      }
    },
  };
}
