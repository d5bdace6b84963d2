import { gapsBetween } from '../../domain/gaps.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { Trouble } from '../../domain/trouble.ts';
import type { FailureRun, HourOfReads, Sweep, WatchedSource } from '../../ports/coverage.ts';
import { signInLogSource } from '../../ports/lateness.ts';
import { isCalled, type Subscription } from '../../ports/subscriptions.ts';
import { oddSilence } from './canary.ts';
import { type UnreachedEscalation, unreachedTroubles } from './unreached-escalations.ts';

/** What the bot knows of its reading of one source. */
export interface SourceFacts extends WatchedSource {
  readonly lastReadTo: Date | undefined;
  readonly spans: readonly TimeWindow[];
  readonly failures: readonly FailureRun[];
  readonly lastSweep: Sweep | undefined;
}

/** What the bot knows of itself. */
export interface SelfFacts {
  readonly now: Date;
  /** When this process began. */
  readonly startedAt: Date;
  /** What is read now, the sign-ins first. */
  readonly sources: readonly SourceFacts[];
  /** Of the sign-ins: four weeks, oldest first. */
  readonly hours: readonly HourOfReads[];
  readonly subscriptions: readonly Subscription[];
  /** Since when the oldest message waits that should have been sent. */
  readonly oldestDueAt: Date | undefined;
  readonly settleMs: number;
  /** What is wrong with the newest content of the rules file, line by line; empty: it is in force. */
  readonly ruleProblems: readonly string[];
  /** Names and ids of conversations that rules route their cards to, in the order of the rules. */
  readonly routes: readonly { readonly what: string; readonly to: string }[];
  /** To whom rules escalate in vain. */
  readonly unreached: readonly UnreachedEscalation[];
}

const minuteMs = 60_000;
const failingMs = 10 * minuteMs;
const refusedMs = 2 * minuteMs;
const behindMs = 30 * minuteMs;
const stuckMs = 15 * minuteMs;
/** Longer than a failing source is ever left alone, but for what Graph asks. */
const givenUpMs = 30 * minuteMs;
const sweepLateMs = 3 * 60 * minuteMs;
/** A process that has just begun may be catching up with its absence. */
const graceMs = 10 * minuteMs;

const msSince = (then: Date, now: Date): number => now.getTime() - then.getTime();

function inUtc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Tells troubles of a source from the same of another; those of the sign-ins are the bot's oldest. */
function subjectOf({ name }: WatchedSource): string {
  return name === signInLogSource ? '' : name;
}

/** A failure that is not tried again is over: its source was switched off meanwhile. */
function openRun({ failures }: SourceFacts, task: FailureRun['task'], now: Date) {
  const run = failures.find((one) => one.task === task && one.endedAt === undefined);
  return run !== undefined && msSince(run.lastAt, now) <= givenUpMs ? run : undefined;
}

function failing(source: SourceFacts, now: Date): Trouble | undefined {
  const run = openRun(source, 'poll', now);
  if (run === undefined) return undefined;
  const { records } = source;
  const lastedMs = msSince(run.since, now);
  const told = { subject: subjectOf(source), nextStep: run.reason };
  switch (run.code) {
    case 'permission-missing':
    case 'licence-missing':
      if (run.times < 3 || lastedMs < refusedMs) return undefined;
      return { ...told, kind: 'permission-lost', sentence: `The bot may not read ${records}.` };
    case 'credentials-refused':
      if (run.times < 2 || lastedMs < refusedMs) return undefined;
      return {
        ...told,
        kind: 'credentials-refused',
        sentence: `Microsoft refuses the credentials with which the bot reads ${records}.`,
      };
    default:
      if (lastedMs < failingMs) return undefined;
      return {
        ...told,
        kind: 'reads-failing',
        sentence: `Reading the ${records} has been failing for ten minutes or more.`,
      };
  }
}

function behind(source: SourceFacts, facts: SelfFacts): Trouble | undefined {
  const { now, startedAt, settleMs } = facts;
  const { lastReadTo, everyMs = 0, records } = source;
  if (lastReadTo === undefined || msSince(startedAt, now) < graceMs) return undefined;
  if (msSince(lastReadTo, now) <= settleMs + everyMs + behindMs) return undefined;
  return {
    kind: 'behind',
    subject: subjectOf(source),
    sentence: `The watch over the ${records} is more than 30 minutes behind the clock.`,
    nextStep:
      'It goes on from its last safe point, so nothing is lost, and alerts come late. Say “coverage” to see how far it is.',
  };
}

function gaps(source: SourceFacts): Trouble[] {
  const { records, spans } = source;
  const what = records.charAt(0).toUpperCase() + records.slice(1);
  return gapsBetween(spans).map(({ from, to }) => ({
    kind: 'gap',
    subject: [subjectOf(source), from.toISOString()].filter(Boolean).join(' '),
    sentence: `${what} from ${inUtc(from)} to ${inUtc(to)} were never read, and Graph has none of them any more.`,
    nextStep: `The bot was not reading for longer than Graph keeps ${records}. If they are kept elsewhere (Log Analytics, a SIEM), look there.`,
  }));
}

