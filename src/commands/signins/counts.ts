import { type Outcome, outcomes } from '../../domain/verdict.ts';
import { inFigures, many } from '../figures.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import type { SignInList } from './read-list.ts';

export interface OutcomeCount {
  readonly outcome: Outcome;
  readonly count: number;
}

/** Attempts by outcome, those with none left out; what was not asked of Graph is not counted. */
export function countsOf({
  attempts,
  only,
}: Pick<SignInList, 'attempts' | 'only'>): OutcomeCount[] {
  return outcomes
    .filter((outcome) => only === undefined || outcome === only)
    .map((outcome) => ({
      outcome,
      count: attempts.filter(({ verdict }) => verdict.outcome === outcome).length,
    }))
    .filter(({ count }) => count > 0);
}

/** “30 succeeded · 2 blocked” */
export function countWords(counts: readonly OutcomeCount[]): string {
  return counts.map(({ outcome, count }) => `${inFigures(count)} ${outcome}`).join(' · ');
}

/** The bar of verdicts with its words. */
export function countsView(counts: readonly OutcomeCount[]) {
  const counted = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    total: many(counted, 'attempt'),
    counts: counts.map(({ outcome, count }) => ({
      legend: outcome,
      value: count,
      color: outcomeLooks[outcome].chartColor,
    })),
    countsText: countWords(counts),
  };
}
