import type { SignIn } from '../domain/sign-in.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Clock } from '../ports/clock.ts';
import type { WatchedSource } from '../ports/coverage.ts';
import type { DirectoryAuditLog } from '../ports/directory-audit-log.ts';
import {
  allSignInsSource as allSignInsName,
  directoryAuditSource,
  signInLogSource,
} from '../ports/lateness.ts';
import type { Observation } from '../ports/observations.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { type Detected, detect } from './detect.ts';
import { detectActivity } from './detect-activity.ts';
import { detectAudit } from './detect-audit.ts';
import type { SliceRead } from './pipeline.ts';
import { type ActiveRule, activityRulesOf, auditRulesOf, signInRulesOf } from './rule.ts';
import { builtInRules } from './rules/index.ts';

export interface SliceReading {
  readonly signal: AbortSignal;
  /** Waited for before each page is taken in. */
  readonly turn?: (() => Promise<unknown>) | undefined;
  /** Takes a part of what was observed before the window is read to its end; absent: the read has all of it. */
  readonly keep?: ((observed: readonly Observation[], readAt: Date) => Promise<void>) | undefined;
}

/** A log that the watch reads, with a ledger, failures and sweeps of its own. */
export interface Source extends WatchedSource {
  /** Those that look at it and are switched on. */
  readonly rules: readonly ActiveRule[];
  /** Ids of all rules that look at it: whose cases its records may be in. */
  readonly ruleIds: readonly string[];
  /** The poll leaves it alone for so long after it was read; absent: each poll reads it. */
  readonly everyMs?: number;
  /** Reads one window, and judges each row as it comes, so that no more than a page of raw records is held. */
  read(window: TimeWindow, reading: SliceReading): Promise<SliceRead>;
}

export interface Logs {
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly rules: readonly ActiveRule[];
  readonly clock: Clock;
  /** True for accounts in BREAK_GLASS; absent: there are none. */
  readonly isEmergency?: BreakGlass['has'] | undefined;
  /** So many sightings of sign-ins of all outcomes are held before they are kept; absent: 30,000. */
  readonly mostObserved?: number | undefined;
}

const pageSize = 1000;
/** Of sign-ins of all outcomes; a smaller part is compared with the others more often. */
const usualMostObserved = 30_000;
const userTypes = ['interactiveUser', 'nonInteractiveUser'] as const;
/** Each read of all sign-ins costs a request a thousand rows, of a few a second that people need too. */
const allSignInsEveryMs = 5 * 60_000;

interface Page<T> {
  readonly rows: readonly T[];
}

/** Takes page by page in and gives how many pages and rows there were. */
async function eachRow<T>(
  found: AsyncIterable<Page<T>>,
  clock: Clock,
  turn: SliceReading['turn'],
  take: (row: T, seenAt: Date) => void,
  afterPage?: () => Promise<void>,
): Promise<Pick<SliceRead, 'pages' | 'rows' | 'readAt'>> {
  let [pages, count] = [0, 0];
  for await (const { rows } of found) {
    pages += 1;
    count += rows.length;
    await turn?.();
    const seenAt = clock.now();
    for (const row of rows) take(row, seenAt);
    await afterPage?.();
  }
  return { pages, rows: count, readAt: clock.now() };
}

async function readPages<T>(
  source: string,
  window: TimeWindow,
  found: AsyncIterable<Page<T>>,
  clock: Clock,
  turn: SliceReading['turn'],
  judge: (row: T, seenAt: Date) => Detected,
): Promise<SliceRead> {
  const detected: Detected[] = [];
  const taken = await eachRow(found, clock, turn, (row, at) => detected.push(judge(row, at)));
  return { source, ...window, ...taken, detected };
}

function idsOf(source: string, rules: readonly ActiveRule[]): string[] {
  const builtIn = builtInRules.filter((rule) => rule.source === source).map(({ id }) => id);
  return [...new Set([...builtIn, ...rules.map(({ rule }) => rule.id)])];
}

/** Sign-ins that failed conditional access, interactive and not (which v1.0 lacks). */
function signInSource({ signIns, rules, clock }: Logs): Source {
  const own = signInRulesOf(rules);
  const name = signInLogSource;
  return {
    name,
    records: 'sign-ins',
    rules: own,
    ruleIds: idsOf(name, own),
    read(window, { signal, turn }) {
      const found = signIns.pages(
        { window, types: userTypes, conditionalAccessFailed: true },
        { priority: 'poll', pageSize, signal },
      );
      return readPages(name, window, found, clock, turn, (row, at) => detect(row, own, at));
    },
  };
}

/** All entries of the directory audit log: Graph filters it by one activity at a time only. */
function auditSource({ audits, rules, clock }: Logs): Source {
  const own = auditRulesOf(rules);
  const name = directoryAuditSource;
  return {
    name,
    records: 'directory audits',
    rules: own,
    ruleIds: idsOf(name, own),
    read(window, { signal, turn }) {
      const found = audits.pages({ window }, { priority: 'poll', pageSize, signal });
      return readPages(name, window, found, clock, turn, (row, at) => detectAudit(row, own, at));
    },
  };
}

/** Sign-ins of all outcomes, of which evidence alone is kept: most of them are everyday life. */
function allSignInsSource(logs: Logs): Source {
  const { signIns, rules, clock, isEmergency, mostObserved = usualMostObserved } = logs;
  const own = activityRulesOf(rules);
  const name = allSignInsName;
  return {
    name,
    records: 'sign-ins of all outcomes',
    rules: own,
    ruleIds: idsOf(name, own),
    everyMs: allSignInsEveryMs,
    async read(window, { signal, turn, keep }) {
      const found = signIns.pages(
        { window, types: userTypes },
        { priority: 'poll', pageSize, signal },
      );
      let observed: Observation[] = [];
      const judge = (row: SignIn, at: Date) => {
        observed.push(...detectActivity(row, own, at, isEmergency));
      };
      const taken = await eachRow(found, clock, turn, judge, async () => {
        if (keep === undefined || observed.length < mostObserved) return;
        await keep(observed, clock.now());
        observed = [];
      });
      return { source: name, ...window, ...taken, detected: [], observed };
    },
  };
}

/**
 * What the watch reads by these rules. The sign-ins always, as their coverage tells whether the watch is alive; the
 * others while a rule looks at them.
 */
export function sourcesOf(logs: Logs): readonly Source[] {
  const others = [auditSource(logs), allSignInsSource(logs)];
  return [signInSource(logs), ...others.filter(({ rules }) => rules.length > 0)];
}