function sweepLate(source: SourceFacts, { now, startedAt }: SelfFacts): Trouble | undefined {
  const { lastSweep, records } = source;
  if (lastSweep === undefined || msSince(startedAt, now) < graceMs) return undefined;
  if (msSince(lastSweep.startedAt, now) < sweepLateMs) return undefined;
  return {
    kind: 'sweep-late',
    subject: subjectOf(source),
    sentence: `No late sweep of the ${records} has begun for three hours: those that come late are not found.`,
    nextStep:
      openRun(source, 'sweep', now)?.reason ??
      'It waits for the poll to catch up. Say “coverage” to see how far.',
  };
}

/** The first that is wrong with the reading of each source; when the first source fails, the others are not told. */
function reading(facts: SelfFacts): Trouble[] {
  const { now, sources } = facts;
  const troubles: Trouble[] = [];
  for (const source of sources) {
    const failure = failing(source, now);
    const isFirst = source === sources[0];
    const found =
      failure ??
      behind(source, facts) ??
      sweepLate(source, facts) ??
      (isFirst ? silent(facts) : undefined);
    if (found !== undefined) troubles.push(found);
    if (isFirst && failure !== undefined) break;
  }
  return troubles;
}

function silent({ hours, now }: SelfFacts): Trouble | undefined {
  const since = oddSilence(hours, now);
  return (
    since && {
      kind: 'gone-silent',
      subject: '',
      sentence: `Graph has shown no new failed sign-in since ${inUtc(since)}. At these hours of the last weeks it always had.`,
      nextStep:
        'Every read succeeds, so this may be a quiet day. If it is not one, compare with the sign-in log in the Entra admin center, and see the state of the service at https://status.cloud.microsoft.',
    }
  );
}

function deadChannels({ subscriptions }: SelfFacts): Trouble[] {
  return subscriptions.flatMap(({ dead, name, target }) =>
    dead === undefined
      ? []
      : [
          {
            kind: 'dead-channel' as const,
            subject: target.conversationId,
            sentence: `Alerts no longer reach ${name === undefined ? 'one of their conversations' : `“${name}”`}: ${dead.reason}`,
            nextStep:
              'Add the bot there again and say “alerts here”, or say “alerts off” there if it is no longer wanted.',
          },
        ],
  );
}

function stuck({ oldestDueAt, now }: SelfFacts): Trouble | undefined {
  if (oldestDueAt === undefined || msSince(oldestDueAt, now) < stuckMs) return undefined;
  return {
    kind: 'delivery-stuck',
    subject: '',
    sentence: 'Alerts have been waiting to be sent for 15 minutes or more.',
    nextStep:
      'Nothing is lost. Look for “could not be sent yet” in the log: MicrosoftAppPassword may have expired, or Teams may be throttling.',
  };
}

const mostRuleProblems = 5;

function rulesRefused({ ruleProblems }: SelfFacts): Trouble | undefined {
  if (ruleProblems.length === 0) return undefined;
  const unsaid = ruleProblems.length - mostRuleProblems;
  return {
    kind: 'rules-refused',
    subject: '',
    sentence: 'The rules file was changed and can’t be used: the rules from before stay in force.',
    nextStep: [
      ...ruleProblems.slice(0, mostRuleProblems),
      unsaid > 0 ? `And ${unsaid} more: say “alerts rules”.` : '',
      'Mend the file that ALERT_RULES_FILE names; it is read again by itself.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** A conversation that Teams refuses is there, and told by itself. */
function unknownRoutes({ routes, subscriptions }: SelfFacts): Trouble[] {
  const unknown = routes.filter(({ to }) => !subscriptions.some((one) => isCalled(one, to)));
  return [...Map.groupBy(unknown, ({ to }) => to.toLowerCase())].map(([subject, some]) => ({
    kind: 'unknown-route',
    subject,
    sentence: `No conversation named “${some[0]?.to ?? subject}” receives alerts, and this is routed there: ${some.map(({ what }) => what).join(', ')}.`,
    nextStep:
      'Until it does, that goes to every conversation that receives alerts. Say “alerts here” there, or mend the name in the file that ALERT_RULES_FILE names.',
  }));
}

/** All that is wrong with the watch now. What follows from something else that is told is left out. */
export function findTroubles(facts: SelfFacts): Trouble[] {
  return [
    ...reading(facts),
    ...facts.sources.flatMap(gaps),
    ...deadChannels(facts),
    stuck(facts),
    rulesRefused(facts),
    ...unknownRoutes(facts),
    ...unreachedTroubles(facts.unreached),
  ].filter((trouble) => trouble !== undefined);
}
