import type { NetTrouble } from '../domain/net-trouble.ts';
import type { AuditSearch } from './audit-search.ts';
import type { AuditSwitches } from './audit-switches.ts';
import type { Clock } from './clock.ts';
import type { CoverageLog } from './coverage.ts';
import type { LookChain } from './look-record.ts';
import type { Target } from './notifier.ts';
import type { Subscriptions } from './subscriptions.ts';

/** A service gave no good answer. `detail` is fit to be shown: a code or a status, no secret. */
export class ProbeFailure extends Error {
  override readonly name = 'ProbeFailure';
  readonly trouble: NetTrouble;
  readonly detail: string;
  /** The number of an AADSTS code. */
  readonly entraCode: number | undefined;
  /** The next step that the adapter knows, where it knows one. */
  readonly hint: string | undefined;

  constructor(
    trouble: NetTrouble,
    detail: string,
    more: { entraCode?: number; hint?: string; cause?: unknown } = {},
  ) {
    super(`${trouble}: ${detail}`, { cause: more.cause });
    this.trouble = trouble;
    this.detail = detail;
    this.entraCode = more.entraCode;
    this.hint = more.hint;
  }
}

/** What a token says of itself; a token that is none of Entra's says nothing. */
export interface TokenFacts {
  readonly tenantId?: string;
  readonly appId?: string;
  /** Application permissions. */
  readonly roles?: readonly string[];
}

/** What keeps a store from being written. */
export type StoreTrouble =
  | 'not-writable'
  | 'no-folder'
  | 'locked'
  | 'full'
  | 'no-database'
  | 'wrong-password'
  | 'unknown-database'
  | 'unreachable'
  | 'tls'
  | 'no-right'
  | 'busy'
  | 'read-only'
  | 'newer'
  | 'unknown';

export type StoreStanding =
  | { readonly ok: true; readonly evidence: string }
  | { readonly ok: false; readonly trouble: StoreTrouble; readonly detail: string };

/** What came of using a permission. */
export type Use = 'granted' | 'refused' | 'no-licence' | 'not-served';

/** What can be read with a cheap request each. */
export type Readable =
  | 'users'
  | 'directory-audits'
  | 'sign-ins'
  | 'policies'
  | 'audit-searches'
  | 'risk'
  | 'roles'
  | 'group-members'
  | 'names'
  | 'sign-in-counts';

/** Microsoft Graph, asked for next to nothing. All fail with `ProbeFailure`. */
export interface GraphProbes {
  token(signal: AbortSignal): Promise<TokenFacts>;
  /** The tenant's name, where it may be told; fails when Graph is out of reach or refuses the token. */
  organisation(signal: AbortSignal): Promise<string | undefined>;
  use(what: Readable, signal: AbortSignal): Promise<Use>;
  /** Names of the service plans that the tenant has; undefined where they may not be told. */
  plans(signal: AbortSignal): Promise<ReadonlySet<string> | undefined>;
  /** How often requests were refused as too many so far, and the fullest that a limit was seen (1: full). */
  pressure(): { readonly refused: number; readonly fullness?: number };
}

/** The parts of a store that has begun, beside or inside a running bot. */
export interface OpenedStore {
  readonly subscriptions: Pick<Subscriptions, 'list'>;
  readonly coverage: Pick<CoverageLog, 'spans' | 'failures'>;
  readonly chain: LookChain;
}

/** What the settings say, as far as checks differ by it. */
export interface Setup {
  readonly tenantId: string;
  readonly isDemo: boolean;
  /** The bot's registration reads Graph too. */
  readonly isOneRegistration: boolean;
  /** The bot has a secret; without, a managed identity. */
  readonly hasBotSecret: boolean;
  /** Where the bot asks for its token, where Teams’ keys are, where Graph is asked for and where it is. */
  readonly botLoginHost: string;
  readonly keysHost: string;
  readonly graphLoginHost: string;
  readonly graphHost: string;
  readonly namesGroups: boolean;
  readonly rulesFile?: string;
  readonly publicUrl?: string;
  readonly port: number;
}

/** Whoever listens on the bot's port. */
export type Listener = 'nobody' | 'the bot' | 'another program';

/** Everything the checks may ask. */
export interface Probes {
  readonly clock: Clock;
  readonly setup: Setup;
  /** Writes and takes back. */
  readonly store: (signal: AbortSignal) => Promise<StoreStanding>;
  /** Undefined: it has not begun. */
  readonly opened: () => Promise<OpenedStore | undefined>;
  /** What Entra's sign-in service says the time is, undefined where it is out of reach. */
  readonly serverTime: (signal: AbortSignal) => Promise<Date | undefined>;
  /** Fails with `ProbeFailure`. */
  readonly botToken: (signal: AbortSignal) => Promise<TokenFacts>;
  /** How many keys sign what Teams sends. Fails with `ProbeFailure`. */
  readonly signingKeys: (signal: AbortSignal) => Promise<number>;
  readonly graph: GraphProbes;
  /** Absent: nothing asks Exchange. */
  readonly switches?: Pick<AuditSwitches, 'access' | 'ingestion'>;
  readonly auditSearch: Pick<AuditSearch, 'submit' | 'cancel'>;
  readonly listener: (signal: AbortSignal) => Promise<Listener>;
  /** The HTTP status that a message without a token gets there. Fails with `ProbeFailure`. */
  readonly endpoint: (url: string, signal: AbortSignal) => Promise<number>;
  /** Resolves when the bot may speak there; else a `DeliveryError`. */
  readonly conversation: (target: Target) => Promise<void>;
  /** What is wrong with the rules file, each with its line. */
  readonly ruleProblems: () => Promise<readonly string[]>;
  /** SHA-256 in hexadecimal. */
  readonly hash: (text: string) => string;
  /** This question came through Teams itself. */
  readonly isAskedInTeams: boolean;
}
