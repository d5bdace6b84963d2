import type { PolicyEffect } from '../../domain/policy-results.ts';
import { riskWords } from '../../domain/risk.ts';
import { quoted, startUpper } from '../../domain/sentence.ts';
import { placeOf, type SignIn, whoSignedIn } from '../../domain/sign-in.ts';
import type { Attempt } from '../../domain/verdict.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import { policyEffect, rehearsedIn } from './matches.ts';
import { askOf, type Question } from './question.ts';

function deviceOf(row: SignIn): string | undefined {
  return (
    row.deviceName ?? ([row.browser, row.operatingSystem].filter(Boolean).join(' on ') || undefined)
  );
}

const effectWords: Readonly<Record<PolicyEffect, string>> = {
  stopped: 'stopped it',
  prompted: 'asked for something that was not given',
  completed: 'asked, and got what it asked for',
  met: 'was satisfied',
};

function rehearsalWords(attempt: Attempt, { policy }: Question): string {
  return rehearsedIn(attempt, policy)
    .map((one) => `${quoted(one.policy.name)} ${one.effect}`)
    .join(', ');
}

function effectIn(attempt: Attempt, { policy }: Question): string {
  const effect = policy && policyEffect(attempt, policy);
  return effect ? `${quoted(policy.name)} ${effectWords[effect]}` : '';
}

/** What the question was about, beside the verdict: the policy's doing, the rehearsal, the risk. */
function asideOf(attempt: Attempt, question: Question): string {
  const rehearsal = question.reportOnly || question.policy ? rehearsalWords(attempt, question) : '';
  const risk = question.risky ? attempt.rows.map(riskWords).find(Boolean) : undefined;
  return [
    rehearsal ? `Report-only: ${rehearsal}` : effectIn(attempt, question),
    risk ? startUpper(risk) : '',
    question.client ? (attempt.final.clientApp ?? '') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** One attempt as a line of a list, which opens its sign-in and finds the way back. */
export function lineOf(
  attempt: Attempt,
  question: Question,
  listAt: { readonly until: Date; readonly page: number },
) {
  const { final, verdict, rows } = attempt;
  const look = outcomeLooks[verdict.outcome];
  return {
    icon: look.icon,
    color: look.color,
    headline: verdict.headline,
    who: question.person ? '' : whoSignedIn(final),
    aside: asideOf(attempt, question),
    lineAt: isoOf(final.at),
    detail: [
      final.appName ?? 'unknown app',
      placeOf(final) ?? final.ip,
      deviceOf(final),
      final.interactive ? '' : 'non-interactive',
      rows.length > 1 ? `${rows.length} records` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    ask: `signin ${final.id}`,
    back: { ask: askOf(question), until: isoOf(listAt.until), page: listAt.page },
  };
}
