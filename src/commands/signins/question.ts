import type { Person } from '../../domain/person.ts';
import type { SignInType } from '../../domain/sign-in.ts';
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

/** A question about sign-ins with everything looked up that can be: what is read, and what is shown of it. */
export interface Question {
  readonly person?: Person;
  readonly outcome?: Outcome;
  readonly app?: string;
  readonly ip?: string;
  readonly typeWord?: TypeWord;
  /** As typed; absent: the default of the question. */
  readonly rangeWords?: string;
  readonly window: TimeWindow;
  readonly rangeLabel: string;
  /** Show at most so many. */
  readonly top?: number;
}

export function typesOf({ typeWord }: Question): readonly SignInType[] {
  return typeWord === undefined ? usualTypes : typeWords[typeWord];
}

/** The question as a line that asks the same again, with the person's object id in place of a name. */
export function askOf(question: Question, changes: Partial<Question> = {}): string {
  const { person, outcome, app, ip, typeWord, rangeWords, top } = { ...question, ...changes };
  return [
    'signins',
    person && `for ${person.id}`,
    outcome,
    app && `app ${quoted(app)}`,
    ip && `ip ${quoted(ip)}`,
    typeWord,
    rangeWords,
    top && `top ${top}`,
  ]
    .filter(Boolean)
    .join(' ');
}
