import type { DirectoryAudit } from '../domain/directory-audit.ts';
import { toDirectoryAudit } from '../domain/read-directory-audit.ts';
import type { JsonRecord } from '../domain/record.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  DirectoryAuditLog,
  DirectoryAuditPage,
  DirectoryAuditQuery,
} from '../ports/directory-audit-log.ts';
import type { Log } from '../ports/log.ts';
import type { ReadOptions } from '../ports/read-options.ts';
import type { GraphClient } from './client.ts';
import { readNextLink } from './endpoint.ts';
import { auditsTooFarBack, refusalOf } from './errors.ts';
import {
  all,
  beginsWith,
  type Clause,
  equals,
  holdsId,
  holdsNameBeginning,
  notAfter,
  notBefore,
  queryString,
} from './odata.ts';
import { readPage } from './page.ts';

const mostRowsAPage = 1_000;
const resourcePath = '/auditLogs/directoryAudits';
/** With Entra ID P1 or P2; a minute less, so that the oldest moment is not past while the question travels. */
const retentionMs = 30 * 24 * 60 * 60_000 - 60_000;
const unlicensedRetentionMs = 7 * 24 * 60 * 60_000 - 60_000;
/** “last 30d” is cut by a minute, and nobody misses it. */
const worthTellingMs = 60 * 60_000;

/** One way to ask the same. */
interface Form {
  readonly from: Date;
  /** Without the filters that not every service takes. */
  readonly isPlain: boolean;
}

interface Parts {
  readonly graph: GraphClient;
  readonly log: Log;
  readonly clock: Clock;
}

/** `category` works and is documented nowhere; the others stand on Graph's page of the list. */
function auditFilter(query: DirectoryAuditQuery, isPlain: boolean): Clause {
  const { window, actorId, targetId, targetName, activity, category, correlationId } = query;
  const clauses = [
    notBefore('activityDateTime', window.from),
    notAfter('activityDateTime', window.to),
    actorId === undefined ? undefined : equals('initiatedBy/user/id', actorId),
    query.actorApp === undefined
      ? undefined
      : equals('initiatedBy/app/displayName', query.actorApp),
    targetId === undefined ? undefined : holdsId('targetResources', targetId),
    correlationId === undefined ? undefined : equals('correlationId', correlationId),
    targetName === undefined || isPlain
      ? undefined
      : holdsNameBeginning('targetResources', targetName),
    activity === undefined || isPlain ? undefined : beginsWith('activityDisplayName', activity),
    category === undefined || isPlain ? undefined : equals('category', category),
  ];
  return all(clauses.filter((one) => one !== undefined));
}

const begins = (value: string | undefined, beginning: string | undefined) =>
  beginning === undefined || (value?.toLowerCase().startsWith(beginning.toLowerCase()) ?? false);

/** What a plainer question let through. */
function isAsked(row: DirectoryAudit, { targetName, activity, category }: DirectoryAuditQuery) {
  return (
    begins(row.activity, activity) &&
    (category === undefined || row.category === category) &&
    (targetName === undefined || row.targets.some(({ name }) => begins(name, targetName)))
  );
}

/** The directory audit log over Graph v1.0, which is complete; it works without a licence, for 7 days. */
export function createDirectoryAuditLog({ graph, log, clock }: Parts): DirectoryAuditLog {
  const ask = (path: string, { priority, signal }: ReadOptions) =>
    graph.ask({ path, resource: 'directory-audits', priority, signal });

  /** From the fullest question to what is left when the service refuses it, for its words or its range. */
  function formsOf({ window, ...filters }: DirectoryAuditQuery): Form[] {
    const [kept, keptUnlicensed] = [retentionMs, unlicensedRetentionMs].map((ms) => {
      const oldest = new Date(clock.now().getTime() - ms);
      return window.from < oldest && window.to >= oldest ? oldest : undefined;
    });
    const from = kept ?? window.from;
    const isForgotten = window.to.getTime() < clock.now().getTime() - retentionMs;
    const starts = keptUnlicensed === undefined ? [from] : [from, keptUnlicensed];
    const forms = starts.map((start) => ({ from: start, isPlain: false }));
    const canBePlainer = [filters.targetName, filters.activity, filters.category].some(Boolean);
    return canBePlainer && !isForgotten
      ? [...forms, ...forms.map((form) => ({ ...form, isPlain: true }))]
      : forms;
  }

  /** What the service would not filter is filtered here; what it keeps no more of is left out. */
  async function first(query: DirectoryAuditQuery, options: ReadOptions) {
    const $top = Math.max(1, Math.min(options.pageSize ?? mostRowsAPage, mostRowsAPage));
    const { to } = query.window;
    let refused: unknown;
    for (const { from, isPlain } of formsOf(query)) {
      const $filter = auditFilter({ ...query, window: { from, to } }, isPlain);
      const asking = { $filter, $orderby: 'activityDateTime desc', $top };
      try {
        const body = await ask(`${resourcePath}?${queryString(asking)}`, options);
        const cutMs = from.getTime() - query.window.from.getTime();
        return { body, isPlain, keptFrom: cutMs > worthTellingMs ? from : undefined };
      } catch (thrown) {
        if (refusalOf(thrown)?.status !== 400) throw thrown;
        log.info(
          { err: refusalOf(thrown), from, isPlain },
          'Graph refused a question about directory audits',
        );
        refused = thrown;
      }
    }
    const isOld = to.getTime() < clock.now().getTime() - unlicensedRetentionMs;
    throw isOld ? auditsTooFarBack(refused) : refused;
  }

  function rowsOf(values: readonly unknown[]): DirectoryAudit[] {
    const rows = values.flatMap((value) => toDirectoryAudit(value) ?? []);
    const unread = values.length - rows.length;
    if (unread > 0) log.warn({ unread }, 'directory audits without id or time were left out');
    return rows;
  }

  async function* pages(
    query: DirectoryAuditQuery,
    options: ReadOptions,
  ): AsyncIterable<DirectoryAuditPage> {
    const { body: firstBody, isPlain, keptFrom } = await first(query, options);
    let body: JsonRecord = firstBody;
    for (;;) {
      const { values, nextLink } = readPage(body);
      const read = rowsOf(values);
      const rows = isPlain ? read.filter((row) => isAsked(row, query)) : read;
      yield { rows, more: nextLink !== undefined, ...(keptFrom && { keptFrom }) };
      if (nextLink === undefined) return;
      body = await ask(readNextLink(nextLink).path, options);
    }
  }

  return {
    pages,
    async find(id, options) {
      try {
        return toDirectoryAudit(await ask(`${resourcePath}/${encodeURIComponent(id)}`, options));
      } catch (thrown) {
        const status = refusalOf(thrown)?.status;
        if (status === 404 || status === 400) return undefined;
        throw thrown;
      }
    },
  };
}
