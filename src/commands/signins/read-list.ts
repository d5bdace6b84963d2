import { LRUCache } from 'lru-cache';
import { foldAttempts } from '../../domain/attempt.ts';
import { hidesPolicies, type SignIn } from '../../domain/sign-in.ts';
import type { Attempt, Outcome } from '../../domain/verdict.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SignInLog, SignInQuery } from '../../ports/sign-in-log.ts';
import { askOf, type Question, typesOf } from './question.ts';

/** More than this is not read for one answer; the card says so. */
const mostPages = 3;
const rememberedMs = 5 * 60_000;
const mostRowsRemembered = 12_000;

/** What was read for a question, before the verdict is looked at. */
export interface SignInList {
  /** Newest first. */
  readonly attempts: readonly Attempt[];
  readonly rows: number;
  /** True when older records of the window were not read. */
  readonly truncated: boolean;
  /** True when the app's name was looked for here, in rows of all apps. */
  readonly filteredByApp: boolean;
  /** True when Graph left conditional access data out: a permission is missing. */
  readonly policiesHidden: boolean;
  /** Set when Graph was asked for records of this outcome alone: others can't be counted. */
  readonly only?: Outcome;
  readonly oldestAt?: Date;
  readonly newestAt?: Date;
}

export type ReadList = (question: Question, signal: AbortSignal) => Promise<SignInList>;

function fits(row: SignIn, { app, ip }: Question): boolean {
  if (app !== undefined && !row.appName?.toLowerCase().includes(app.toLowerCase())) return false;
  return ip === undefined || (row.ip?.startsWith(ip) ?? false);
}

/** Outcomes that Graph can filter by itself; the others show only beside the other rows of an attempt. */
const filteredByGraph: readonly (Outcome | undefined)[] = ['blocked', 'succeeded'];

function keyOf(question: Question): string {
  const { from, to } = question.window;
  return `${askOf(question, { top: undefined })} ${from.toISOString()} ${to.toISOString()}`;
}

/**
 * Reads sign-ins for people's questions. A list is remembered for five minutes under the question and
 * the moment it is as of, so that turning its pages asks Graph nothing; a question typed anew has a new moment.
 */
export function createListReader(signIns: SignInLog, clock: Clock): ReadList {
  const lists = new LRUCache<string, SignInList>({
    maxSize: mostRowsRemembered,
    sizeCalculation: (list) => list.rows + 1,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });

  async function readRows(query: SignInQuery, signal: AbortSignal) {
    const rows: SignIn[] = [];
    let pages = 0;
    let more = false;
    for await (const page of signIns.pages(query, { priority: 'person', signal })) {
      rows.push(...page.rows);
      pages += 1;
      more = page.more;
      if (pages >= mostPages) break;
    }
    return { rows, more };
  }

  async function read(question: Question, signal: AbortSignal): Promise<SignInList> {
    const query = {
      window: question.window,
      types: typesOf(question),
      userId: question.person?.id,
      appName: question.app,
      ip: question.ip,
      outcome: question.outcome,
    };
    const direct = await readRows(query, signal);
    // Graph compares names from their beginning and letter by letter; people type a part of one.
    const byPart = direct.rows.length === 0 && question.app !== undefined;
    const { rows, more } = byPart
      ? await readRows({ ...query, appName: undefined }, signal)
      : direct;
    const kept = rows.filter((row) => fits(row, question));
    return {
      attempts: foldAttempts(kept),
      rows: kept.length,
      truncated: more,
      policiesHidden: kept.some(hidesPolicies),
      only: query.outcome,
      filteredByApp: byPart,
      newestAt: rows[0]?.at,
      oldestAt: rows.at(-1)?.at,
    };
  }

  return async (question, signal) => {
    const whole = { ...question, outcome: undefined };
    const asked = filteredByGraph.includes(question.outcome) ? question : whole;
    const known = lists.get(keyOf(whole));
    const before = known?.truncated ? lists.get(keyOf(asked)) : (known ?? lists.get(keyOf(asked)));
    if (before) return before;
    const list = await read(asked, signal);
    lists.set(keyOf(asked), list);
    return list;
  };
}
