import { LRUCache } from 'lru-cache';
import { foldAttempts } from '../../domain/attempt.ts';
import { at, textAt } from '../../domain/record.ts';
import { hidesPolicies, type SignIn, type SignInType } from '../../domain/sign-in.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { Attempt } from '../../domain/verdict.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SignInLog, SignInQuery } from '../../ports/sign-in-log.ts';

/** What to read of the log to see what policies do. */
export interface PolicyQuestion {
  readonly window: TimeWindow;
  readonly types: readonly SignInType[];
  /** Absent: all policies are looked at. */
  readonly policyId?: string;
  /** Pages of up to 1,000 records that may be read. */
  readonly mostPages: number;
  /** True where the policy is enforced: all it stopped can then be asked for by itself. */
  readonly enforced?: boolean;
}

/** Attempts of a range with the policies that applied to them; what was not read is told. */
export interface PolicySignIns {
  /** Newest first; rows hold nothing but what a policy's effect needs. */
  readonly attempts: readonly Attempt[];
  /** Records read. */
  readonly rows: number;
  readonly pages: number;
  /** True when every record of the range was read. */
  readonly whole: boolean;
  /** 0..1: the part of the range's time that was read whole. */
  readonly covered: number;
  /** True when every record that a policy stopped or prompted was read, though not all were. */
  readonly stopsWhole: boolean;
  /** True when Graph left conditional access data out: a permission is missing. */
  readonly policiesHidden: boolean;
  readonly newestAt?: Date;
}

export type ReadPolicySignIns = (
  question: PolicyQuestion,
  signal: AbortSignal,
) => Promise<PolicySignIns>;

/** A question is answered within 25 s; whoever waits for the next turn at the log may wait 10. */
const patienceMs = 13_000;
const mostStopPages = 3;
const rememberedMs = 5 * 60_000;
const mostRowsRemembered = 20_000;
const silent = new Set(['notapplied', 'reportonlynotapplied', 'notenabled']);

/** A row without what no policy's effect needs: ranges are read by the ten thousand rows. */
function slim(row: SignIn): SignIn {
  const { raw } = row;
  return {
    ...row,
    policies: row.policies
      ?.filter(({ result }) => !silent.has(result.toLowerCase()))
      .map((policy) => ({
        ...policy,
        raw: { sessionControlsNotSatisfied: policy.raw.sessionControlsNotSatisfied },
      })),
    raw: {
      servicePrincipalId: raw.servicePrincipalId,
      servicePrincipalName: raw.servicePrincipalName,
      deviceDetail: {
        trustType: textAt(raw, 'deviceDetail.trustType'),
        isCompliant: at(raw, 'deviceDetail.isCompliant'),
      },
    },
  };
}

interface Read {
  readonly rows: readonly SignIn[];
  readonly pages: number;
  readonly hidden: boolean;
  /** From then on everything was read. */
  readonly readFrom: Date;
}

/** Equal parts of a span, newest first. */
function sliced({ from, to }: TimeWindow, parts: number): TimeWindow[] {
  const stepMs = (to.getTime() - from.getTime()) / parts;
  return Array.from({ length: parts }, (_, index) => ({
    from: new Date(to.getTime() - stepMs * (index + 1)),
    to: new Date(to.getTime() - stepMs * index),
  }));
}

const lengthOf = ({ from, to }: TimeWindow) => Math.max(0, to.getTime() - from.getTime());

/**
 * Reads sign-ins to see what policies did. A range that is too long for the pages there are is sampled: the
 * newest records, then a page from each of equal parts of the rest, so that every day is heard. What is read is
 * remembered for five minutes under the question.
 */
export function createPolicySignInReader(signIns: SignInLog, clock: Clock): ReadPolicySignIns {
  const known = new LRUCache<string, PolicySignIns>({
    maxSize: mostRowsRemembered,
    sizeCalculation: ({ rows }) => rows + 1,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });

  async function readSome(query: SignInQuery, most: number, signal: AbortSignal): Promise<Read> {
    const rows: SignIn[] = [];
    let pages = 0;
    let hidden = false;
    for await (const page of signIns.pages(query, { priority: 'person', signal })) {
      pages += 1;
      hidden ||= page.rows.some(hidesPolicies);
      rows.push(...page.rows.map(slim));
      if (!page.more) return { rows, pages, hidden, readFrom: query.window.from };
      if (pages >= most) break;
    }
    return { rows, pages, hidden, readFrom: rows.at(-1)?.at ?? query.window.to };
  }

  /** The newest page, then one of each part of the rest, as long as there is time. */
  async function readSpread(
    query: SignInQuery,
    mostPages: number,
    isInTime: () => boolean,
    signal: AbortSignal,
  ): Promise<{ readonly reads: readonly Read[]; readonly unreadMs: number }> {
    const newest = await readSome(query, 1, signal);
    const rest = { from: query.window.from, to: newest.readFrom };
    const reads = [newest];
    let unreadMs = lengthOf(rest);
    const parts = unreadMs > 0 && mostPages > 1 ? sliced(rest, mostPages - 1) : [];
    for (const part of parts) {
      if (!isInTime()) break;
      const some = await readSome({ ...query, window: part }, 1, signal);
      reads.push(some);
      unreadMs -= lengthOf({ from: some.readFrom, to: part.to });
    }
    return { reads, unreadMs };
  }

  /** Who may not see policies finds none by one: any sign-in tells whether that is so. Its rows are not counted. */
  async function probe({ window, types }: PolicyQuestion, signal: AbortSignal): Promise<Read> {
    const options = { priority: 'person', pageSize: 1, signal } as const;
    for await (const { rows } of signIns.pages({ window, types }, options)) {
      return { rows: [], pages: 0, hidden: rows.some(hidesPolicies), readFrom: window.from };
    }
    return { rows: [], pages: 0, hidden: false, readFrom: window.from };
  }

  async function read(question: PolicyQuestion, signal: AbortSignal): Promise<PolicySignIns> {
    const { window, types, policyId, mostPages, enforced } = question;
    const startedMs = clock.now().getTime();
    const isInTime = () => clock.now().getTime() - startedMs <= patienceMs;
    const query = { window, types, policyId };
    const { reads, unreadMs } = await readSpread(query, mostPages, isInTime, signal);
    const whole = unreadMs <= 0;
    const stops =
      enforced && !whole && isInTime()
        ? await readSome({ ...query, conditionalAccessFailed: true }, mostStopPages, signal)
        : undefined;
    const found = stops ? [...reads, stops] : reads;
    const isEmpty = found.every((one) => one.rows.length === 0);
    const all = isEmpty && policyId ? [...found, await probe(question, signal)] : found;
    const rows = all.flatMap((one) => one.rows);
    return {
      attempts: foldAttempts(rows),
      rows: new Set(rows.map(({ id }) => id)).size,
      pages: all.reduce((sum, { pages }) => sum + pages, 0),
      whole,
      covered: whole ? 1 : 1 - unreadMs / lengthOf(window),
      stopsWhole: whole || (stops !== undefined && stops.readFrom <= window.from),
      policiesHidden: all.some(({ hidden }) => hidden),
      newestAt: reads[0]?.rows[0]?.at,
    };
  }

  return async (question, signal) => {
    const { from, to } = question.window;
    const key = JSON.stringify({ ...question, window: [from, to] });
    const before = known.get(key);
    if (before) return before;
    const found = await read(question, signal);
    known.set(key, found);
    return found;
  };
}
