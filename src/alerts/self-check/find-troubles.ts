import { gapsBetween } from '../../domain/gaps.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { Trouble } from '../../domain/trouble.ts';
import type { FailureRun, HourOfReads, Sweep } from '../../ports/coverage.ts';
import { isCalled, type Subscription } from '../../ports/subscriptions.ts';
import { oddSilence } from './canary.ts';

/** What the bot knows of itself. */
export interface SelfFacts {
  readonly now: Date;
  /** When this process began. */
  readonly startedAt: Date;
  readonly lastReadTo: Date | undefined;
  readonly spans: readonly TimeWindow[];
  readonly failures: readonly FailureRun[];
  /** Of reading the directory audits. */
  readonly auditFailures: readonly FailureRun[];
  /** Of reading sign-ins of all outcomes. */
  readonly allFailures: readonly FailureRun[];
  readonly lastSweep: Sweep | undefined;
  /** Of four weeks, oldest first. */
  readonly hours: readonly HourOfReads[];
  readonly subscriptions: readonly Subscription[];
  /** Since when the oldest message waits that should have been sent. */
  readonly oldestDueAt: Date | undefined;
  readonly settleMs: number;
  /** What is wrong with the newest content of the rules file, line by line; empty: it is in force. */
  readonly ruleProblems: readonly string[];
  /** Names and ids of conversations that rules route their cards to, in the order of the rules. */
  readonly routes: readonly { readonly rule: string; readonly to: string }[];
}

const minuteMs = 60_000;
const failingMs = 10 * minuteMs;
const refusedMs = 2 * minuteMs;
const behindMs = 30 * minuteMs;
const stuckMs = 15 * minuteMs;
const sweepLateMs = 3 * 60 * minuteMs;
/** A process that has just begun may be catching up with its absence. */
const graceMs = 10 * minuteMs;

const msSince = (then: Date, now: Date): number => now.getTime() - then.getTime();

function inUtc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A log, as sentences name it, and what tells its troubles from another's. */
interface Read {
  readonly what: string;
  readonly subject: string;
  readonly failures: readonly FailureRun[];
}

function failing({ what, subject, failures }: Read, now: Date): Trouble | undefined {
  const run = failures.find(({ task, endedAt }) => task === 'poll' && endedAt === undefined);
  if (run === undefined) return undefined;
  const lastedMs = msSince(run.since, now);
  const told = { subject, nextStep: run.reason };
  switch (run.code) {
    case 'permission-missing':
    case 'licence-missing':
      if (run.times < 3 || lastedMs < refusedMs) return undefined;
      return { ...told, kind: 'permission-lost', sentence: `The bot may not read ${what}.` };
    case 'credentials-refused':
      if (run.times < 2 || lastedMs < refusedMs) return undefined;
      return {
        ...told,
        kind: 'credentials-refused',
        sentence: `Microsoft refuses the credentials with which the bot reads ${what}.`,
      };
    default:
      if (lastedMs < failingMs) return undefined;
      return {
        ...told,
        kind: 'reads-failing',
        sentence: `Reading the ${what} has been failing for ten minutes or more.`,
      };
  }
}

function signInsFailing({ failures, now }: SelfFacts): Trouble | undefined {
  return failing({ what: 'sign-ins', subject: '', failures }, now);
}

/** Nobody reads these once their rules are off: a failure that is not tried again is over. */
function othersFailing({ auditFailures, allFailures, now }: SelfFacts): (Trouble | undefined)[] {
  const others: readonly Read[] = [
    { what: 'directory audits', subject: 'directory-audits', failures: auditFailures },
    { what: 'sign-ins of all outcomes', subject: 'all-sign-ins', failures: allFailures },
  ];
  return others.map((read) => {
    const failures = read.failures.filter(({ lastAt }) => msSince(lastAt, now) <= behindMs);
    return failing({ ...read, failures }, now);
  });
}

function behind({ lastReadTo, now, startedAt, settleMs }: SelfFacts): Trouble | undefined {
  if (lastReadTo === undefined || msSince(startedAt, now) < graceMs) return undefined;
  if (msSince(lastReadTo, now) <= settleMs + behindMs) return undefined;
  return {
    kind: 'behind',
    subject: '',
    sentence: 'The watch is more than 30 minutes behind the clock.',
    nextStep:
      'It goes on from its last safe point, so nothing is lost, and alerts come late. Say “coverage” to see how far it is.',
  };
}

function gaps({ spans }: SelfFacts): Trouble[] {
  return gapsBetween(spans).map(({ from, to }) => ({
    kind: 'gap',
    subject: from.toISOString(),
    sentence: `Sign-ins from ${inUtc(from)} to ${inUtc(to)} were never read, and Graph has none of them any more.`,
    nextStep:
      'The bot was not reading for longer than Graph keeps sign-ins. If they are kept elsewhere (Log Analytics, a SIEM), look there.',
  }));
}

function sweepLate({ lastSweep, now, startedAt, failures }: SelfFacts): Trouble | undefined {
  if (lastSweep === undefined || msSince(startedAt, now) < graceMs) return undefined;
  if (msSince(lastSweep.startedAt, now) < sweepLateMs) return undefined;
  const run = failures.find(({ task, endedAt }) => task === 'sweep' && endedAt === undefined);
  return {
    kind: 'sweep-late',
    subject: '',
    sentence: 'No late sweep has begun for three hours: records that come late are not found.',
    nextStep: run?.reason ?? 'It waits for the poll to catch up. Say “coverage” to see how far.',
  };
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
    sentence: `No conversation named “${some[0]?.to ?? subject}” receives alerts, and rules are routed there: ${some.map(({ rule }) => rule).join(', ')}.`,
    nextStep:
      'Until it does, their new cases go to every conversation that receives alerts. Say “alerts here” there, or mend “routes” in the file that ALERT_RULES_FILE names.',
  }));
}

/** All that is wrong with the watch now. What follows from something else that is told is left out. */
export function findTroubles(facts: SelfFacts): Trouble[] {
  const failure = signInsFailing(facts);
  const reading = failure ?? behind(facts);
  const watching = reading ?? sweepLate(facts) ?? silent(facts);
  return [
    watching,
    ...(failure === undefined ? othersFailing(facts) : []),
    ...gaps(facts),
    ...deadChannels(facts),
    stuck(facts),
    rulesRefused(facts),
    ...unknownRoutes(facts),
  ].filter((trouble) => trouble !== undefined);
}
