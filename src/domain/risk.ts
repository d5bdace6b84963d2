import { text } from './record.ts';
import { spaced } from './sentence.ts';
import type { SignIn } from './sign-in.ts';

const levels = ['low', 'medium', 'high'];
const states = ['atRisk', 'confirmedCompromised', 'remediated'];

const levelsOf = ({ riskLevel, raw }: SignIn) =>
  [riskLevel, text(raw.riskLevelAggregated)].map((level) => level?.toLowerCase());

/** True when Entra found a risk in this sign-in, then or since. */
export function isRisky(row: SignIn): boolean {
  return (
    levelsOf(row).some((level) => level !== undefined && levels.includes(level)) ||
    states.includes(text(row.raw.riskState) ?? '')
  );
}

/** True when Graph keeps the risk to itself: the tenant has no Entra ID P2. */
export function hidesRisk(row: SignIn): boolean {
  return row.riskLevel?.toLowerCase() === 'hidden';
}

/** True when Graph tells a risk, if only that there is none: the tenant has Entra ID P2. */
export function showsRisk(row: SignIn): boolean {
  const level = row.riskLevel?.toLowerCase();
  return level === 'none' || levels.includes(level ?? '');
}

/** “high risk, at risk”: the worst level that the record has, and what became of it; undefined without one. */
export function riskWords(row: SignIn): string | undefined {
  if (!isRisky(row)) return undefined;
  const level = levels.findLast((one) => levelsOf(row).includes(one));
  const state = text(row.raw.riskState);
  const stateWords = state === undefined || state === 'none' ? undefined : spaced(state);
  return [level === undefined ? 'risk' : `${level} risk`, stateWords].filter(Boolean).join(', ');
}
