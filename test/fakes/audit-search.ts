import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import type {
  ActivityPage,
  AuditSearch,
  AuditSearchQuery,
  AuditSearchState,
} from '../../src/ports/audit-search.ts';

/** The unified audit log in memory. A search is done after so many looks at how it stands. */
export interface FakeAuditSearch extends AuditSearch {
  /** Every search that was begun, in order. */
  readonly submitted: { readonly id: string; readonly query: AuditSearchQuery }[];
  readonly cancelled: string[];
  /** How often anybody asked how a search stands. */
  readonly checks: string[];
  /** The next submissions, looks and pages fail so, oldest first; `undefined` lets one pass. */
  readonly failures: (Error | undefined)[];
  /** Ends of the next searches, oldest first; default: succeeded. `forgotten`: the service knows it no more. */
  readonly ends: (AuditSearchState | 'forgotten')[];
  /** The service leaves records out. */
  isTruncated: boolean;
  /** What comes with the pages beside their rows. */
  page: Partial<ActivityPage>;
  add(record: ActivityRecord): void;
}

interface Held {
  readonly query: AuditSearchQuery;
  readonly end: AuditSearchState | 'forgotten';
  looks: number;
}

function fits(
  { user, at, operation, recordType, objectId, data }: ActivityRecord,
  query: AuditSearchQuery,
) {
  const { window, userPrincipalNames, recordTypes, operations, objectIds, keyword } = query;
  const oneOf = (wanted: readonly string[] | undefined, value = '') =>
    wanted === undefined || wanted.some((one) => one.toLowerCase() === value.toLowerCase());
  const isObject = (wanted: string) =>
    wanted.endsWith('*') ? objectId?.startsWith(wanted.slice(0, -1)) : objectId === wanted;
  return [
    at >= window.from && at <= window.to,
    oneOf(userPrincipalNames, user),
    oneOf(recordTypes, recordType),
    oneOf(operations, operation),
    objectIds === undefined || objectIds.some(isObject),
    keyword === undefined || JSON.stringify(data).toLowerCase().includes(keyword.toLowerCase()),
  ].every(Boolean);
}

export function createFakeAuditSearch({ looksNeeded = 3, pageSize = 3 } = {}): FakeAuditSearch {
  const rows: ActivityRecord[] = [];
  const held = new Map<string, Held>();
  const mayFail = () => {
    const failure = fake.failures.shift();
    if (failure !== undefined) throw failure;
  };
  const fake: FakeAuditSearch = {
    submitted: [],
    cancelled: [],
    checks: [],
    failures: [],
    ends: [],
    isTruncated: false,
    page: {},
    add: (record) => {
      rows.push(record);
    },
    async submit(query) {
      mayFail();
      const id = `search-${fake.submitted.length + 1}`;
      fake.submitted.push({ id, query });
      held.set(id, { query, end: fake.ends.shift() ?? 'succeeded', looks: 0 });
      return { id };
    },
    async progress(id) {
      fake.checks.push(id);
      mayFail();
      const search = held.get(id);
      if (search === undefined) return undefined;
      search.looks += 1;
      if (search.looks < looksNeeded) {
        return { state: search.looks === 1 ? 'waiting' : 'running', isTruncated: false };
      }
      if (search.end === 'forgotten') return undefined;
      return { state: search.end, isTruncated: fake.isTruncated };
    },
    async *records(id) {
      mayFail();
      const found = rows.filter((row) =>
        fits(row, held.get(id)?.query ?? { name: '', window: never }),
      );
      for (let from = 0; from === 0 || from < found.length; from += pageSize) {
        if (from > 0) mayFail();
        // The service repeats itself: the last row of a page comes on the next one too.
        const page = found.slice(Math.max(0, from - 1), from + pageSize);
        yield { rows: page, unreadable: 0, more: from + pageSize < found.length, ...fake.page };
      }
    },
    async cancel(id) {
      fake.cancelled.push(id);
      held.delete(id);
    },
  };
  return fake;
}

const never = { from: new Date(0), to: new Date(0) };
