import type { Case, CaseEvent, CaseFact, CaseSignIn } from '../domain/case.ts';
import { stateAt } from '../domain/case.ts';
import { whoIn } from '../domain/case-title.ts';
import { isSilenced } from '../domain/case-transitions.ts';
import { type CaseVerdict, verdictIcon } from '../domain/case-verdict.ts';
import { countWords } from '../domain/case-words.ts';
import { shortIp } from '../domain/ip-address.ts';
import type { Severity } from '../domain/severity.ts';
import { matcherWords } from '../domain/silence-words.ts';
import { type ContextFacts, contextFacts } from './context-view.ts';
import type { ShownContext } from './enrich.ts';
import { expectedHere } from './expected-here.ts';
import type { Mentioned } from './mentions.ts';
import { span } from './span.ts';
import { type SpreadFacts, spreadFacts } from './spread-view.ts';

/** Where the portal shows what a card speaks of; undefined where it has no page for it. */
export interface AlertLinks {
  signIns(userId: string | undefined): string;
  directoryAudits(): string;
}

/** One line of what people and the bot did to the case. */
export interface AlertHistoryLine {
  /** ISO time in UTC. */
  readonly at: string;
  /** 'Ada Lovelace claimed it', 'Ada snoozed it until 2026-11-22 18:00 UTC: patch is rolling out' */
  readonly text: string;
}

/** What the alert card binds. Every text may hold words from a log: escape it. Times are ISO, UTC, whole seconds. */
export interface AlertView extends ContextFacts, SpreadFacts {
  readonly caseId: string;
  readonly rule: string;
  readonly state: 'open' | 'claimed' | 'snoozed' | 'resolved';
  readonly severity: Severity;
  /** What happened, in a word: the card's first. */
  readonly verdict: CaseVerdict;
  readonly verdictIcon: string;
  readonly verdictColor: 'good' | 'warning' | 'attention' | 'accent';
  /** Whom the card names as those it is for. */
  readonly mentioned: readonly Mentioned[];
  /** 'Ada Lovelace: blocked by Require compliant device': one line, also the phone's notification. */
  readonly title: string;
  readonly headline: string;
  readonly why: string;
  readonly nextStep: string;
  readonly userName: string;
  /** '' where the record names none. */
  readonly userPrincipalName: string;
  readonly appName: string;
  /** '' when no policy is named by the record. */
  readonly policyName: string;
  readonly count: number;
  /** What the case is made of; sign-ins have a device, directory audits have not. */
  readonly record: 'sign-in' | 'directory-audit';
  /** What was changed, line by line; empty where nothing is told so. */
  readonly facts: readonly CaseFact[];
  /** '1 sign-in', '14 sign-ins', '2 entries in the log' */
  readonly countText: string;
  readonly firstAt: string;
  readonly lastAt: string;
  /** 'seen 4 min after it happened', of the latest sign-in. */
  readonly arrival: string;
  /** 'Oslo, NO (203.0.113.7)'; 'unknown' when the record does not say, '' where none would. */
  readonly from: string;
  /** 'PHONE-ADA · iOS: not compliant'; 'unknown' when the record does not say, '' where none would. */
  readonly device: string;
  readonly errorCode: number;
  /** 'Nobody has claimed it yet', 'Claimed by Ada', 'Snoozed by Ada until 2026-11-22 18:00 UTC: travelling', 'Resolved by Ada: expected' */
  readonly stateLine: string;
  /** ISO; '' unless snoozed. */
  readonly snoozedUntil: string;
  /** 'Silenced by Olga until 2026-11-22 18:00 UTC: our VPN'; '' unless it is. */
  readonly silenceLine: string;
  /** What the button “This is expected” silences: 'Ada, policy Require MFA, app Payroll'. */
  readonly silenceWhat: string;
  /** '7 earlier steps'; '' when all are shown. */
  readonly earlier: string;
  /** The newest five, oldest first. */
  readonly history: readonly AlertHistoryLine[];
  /** Which buttons make sense now. */
  readonly may: {
    readonly claim: boolean;
    readonly assign: boolean;
    readonly silence: boolean;
    readonly snooze: boolean;
    readonly resolve: boolean;
    readonly reopen: boolean;
  };
  /** Of the latest record, for *Open*. */
  readonly latestSignInId: string;
  /** '' when no policy is known: leave *Open policy* out. */
  readonly policyId: string;
  /** '' when unknown. */
  readonly userId: string;
  readonly portalUrl: string;
}

/** Steps of the history on the card; the rest is counted. */
const shownSteps = 5;

