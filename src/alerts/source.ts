import type { TimeWindow } from '../domain/time-window.ts';
import type { Clock } from '../ports/clock.ts';
import type { WatchedSource } from '../ports/coverage.ts';
import type { DirectoryAuditLog } from '../ports/directory-audit-log.ts';
import { directoryAuditSource, signInLogSource } from '../ports/lateness.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { type Detected, detect } from './detect.ts';
import { detectAudit } from './detect-audit.ts';
import type { SliceRead } from './pipeline.ts';
import { type ActiveRule, auditRulesOf, signInRulesOf } from './rule.ts';
import { builtInRules } from './rules/index.ts';

export interface SliceReading {
  readonly signal: AbortSignal;
  /** Waited for before each page is taken in. */
  readonly turn?: (() => Promise<unknown>) | undefined;
}

/** A log that the watch reads, with a ledger, failures and sweeps of its own. */
export interface Source extends WatchedSource {
  /** Those that look at it and are switched on. */
  readonly rules: readonly ActiveRule[];
  /** Ids of all rules that look at it: whose cases its records may be in. */
  readonly ruleIds: readonly string[];
  /** Reads one window, and judges each row as it comes, so that no more than a page of raw records is held. */
  read(window: TimeWindow, reading: SliceReading): Promise<SliceRead>;
}

export interface Logs {
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly rules: readonly ActiveRule[];
  readonly clock: Clock;
}

const pageSize = 1000;

interface Page<T> {
  readonly rows: readonly T[];
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
  let pages = 0;
  for await (const { rows } of found) {
    pages += 1;
    await turn?.();
    const seenAt = clock.now();
    for (const row of rows) detected.push(judge(row, seenAt));
  }
  const { from, to } = window;
  return { source, from, to, readAt: clock.now(), pages, rows: detected.length, detected };
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
        { window, types: ['interactiveUser', 'nonInteractiveUser'], conditionalAccessFailed: true },
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

/**
 * What the watch reads by these rules. The sign-ins always, as their coverage tells whether the watch is alive; the
 * directory audits while a rule looks at them.
 */
export function sourcesOf(logs: Logs): readonly Source[] {
  const audits = auditSource(logs);
  return [signInSource(logs), ...(audits.rules.length === 0 ? [] : [audits])];
}
