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

/** The worst level that the record has, then or since: 1 low, 2 medium, 3 high; 0: none that Graph shows. */
export function riskRank(row: SignIn): number {
  const worst = Math.max(...levelsOf(row).map((level) => levels.indexOf(level ?? '')));
  return text(row.raw.riskState) === 'confirmedCompromised' ? levels.length : worst + 1;
}

const settled = ['dismissed', 'remediated', 'confirmedSafe'];

/** True when somebody, or a secure password change, has dealt with the risk. */
export function isRiskSettled({ raw }: SignIn): boolean {
  return settled.includes(text(raw.riskState) ?? '');
}
