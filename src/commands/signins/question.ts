import type { Person } from '../../domain/person.ts';
import type { SignInType } from '../../domain/sign-in.ts';
import type { SummaryWord } from '../../domain/sign-in-summary.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { quoted } from '../words.ts';

export const typeWords = {
  interactive: ['interactiveUser'],
  'non-interactive': ['nonInteractiveUser'],
  'service-principal': ['servicePrincipal'],
  'managed-identity': ['managedIdentity'],
  all: ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'],
} as const satisfies Record<string, readonly SignInType[]>;
export type TypeWord = keyof typeof typeWords;

const usualTypes: readonly SignInType[] = ['interactiveUser', 'nonInteractiveUser'];

/** The policy that a question is about. */
export interface AskedPolicy {
  /** Absent: no policy of today has the name; records are searched for it. */
  readonly id?: string;
  readonly name: string;
}

/** A question about sign-ins with everything looked up that can be: what is read, and what is shown of it. */
export interface Question {
  readonly person?: Person;
  readonly outcome?: Outcome;
  /** Only what a report-only policy would have stopped or prompted. */
  readonly reportOnly?: boolean;
  readonly risky?: boolean;
  readonly app?: string;
  readonly ip?: string;
  /** Only what this policy applied to. */
  readonly policy?: AskedPolicy;
  /** ISO code. */
  readonly country?: string;
  /** A word of `domain/client-apps`. */
  readonly client?: string;
  readonly typeWord?: TypeWord;
  /** As a summary instead of a list. */
  readonly by?: SummaryWord;
  /** As typed; absent: the default of the question. */
  readonly rangeWords?: string;
  readonly window: TimeWindow;
  readonly rangeLabel: string;
  /** Show at most so many. */
  readonly top?: number;
}

export function typesOf({ typeWord }: Pick<Question, 'typeWord'>): readonly SignInType[] {
  return typeWord === undefined ? usualTypes : typeWords[typeWord];
}

/** The question as a line that asks the same again, with object ids in place of names. */
export function askOf(question: Question, changes: Partial<Question> = {}): string {
  const asked = { ...question, ...changes };
  const { person, app, ip, policy, country, client, by, top } = asked;
  return [
    'signins',
    person && `for ${person.id}`,
    asked.outcome,
    asked.reportOnly && 'report-only',
    asked.risky && 'risky',
    app && `app ${quoted(app)}`,
    ip && `ip ${quoted(ip)}`,
    policy && `policy ${policy.id ?? quoted(policy.name)}`,
    country && `from ${country}`,
    client && `client ${client}`,
    asked.typeWord,
    by && `by ${by}`,
    asked.rangeWords,
    top && `top ${top}`,
  ]
    .filter(Boolean)
    .join(' ');
}
