import type { Case } from '../../domain/case.ts';

/** What shows the evidence of a case, and what its button is called. `range`: in which its sign-ins lie. */
export function openingOf(
  { spread, policy, latest }: Case,
  range: string,
): { readonly ask: string; readonly openLabel: string } {
  if (spread !== undefined) {
    return {
      ask: `signins blocked policy ${policy?.id ?? ''} ${range}`,
      openLabel: 'Open sign-ins',
    };
  }
  return latest.record === undefined
    ? { ask: `signin ${latest.id}`, openLabel: 'Open sign-in' }
    : { ask: `audit ${latest.id}`, openLabel: 'Open log entry' };
}
