import type { Case, CaseSignIn } from '../domain/case.ts';
import type { FailedRead, Sweep } from './coverage.ts';
import type { DigestWriter } from './digests.ts';
import type { Finding } from './finding.ts';
import type { Fence } from './lease.ts';
import type { ObservationWriter } from './observations.ts';
import type { OwnChatWriter } from './own-chats.ts';
import type { RehearsalDayWriter } from './rehearsal-days.ts';
import type { SilenceWriter } from './silences.ts';
import type { Subscription } from './subscriptions.ts';
import type { UserCountryWriter } from './user-countries.ts';

/**
 * What the poll made of one record when it last saw it; a record only ever moves to the right. `matched`: a directory
 * audit that a rule is about.
 */
export const seenOutcomes = ['other', 'interrupted', 'blocked', 'matched'] as const;
export type SeenOutcome = (typeof seenOutcomes)[number];

/** One record of a source, remembered longer than the source can replay it. */
export interface SeenRecord {
  readonly id: string;
  readonly outcome: SeenOutcome;
  /** When it happened. */
  readonly at: Date;
  readonly firstSeenAt: Date;
}

/** One committed read of a source: the proof that `from` to `to` was read. */
export interface LedgerEntry {
  readonly source: string;
  readonly from: Date;
  readonly to: Date;
  readonly readAt: Date;
  readonly pages: number;
  readonly rows: number;
  /** Records never seen before. */
  readonly newRows: number;
  /** The longest time between a new record's event and its first sight. */
  readonly worstLatenessMs: number;
  /** When the late sweep began that it is a part of; absent: a read of the poll. */
  readonly sweepAt?: Date;
}

/** A sign-in as a case holds it. */
export interface HeldSignIn {
  readonly caseId: string;
  readonly rule: string;
  readonly signIn: CaseSignIn;
}

/** Where a case is shown. */
export interface CaseMessage {
  readonly caseId: string;
  readonly conversationId: string;
  readonly activityId: string;
  /** When the card was posted there: people were rung up then. */
  readonly postedAt: Date;
  /** When the card was last posted or updated. */
  readonly sentAt: Date;
}

/** One open transaction on one tenant's alerts. Valid inside `AlertStore.write` only. */
export interface AlertWriter
  extends SilenceWriter,
    ObservationWriter,
    DigestWriter,
    OwnChatWriter,
    UserCountryWriter,
    RehearsalDayWriter {
  knownRecords(source: string, ids: readonly string[]): Promise<Map<string, SeenOutcome>>;
  /** Inserts, or moves the outcome of what is known; the first sight stays. */
  rememberRecords(source: string, records: readonly SeenRecord[]): Promise<void>;
  /** The proof of a read: ends the failures of its task, and takes its sweep further. */
  appendLedger(entry: LedgerEntry): Promise<void>;
  noteFailedRead(failed: FailedRead): Promise<void>;
  beginSweep(sweep: Pick<Sweep, 'source' | 'startedAt' | 'window'>): Promise<void>;

  findCase(id: string): Promise<Case | undefined>;
  /** Unresolved cases by key. */
  unresolvedCases(keys: readonly string[]): Promise<Map<string, Case>>;
  /** Snoozed cases whose snooze is over at `now`. */
  casesToWake(now: Date): Promise<Case[]>;
  /** Open cases that were saved since they were last looked at, or whose time to be looked at has come: oldest first. */
  casesToLookAt(now: Date, limit: number): Promise<Case[]>;
  /** Puts the next look at a case off; undefined: until it is saved again. */
  lookAgain(caseId: string, at: Date | undefined): Promise<void>;
  /** Inserts or replaces the case, which is then to be looked at; history is only ever appended. */
  saveCase(changed: Case): Promise<void>;
  /**
   * Adds what the case does not hold yet and gives the number of distinct sign-ins it then holds. A case
   * of many people is told how they spread.
   */
  addSignIns(alert: Pick<Case, 'id' | 'spread'>, signIns: readonly CaseSignIn[]): Promise<number>;
  /** Who has an unresolved case of that rule and policy in which something happened since, and when last; `most` at most. */
  latelyStruck(
    rule: string,
    policyId: string,
    since: Date,
    most: number,
  ): Promise<{ readonly who: string; readonly at: Date }[]>;
  /** Takes sign-ins out of whatever case of these rules holds them and gives the ids of those cases. */
  withdrawSignIns(ids: readonly string[], rules: readonly string[]): Promise<string[]>;
  /** Those of the sign-ins that a case of these rules holds. */
  heldSignIns(ids: readonly string[], rules: readonly string[]): Promise<HeldSignIn[]>;
  /** Puts a newer version in the place of what the case holds. */
  replaceSignIns(caseId: string, signIns: readonly CaseSignIn[]): Promise<void>;
  /** Oldest first. */
  signInsOf(caseId: string): Promise<CaseSignIn[]>;

  /** Findings that wait for others like them before they become a case. */
  addCandidates(findings: readonly Finding[]): Promise<void>;
  dropCandidates(signInIds: readonly string[]): Promise<void>;

  /** Conversations that receive alerts and are not dead. */
  liveSubscriptions(): Promise<Subscription[]>;
  messages(caseId: string): Promise<CaseMessage[]>;
  saveMessage(message: CaseMessage): Promise<void>;
  /**
   * Asks for the case's card to be brought up to date there; what is asked already is not asked twice, and keeps its
   * time unless `hastens` and it waits for a later one that is no retry's.
   */
  enqueueCard(
    caseId: string,
    conversationId: string,
    dueAt: Date,
    hastens?: boolean,
  ): Promise<void>;
  /** Asks for a reply below the case's card there, about the step at that place of its history; asked twice, it is posted once. */
  enqueueReply(caseId: string, step: number, conversationId: string, dueAt: Date): Promise<void>;
  /** True for the first to tell of the jump of that policy's blocks that began then; it must be kept already. */
  noteJumpTold(policyId: string, beganAt: Date, at: Date): Promise<boolean>;
  /** Asks for a message of the bot's own to be taken away. */
  enqueueRemoval(conversationId: string, activityId: string, dueAt: Date): Promise<void>;
}

/** What the watch keeps: everything is kept per tenant. Failures are `AppError`s (`store-failed`). */
export interface AlertStore {
  /**
   * Runs `work` in one transaction; writers of one tenant wait for each other, a throw undoes all of
   * it. `work` uses its writer alone: another call to the store from inside would wait for ever.
   * With a fence whose token is no longer the newest of its job it rejects with `LeaseLost` and stores nothing.
   */
  write<T>(tenantId: string, work: (writer: AlertWriter) => Promise<T>, fence?: Fence): Promise<T>;
  /** Up to when the poll has read the source, looking at entries that end no later than `notAfter`. */
  lastReadTo(tenantId: string, source: string, notAfter: Date): Promise<Date | undefined>;
  /** Newest first. */
  ledger(tenantId: string, source: string, limit: number): Promise<LedgerEntry[]>;
  /** Waiting findings of a rule, oldest first. */
  candidates(tenantId: string, rule: string): Promise<Finding[]>;
  /** Keys among these that an unresolved case holds. */
  unresolvedKeys(tenantId: string, keys: readonly string[]): Promise<Set<string>>;
  /**
   * Drops records, candidates and ledger entries first seen, happened or read before that time. The newest
   * read of each source stays, so that nobody takes a long absence for a first start.
   */
  forgetBefore(tenantId: string, before: Date): Promise<void>;
  /** Drops evidence, and countries of users, that are to be forgotten at `now`. */
  forgetObservations(tenantId: string, now: Date): Promise<void>;
}
