import type { DirectoryAudit } from '../../src/domain/directory-audit.ts';
import { toDirectoryAudit } from '../../src/domain/read-directory-audit.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { toAppError } from '../../src/errors.ts';
import type {
  DirectoryAuditLog,
  DirectoryAuditPage,
  DirectoryAuditQuery,
} from '../../src/ports/directory-audit-log.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';

const mostRowsAPage = 1_000;

/** A directory audit log in memory that keeps what it was asked. */
export interface FakeDirectoryAuditLog extends DirectoryAuditLog {
  readonly asked: { readonly query: DirectoryAuditQuery; readonly options: ReadOptions }[];
  readonly found: string[];
  /** When set, every question fails with it. */
  fails?: Error;
  add(record: JsonRecord): void;
}

const begins = (value: string | undefined, beginning: string | undefined) =>
  beginning === undefined || (value?.startsWith(beginning) ?? false);

function asks(query: DirectoryAuditQuery, row: DirectoryAudit): boolean {
  const { window, actorId, actorApp, targetId, targetName, activity, category } = query;
  return [
    row.at >= window.from && row.at <= window.to,
    actorId === undefined || (row.actor.kind === 'user' && row.actor.id === actorId),
    actorApp === undefined || (row.actor.kind === 'app' && row.actor.name === actorApp),
    targetId === undefined || row.targets.some(({ id }) => id === targetId),
    targetName === undefined || row.targets.some(({ name }) => begins(name, targetName)),
    begins(row.activity, activity),
    category === undefined || row.category === category,
    query.correlationId === undefined || row.correlationId === query.correlationId,
  ].every(Boolean);
}

/** Holds records of Graph's shape; `pageSize` is the most it gives at once. */
export function createFakeDirectoryAuditLog(
  records: readonly JsonRecord[] = [],
  pageSize = mostRowsAPage,
): FakeDirectoryAuditLog {
  const rows: DirectoryAudit[] = [];
  const asked: { readonly query: DirectoryAuditQuery; readonly options: ReadOptions }[] = [];
  const found: string[] = [];
  function add(record: JsonRecord): void {
    const row = toDirectoryAudit(record);
    if (row === undefined) throw new Error('This record has no id or no time.');
    rows.push(row);
  }
  for (const record of records) add(record);

  async function* pages(
    query: DirectoryAuditQuery,
    options: ReadOptions,
  ): AsyncIterable<DirectoryAuditPage> {
    asked.push({ query, options });
    if (fake.fails) throw fake.fails;
    const wanted = rows
      .filter((row) => asks(query, row))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const most = Math.max(1, Math.min(options.pageSize ?? pageSize, pageSize));
    for (let start = 0; start === 0 || start < wanted.length; start += most) {
      if (options.signal?.aborted) throw toAppError(options.signal.reason);
      yield { rows: wanted.slice(start, start + most), more: start + most < wanted.length };
    }
  }

  const fake: FakeDirectoryAuditLog = {
    asked,
    found,
    add,
    pages,
    async find(id, { signal }) {
      found.push(id);
      if (signal?.aborted) throw toAppError(signal.reason);
      if (fake.fails) throw fake.fails;
      return rows.find((row) => row.id === id);
    },
  };
  return fake;
}
