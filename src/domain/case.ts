import type { CaseVerdict } from './case-verdict.ts';
import type { Severity } from './severity.ts';
import type { SignInOrigin } from './sign-in-origin.ts';
import type { Spread } from './spread.ts';

/** Where one alert stands. A case is one user + policy + app, and grows while it is open. */
export type CaseState = 'open' | 'claimed' | 'snoozed' | 'resolved';

export const resolutions = ['expected', 'fixed', 'attack', 'false alarm'] as const;
export type Resolution = (typeof resolutions)[number];

/** What people, and the bot, do to a case. */
export const caseSteps = [
  'claimed',
  'assigned',
  'snoozed',
  'silenced',
  'unsilenced',
  'resolved',
  'reopened',
  'reminded',
  'escalated',
  'explained',
  'flared',
  'rose',
] as const;
export type CaseStep = (typeof caseSteps)[number];

/** Somebody did something to a case; shown on the card. */
export interface CaseEvent {
  readonly at: Date;
  readonly by: { readonly id: string; readonly name: string };
  readonly what: CaseStep;
  /** Resolution, reason of a snooze or silence, to whom it was assigned. */
  readonly note?: string;
  readonly until?: Date;
}

/** One line of a change: `Excluded users`, `+ Bob, − Eve`. */
export interface CaseFact {
  readonly title: string;
  readonly value: string;
}

/** One record's share in a case: what the card says without asking Graph again. */
export interface CaseSignIn {
  readonly id: string;
  /** Absent: a sign-in. */
  readonly record?: 'directory-audit' | 'activity' | 'day';
  readonly at: Date;
  /** When the poll first saw it. */
  readonly seenAt: Date;
  readonly ip?: string;
  /** ISO code; as the log says it. */
  readonly country?: string;
  readonly place?: string;
  readonly device?: string;
  /** Its network and the state of its device, as the record says. */
  readonly origin?: SignInOrigin;
  /** Who and with which app, for cases of many people. */
  readonly user?: { readonly id?: string; readonly name: string };
  readonly app?: string;
  /** 0 where it is no sign-in. */
  readonly errorCode: number;
}

/** Where a case is told, as its rule had it when the case began; what is absent is as usual. */
export interface CaseRouting {
  /** No card of its own: it stands in `alerts` and in the digest. */
  readonly delivery?: 'digest';
  /** Names or ids of the conversations that get its card; absent: all. */
  readonly routes?: readonly string[];
  /** User principal names or object ids of people whom each post and reply mentions. */
  readonly mention?: readonly string[];
}

export interface Case {
  readonly id: string;
  readonly tenantId: string;
  readonly rule: string;
  /** What makes two findings the same case; unique among unresolved cases of a tenant. */
  readonly key: string;
  readonly state: CaseState;
  /** The worst of what it holds: it only rises by itself. */
  readonly severity: Severity;
  readonly verdict: CaseVerdict;
  readonly routing?: CaseRouting;
  readonly user: {
    readonly id?: string;
    readonly name: string;
    readonly userPrincipalName?: string;
  };
  readonly policy?: { readonly id?: string; readonly name: string };
  readonly app: { readonly id?: string; readonly name: string };
  readonly headline: string;
  readonly why: string;
  readonly nextStep: string;
  /** What was changed, of the latest record; absent: nothing is told line by line. */
  readonly facts?: readonly CaseFact[];
  /** Distinct sign-in ids. */
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly latest: CaseSignIn;
  /** Set in a case of a policy that struck many people; `user` and `app` stand for nobody then. */
  readonly spread?: Spread;
  readonly owner?: { readonly id: string; readonly name: string };
  readonly snoozedUntil?: Date;
  /** All that the case holds is held back by this silence, whatever its state. */
  readonly silence?: {
    readonly id: string;
    readonly until: Date;
    readonly by: string;
    readonly reason: string;
  };
  /** Oldest first. */
  readonly history: readonly CaseEvent[];
}

/** In place of one app or policy, where a case holds sign-ins of several. */
export const several = {
  app: { name: 'several apps' },
  policy: { name: 'several policies' },
} as const;

/** True for what stands in place of one app or policy. */
export function isSeveral({ id, name }: { readonly id?: string; readonly name: string }): boolean {
  return id === undefined && (name === several.app.name || name === several.policy.name);
}

/** One more sign-in for a case, with the words the card says when it is the latest. */
export interface CaseFinding {
  readonly signIn: CaseSignIn;
  /** Absent: no worse than what the case holds. */
  readonly severity?: Severity;
  readonly headline: string;
  readonly why: string;
  readonly nextStep: string;
  readonly facts?: readonly CaseFact[];
  /** Who did it, where a case holds what several did: of a directory audit. */
  readonly user?: Case['user'];
  readonly app?: Case['app'];
  readonly policy?: Case['policy'];
}

/** The state that counts at a moment: a snooze whose end has come is open again. */
export function stateAt(c: Pick<Case, 'state' | 'snoozedUntil'>, now: Date): CaseState {
  if (c.state !== 'snoozed') return c.state;
  return c.snoozedUntil && c.snoozedUntil.getTime() > now.getTime() ? 'snoozed' : 'open';
}
