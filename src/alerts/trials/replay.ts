import type { TimeWindow } from '../../domain/time-window.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryAuditLog } from '../../ports/directory-audit-log.ts';
import type { Replay } from '../../ports/rule-trials.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import { type ActiveRule, beginsOf, gatheringsOf } from '../rule.ts';
import { type Source, sourcesOf } from '../source.ts';
import { createCaseBook } from './case-book.ts';
import { compare, type Reality } from './compare.ts';
import { createCompletionLook } from './completion.ts';
import { findingsOf } from './findings-of.ts';
import { limited, type Reach } from './limited-log.ts';
import { raise } from './raise.ts';

export interface ReplayDeps extends Reality {
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly clock: Clock;
  /** A new signal that ends what takes too long for somebody who waits. */
  readonly patience: () => AbortSignal;
}

/** What a rule is tried on, and by which rules its records are judged. */
export interface Trial {
  readonly active: ActiveRule;
  readonly isOff: boolean;
  /** Those in force, in their order, and the one that is tried. */
  readonly rules: readonly ActiveRule[];
}

/** Two bursts of what a log takes in ten seconds, some left for looks at completions and for others. */
export const mostPages = 7;
/** An answer has 25 s; whoever waits for the next turn at the log may wait 10. */
export const readingMs = 13_000;

/** The log that a rule looks at. */
function sourceOf({ rule }: ActiveRule, logs: Parameters<typeof sourcesOf>[0]): Source {
  const source = sourcesOf(logs).find(({ ruleIds }) => ruleIds.includes(rule.id));
  if (source === undefined) throw new Error(`no log is read for rule ${rule.id}`);
  return source;
}

/** Why a rule can't be tried on the past while somebody waits; undefined: it can. */
function problemOf({ rule }: ActiveRule): AppError | undefined {
  if (rule.source === 'unified-audit') {
    return new AppError(
      'bad-question',
      `${rule.id} can’t be replayed: the unified audit log takes minutes to search.`,
      {
        hint: 'Search it by “activity for …”; what the rule found lately is among the cases of “alerts”.',
      },
    );
  }
  if (rule.source === 'report-only') {
    return new AppError('bad-question', `${rule.id} can’t be replayed: it counts whole days.`, {
      hint: '“would-block” shows for each report-only policy whom it would have stopped, day by day.',
    });
  }
  if (rule.source === 'all-sign-ins' && rule.countries !== undefined) {
    return new AppError(
      'bad-question',
      `${rule.id} can’t be replayed: it compares with where users were seen for months.`,
      { hint: '“signins for …” shows from where somebody signed in lately.' },
    );
  }
  return undefined;
}

/** Reads a range through the rule's own source and files what it finds in memory, by the stages of the watch. */
export async function replay(
  deps: ReplayDeps,
  trial: Trial,
  window: TimeWindow,
  signal: AbortSignal,
): Promise<Replay> {
  const { tenantId, clock, breakGlass } = deps;
  const { active, isOff, rules } = trial;
  const problem = problemOf(active);
  if (problem !== undefined) throw problem;
  const startedMs = clock.now().getTime();
  const isInTime = () => clock.now().getTime() - startedMs <= readingMs;
  const reach: Reach = { pages: 0 };
  const limits = {
    mayReadOn: (pages: number) => pages < mostPages && isInTime(),
    patience: deps.patience(),
  };
  const source = sourceOf(active, {
    signIns: { ...deps.signIns, ...limited(deps.signIns, limits, reach) },
    audits: { ...deps.audits, ...limited(deps.audits, limits, reach) },
    rules,
    clock,
    isEmergency: breakGlass.has,
  });
  const read = await source.read(window, { signal });
  const findings = findingsOf(read, active);
  const gathered = gatheringsOf(rules);
  const book = createCaseBook({ tenantId, gathered, begins: beginsOf([active]), breakGlass });
  const look = createCompletionLook({
    signIns: deps.signIns,
    window,
    mayAsk: isInTime,
    signal,
  });
  const unraised = await raise(book, findings, active, look);

  const compared = await compare(book.all(), deps, { from: window.from, now: clock.now() });
  return {
    rule: active.rule.id,
    isOff,
    window,
    records: source.records,
    rows: read.rows,
    ...reach,
    findings: findings.length,
    ...unraised,
    ...compared,
  };
}
