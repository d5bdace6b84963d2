import type { JsonRecord } from '../../src/domain/record.ts';
import { hidesRisk, isRisky } from '../../src/domain/risk.ts';
import { type SignIn, toSignIn } from '../../src/domain/sign-in.ts';
import { isBlock } from '../../src/domain/verdict.ts';
import { toAppError } from '../../src/errors.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import type { SignInLog, SignInPage, SignInQuery } from '../../src/ports/sign-in-log.ts';

const mostRowsAPage = 1_000;

/** A sign-in log in memory that keeps what it was asked. */
export interface FakeSignInLog extends SignInLog {
  readonly asked: { readonly query: SignInQuery; readonly options: ReadOptions }[];
  readonly found: string[];
  /** When set, every question fails with it. */
  fails?: Error;
  /** When true, it filters by time, person, app, address and type alone, and says so. */
  coarse?: boolean;
  add(record: JsonRecord): void;
}

/** What some tenants refuse to filter by. */
const refusable = {
  outcome: undefined,
  policyId: undefined,
  country: undefined,
  clientApps: undefined,
  risky: undefined,
};

function narrows(query: SignInQuery, row: SignIn): boolean {
  return [
    query.correlationIds === undefined || query.correlationIds.includes(row.correlationId ?? ''),
    query.country === undefined || row.country === query.country,
    query.clientApps === undefined || query.clientApps.includes(row.clientApp ?? ''),
    query.policyId === undefined || row.policies?.some(({ id }) => id === query.policyId),
    !query.risky || isRisky(row) || hidesRisk(row),
  ].every(Boolean);
}

function asks({ query, row }: { query: SignInQuery; row: SignIn }): boolean {
  const { window, types, userId, appName, ip, correlationId, conditionalAccessFailed } = query;
  return [
    row.at >= window.from && row.at <= window.to,
    types.some((type) => row.types.includes(type)),
    userId === undefined || row.userId === userId,
    correlationId === undefined || row.correlationId === correlationId,
    appName === undefined || row.appName?.startsWith(appName),
    ip === undefined ||
      (/^\d+\.\d+\.\d+\.\d+$|::/.test(ip) ? row.ip === ip : row.ip?.startsWith(ip)),
    query.outcome !== 'blocked' || isBlock(row),
    query.outcome !== 'succeeded' || row.errorCode === 0,
    !conditionalAccessFailed || row.conditionalAccess === 'failure',
    narrows(query, row),
  ].every(Boolean);
}

/** Holds records of Graph's beta shape; `pageSize` is the most it gives at once. */
export function createFakeSignInLog(
  records: readonly JsonRecord[] = [],
  pageSize = mostRowsAPage,
): FakeSignInLog {
  const rows: SignIn[] = [];
  const asked: FakeSignInLog['asked'] = [];
  const found: string[] = [];
  function add(record: JsonRecord): void {
    const row = toSignIn({
      signInEventTypes: ['interactiveUser'],
      authenticationDetails: [],
      ...record,
    });
    if (row === undefined) throw new Error('This record has no id or no time.');
    rows.push(row);
  }
  for (const record of records) add(record);

  async function* pages(query: SignInQuery, options: ReadOptions): AsyncIterable<SignInPage> {
    asked.push({ query, options });
    if (fake.fails) throw fake.fails;
    const wanted = rows
      .filter((row) => asks({ query: fake.coarse ? { ...query, ...refusable } : query, row }))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const size = Math.min(options.pageSize ?? pageSize, pageSize);
    for (let from = 0; from === 0 || from < wanted.length; from += size) {
      if (options.signal?.aborted) throw toAppError(options.signal.reason);
      yield {
        rows: wanted.slice(from, from + size),
        more: from + size < wanted.length,
        ...(fake.coarse && { coarse: true }),
      };
    }
  }

  const fake: FakeSignInLog = {
    asked,
    found,
    add,
    pages,
    async find(id) {
      found.push(id);
      if (fake.fails) throw fake.fails;
      return rows.find((row) => row.id === id);
    },
  };
  return fake;
}
