import { LRUCache } from 'lru-cache';
import { foldAttempts } from '../../domain/attempt.ts';
import { hidesRisk, showsRisk } from '../../domain/risk.ts';
import { hidesPolicies, type SignIn, type SignInType } from '../../domain/sign-in.ts';
import { type Attempt, isBlock, type Outcome } from '../../domain/verdict.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import { attemptFits, rowFits } from './matches.ts';
import { askOf, type Question } from './question.ts';
import { filteredByGraph, queryOf, type RowPage, readRows } from './read-rows.ts';

/** More than this is not read for one answer; the card says so. */
const mostPages = 3;
/** Attempts whose other records are looked for in one more question: a few lines of a filter. */
const mostFollowed = 15;
const rememberedMs = 5 * 60_000;
const mostRowsRemembered = 12_000;

/** What was read for a question, before the verdict is looked at. */
export interface SignInList {
  /** Newest first. */
  readonly attempts: readonly Attempt[];
  /** Records that fit, row by row. */
  readonly rows: number;
  /** Records that came. */
  readonly read: number;
  /** True when older records of the window were not read. */
  readonly truncated: boolean;
  /** True when the app's name was looked for here, in rows of all apps. */
  readonly filteredByApp: boolean;
  /** True when Graph refused to filter by what it is documented to filter by: it was done here. */
  readonly coarse: boolean;
  /** Types asked for that this cloud does not serve. */
  readonly missingTypes: readonly SignInType[];
  /** True when Graph left conditional access data out: a permission is missing. */
  readonly policiesHidden: boolean;
  /** Why they are hidden, where it is the asker’s role. */
  readonly policiesWithheld?: string | undefined;
  /** True when Graph keeps risk to itself (no Entra ID P2), false when it tells; undefined: no record says. */
  readonly riskHidden?: boolean;
  /** Set when Graph was asked for records of this outcome alone: others can't be counted. */
  readonly only?: Outcome;
  /** Attempts that were blocked at first and got in by a retry; undefined: retries were not looked for. */
  readonly retried?: number;
  readonly oldestAt?: Date;
  readonly newestAt?: Date;
}

export type ReadList = (question: Question, signal: AbortSignal) => Promise<SignInList>;

function keyOf(question: Question): string {
  const { from, to } = question.window;
  const line = askOf(question, { top: undefined, by: undefined });
  return `${line} ${from.toISOString()} ${to.toISOString()}`;
}

function riskHidden(rows: readonly SignIn[]): boolean | undefined {
  if (rows.some(showsRisk)) return false;
  return rows.some(hidesRisk) ? true : undefined;
}

/** Correlation ids of the attempts that fit, so far as their records were read. */
function correlationsOf(rows: readonly SignIn[], question: Question): string[] {
  const fitting = foldAttempts(rows).filter((attempt) => attemptFits(attempt, question));
  return [...new Set(fitting.flatMap(({ final }) => final.correlationId ?? []))];
}

function gotInLater({ rows, verdict }: Attempt): boolean {
  return verdict.outcome !== 'blocked' && rows.some(isBlock);
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

  async function readPages(question: Question, signal: AbortSignal): Promise<RowPage[]> {
    const pages: RowPage[] = [];
    for await (const page of readRows(signIns, question, { priority: 'person', signal })) {
      pages.push(page);
      const tellsNoRisk = page.read.length > 0 && page.read.every(hidesRisk);
      if (pages.length >= mostPages || (question.risky && tellsNoRisk)) break;
    }
    return pages;
  }

  /**
   * The other records of blocked attempts, in one request; undefined: too many, or nothing to look for. A person's
   * question is asked so often that it stays at one request: it says that retries were not looked for.
   */
  async function readRest(
    question: Question,
    blocked: readonly SignIn[],
    signal: AbortSignal,
  ): Promise<SignIn[] | undefined> {
    const correlationIds = correlationsOf(blocked, question);
    const isWorth = question.person === undefined && correlationIds.length > 0;
    if (!isWorth || correlationIds.length > mostFollowed) return undefined;
    const { window, types } = queryOf(question);
    const query = { window, types, correlationIds };
    for await (const { rows, more } of signIns.pages(query, { priority: 'person', signal })) {
      return more ? undefined : rows.filter((row) => rowFits(row, question));
    }
    return undefined;
  }

  async function read(question: Question, signal: AbortSignal): Promise<SignInList> {
    const pages = await readPages(question, signal);
    const last = pages.at(-1);
    const came = pages.flatMap(({ read: all }) => all);
    const kept = pages.flatMap(({ rows }) => rows);
    const coarse = last?.coarse ?? false;
    const only = coarse ? undefined : queryOf(question).outcome;
    const rest = only === 'blocked' ? await readRest(question, kept, signal) : undefined;
    const attempts = foldAttempts([...kept, ...(rest ?? [])]).filter((attempt) =>
      attemptFits(attempt, question),
    );
    return {
      attempts,
      rows: kept.length,
      read: came.length,
      truncated: last?.more ?? false,
      policiesHidden: came.some(hidesPolicies),
      policiesWithheld: came.find(hidesPolicies)?.policiesWithheld,
      riskHidden: riskHidden(came),
      only,
      retried: rest && attempts.filter(gotInLater).length,
      coarse,
      missingTypes: last?.missingTypes ?? [],
      filteredByApp: last?.filteredByApp ?? false,
      newestAt: came[0]?.at,
      oldestAt: came.at(-1)?.at,
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
