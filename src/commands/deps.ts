import type { NeededLevel } from '../domain/access.ts';
import type { PortalLinks } from '../domain/portal-links.ts';
import type { Exports } from '../exports/exports.ts';
import type { Auditing } from '../ports/auditing.ts';
import type { Cases } from '../ports/cases.ts';
import type { Asker } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationMemory } from '../ports/conversation-memory.ts';
import type { ConversationNames } from '../ports/conversation-names.ts';
import type { CoverageLog, WatchedSource } from '../ports/coverage.ts';
import type { DrawDigest } from '../ports/digests.ts';
import type { Directory } from '../ports/directory.ts';
import type { DirectoryAuditLog } from '../ports/directory-audit-log.ts';
import type { Doctor } from '../ports/doctor.ts';
import type { LatenessLog } from '../ports/lateness.ts';
import type { LookRecord } from '../ports/look-record.ts';
import type { OpenChannels } from '../ports/open-channels.ts';
import type { OwnChats } from '../ports/own-chats.ts';
import type { Policies } from '../ports/policies.ts';
import type { Risk } from '../ports/risk.ts';
import type { Roles } from '../ports/roles.ts';
import type { RuleTrials } from '../ports/rule-trials.ts';
import type { Searches } from '../ports/searches.ts';
import type { Sights } from '../ports/sights.ts';
import type { SignInCounts } from '../ports/sign-in-counts.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import type { Silencing } from '../ports/silencing.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import type { TenantFacts } from '../ports/tenant-facts.ts';
import type { Troubles } from '../ports/troubles.ts';
import type { UserProfiles } from '../ports/user-profiles.ts';
import type { WatchedRules } from '../ports/watched-rules.ts';
import type { ReadAudits } from './audits/read-list.ts';
import type { ReadPolicySignIns } from './policy/read-policy-sign-ins.ts';
import type { ReadDetail } from './signin/read-detail.ts';
import type { Question } from './signins/question.ts';
import type { SignInList } from './signins/read-list.ts';
import type { WatchTimes } from './watching/facts.ts';

/** What commands may ask of the outside. */
export interface CommandDeps {
  readonly clock: Clock;
  readonly signIns: SignInLog;
  readonly directory: Directory;
  /** What each asker may see; absent: everything. */
  readonly sights?: Sights;
  readonly policies: Policies;
  readonly profiles: UserProfiles;
  readonly risk: Risk;
  readonly roles: Roles;
  readonly audits: DirectoryAuditLog;
  /** The directory audits behind a question, remembered a while. */
  readonly readAudits: ReadAudits;
  readonly subscriptions: Subscriptions;
  readonly conversationNames: ConversationNames;
  readonly ownChats: Pick<OwnChats, 'of'>;
  /** Where everybody may read what is answered. */
  readonly openChannels: OpenChannels;
  readonly cases: Cases;
  readonly silencing: Silencing;
  readonly drawDigest: DrawDigest;
  readonly memory: ConversationMemory;
  readonly exports: Exports;
  /** Who asked the bot what. */
  readonly looks: {
    readonly record: Pick<LookRecord, 'list' | 'count'>;
    readonly keptDays: number;
    /** Whether everybody may ask who looked at herself. */
    readonly self: boolean;
  };
  readonly lateness: LatenessLog;
  /** What the watch has read. */
  readonly coverage: CoverageLog;
  /** Which logs it reads now, the sign-ins first. */
  readonly watchedSources: () => readonly WatchedSource[];
  readonly watchTimes: WatchTimes;
  readonly signInCounts: SignInCounts;
  /** What is wrong with the watch itself. */
  readonly troubles: Pick<Troubles, 'recent'>;
  readonly doctor: Doctor;
  readonly searches: Searches;
  readonly auditing: Auditing;
  readonly tenantFacts: TenantFacts;
  readonly portal: PortalLinks;
  /** Opens the chat with the bot, this text in its compose box. */
  readonly composeUrl: (text: string) => string;
  readonly tenantId: string;
  /** What the watch alerts on now. */
  readonly watched: () => WatchedRules;
  readonly trials: RuleTrials;
  /** Ends somebody's sign-in; absent where the bot looks up with its own rights. */
  readonly signOut?: (asker: Asker) => Promise<void>;
  /** Names of the roles and groups that give a level, for whoever lacks it. */
  readonly holdersOf: (level: NeededLevel) => string;
  /** One sign-in for its card. */
  readonly readDetail: ReadDetail;
  /** The list behind a question, remembered a while so that its pages cost nothing. */
  readonly readList: (question: Question, signal: AbortSignal) => Promise<SignInList>;
  /** Sign-ins of a range with what policies did to them, remembered a while. */
  readonly readPolicySignIns: ReadPolicySignIns;
}
