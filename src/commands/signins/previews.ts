import { startUpper } from '../../domain/sentence.ts';
import { placeOf, whoSignedIn } from '../../domain/sign-in.ts';
import type { Attempt } from '../../domain/verdict.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import type { Preview } from '../request.ts';
import { shortTime } from '../short-time.ts';
import { outcomeFits } from './matches.ts';
import type { Question } from './question.ts';
import type { SignInList } from './read-list.ts';

/** More are not chosen from by looking: the question is made narrower. */
const mostPreviews = 50;

function previewOf({ final, verdict }: Attempt, timeZone: string): Preview {
  return {
    title: `${outcomeLooks[verdict.outcome].icon} ${startUpper(verdict.headline)}`,
    text: [
      whoSignedIn(final),
      final.appName ?? 'unknown app',
      placeOf(final) ?? final.ip,
      shortTime(final.at, timeZone),
    ]
      .filter(Boolean)
      .join(' · '),
    ask: `signin ${final.id}`,
  };
}

/** The attempts of a list one by one, newest first. */
export function signInPreviews(
  { attempts }: SignInList,
  question: Question,
  timeZone: string,
): readonly Preview[] {
  return attempts
    .filter((attempt) => outcomeFits(attempt, question))
    .slice(0, Math.min(question.top ?? mostPreviews, mostPreviews))
    .map((attempt) => previewOf(attempt, timeZone));
}