function iso(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function inUtc(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function arrivalOf({ at, seenAt }: CaseSignIn): string {
  return `seen ${span(Math.max(0, seenAt.getTime() - at.getTime()))} after it happened`;
}

function fromOf({ place, ip, record }: CaseSignIn): string {
  const address = ip && shortIp(ip);
  if (place !== undefined && address !== undefined) return `${place} (${address})`;
  return place ?? address ?? (record === undefined ? 'unknown' : '');
}

function deviceOf({ device, origin, record }: CaseSignIn): string {
  if (record !== undefined) return '';
  const known = [device, origin?.deviceState].filter((part) => part !== undefined);
  return known.length === 0 ? 'unknown' : known.join(': ');
}

function noteOf(event: CaseEvent): string {
  return event.note === undefined ? '' : `: ${event.note}`;
}

function untilOf(event: CaseEvent): string {
  return event.until === undefined ? '' : ` until ${inUtc(event.until)}`;
}

/** Whom it was given to, or told of, belongs into the sentence. */
function wordsOf(event: CaseEvent): string {
  const { what, note } = event;
  const who = event.by.name;
  if (what === 'assigned') return `${who} assigned it to ${note}`;
  if (what === 'reminded') return `${who} sent a reminder${noteOf(event)}`;
  if (what === 'escalated') return `${who} escalated it to ${note}`;
  if (what === 'explained') return `${who} found a change: ${note}`;
  if (what === 'flared') return `${who} told of ${note}`;
  if (what === 'rose') return `${who} raised the severity ${note}`;
  return `${who} ${what} it${untilOf(event)}${noteOf(event)}`;
}

function lineOf(event: CaseEvent): AlertHistoryLine {
  const text = wordsOf(event);
  return { at: iso(event.at), text };
}

function silenceLineOf(alert: Case, now: Date): string {
  const { silence } = alert;
  if (silence === undefined || !isSilenced(alert, now)) return '';
  return `Silenced by ${silence.by} until ${inUtc(silence.until)}: ${silence.reason}`;
}

function earlierOf(steps: number): string {
  if (steps <= 0) return '';
  return steps === 1 ? 'One earlier step' : `${steps} earlier steps`;
}

function stateLineOf(alert: Case, state: AlertView['state']): string {
  if (state === 'open') return 'Nobody has claimed it yet';
  if (state === 'claimed') return `Claimed by ${alert.owner?.name ?? 'somebody'}`;
  const event = alert.history.findLast(({ what }) => what === state);
  const word = state === 'snoozed' ? 'Snoozed' : 'Resolved';
  if (event === undefined) return word;
  return `${word} by ${event.by.name}${untilOf(event)}${noteOf(event)}`;
}

const colors: Readonly<Record<CaseVerdict, AlertView['verdictColor']>> = {
  Stopped: 'good',
  'Needs the user': 'warning',
  'Got in': 'attention',
  Changed: 'accent',
};

/** A case as its card shows it at `now`: a snooze that is over counts as over. */
export function alertView(
  alert: Case,
  links: AlertLinks,
  now: Date,
  context?: ShownContext,
): AlertView {
  const state = stateAt(alert, now);
  const unresolved = state !== 'resolved';
  return {
    caseId: alert.id,
    rule: alert.rule,
    state,
    severity: alert.severity,
    verdict: alert.verdict,
    verdictIcon: verdictIcon(alert.verdict),
    verdictColor: colors[alert.verdict],
    mentioned: (alert.routing?.mention ?? []).map((name) => ({ name, mentionId: '' })),
    title: `${whoIn(alert)}: ${alert.headline}`,
    headline: alert.headline,
    why: alert.why,
    nextStep: alert.nextStep,
    userName: alert.user.name,
    userPrincipalName: alert.user.userPrincipalName ?? '',
    appName: alert.app.name,
    policyName: alert.policy?.name ?? '',
    count: alert.count,
    record: alert.latest.record ?? 'sign-in',
    facts: alert.facts ?? [],
    countText: countWords(alert),
    firstAt: iso(alert.firstAt),
    lastAt: iso(alert.lastAt),
    arrival: arrivalOf(alert.latest),
    from: fromOf(alert.latest),
    device: deviceOf(alert.latest),
    errorCode: alert.latest.errorCode,
    stateLine: stateLineOf(alert, state),
    snoozedUntil:
      state === 'snoozed' && alert.snoozedUntil !== undefined ? iso(alert.snoozedUntil) : '',
    silenceLine: silenceLineOf(alert, now),
    silenceWhat: matcherWords(expectedHere(alert)),
    earlier: earlierOf(alert.history.length - shownSteps),
    history: alert.history.slice(-shownSteps).map(lineOf),
    may: {
      claim: state === 'open' || state === 'snoozed',
      assign: unresolved,
      snooze: unresolved,
      silence: unresolved && !isSilenced(alert, now),
      resolve: unresolved,
      reopen: state !== 'open',
    },
    latestSignInId: alert.latest.id,
    policyId: alert.policy?.id ?? '',
    userId: alert.user.id ?? '',
    portalUrl:
      alert.latest.record === undefined ? links.signIns(alert.user.id) : links.directoryAudits(),
    ...contextFacts(alert, context),
    ...spreadFacts(alert.spread),
  };
}
