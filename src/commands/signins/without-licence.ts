import { AppError } from '../../errors.ts';
import type { Reply } from '../request.ts';
import type { Question } from './question.ts';

/**
 * Without Entra ID P1 Graph serves no sign-ins over its API; the unified audit log keeps those of a person all the
 * same. Any other failure is thrown on.
 */
export function withoutLicence(
  thrown: unknown,
  { person, rangeWords = 'last 7d' }: Question,
): Reply {
  if (!(thrown instanceof AppError) || thrown.code !== 'licence-missing' || !person) throw thrown;
  const words = (who: string) => `activity for ${who} signed-in ${rangeWords}`;
  const sentence = [
    thrown.message,
    thrown.hint,
    'The unified audit log keeps who signed in and who could not, an hour or more late and without policies and verdicts.',
  ];
  const label = words(person.name);
  return {
    card: 'not-understood',
    data: {
      sentence: sentence.filter(Boolean).join(' '),
      examples: [{ text: label, label, ask: words(person.id) }],
    },
  };
}
