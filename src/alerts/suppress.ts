import type { Case } from '../domain/case.ts';
import { isQuiet, isSilenced } from '../domain/case-transitions.ts';

/** Why a changed case is not posted anew. Its cards are brought up to date all the same: that rings nowhere. */
export type Suppression = 'snoozed or resolved' | 'silenced';

type Suppressor = (alert: Case, now: Date) => Suppression | undefined;

/** Asked in order; the first reason counts. */
const suppressors: readonly Suppressor[] = [
  (alert, now) => (isQuiet(alert, now) ? 'snoozed or resolved' : undefined),
  (alert, now) => (isSilenced(alert, now) ? 'silenced' : undefined),
];

/** The reason to leave a case unposted, or undefined. */
export function suppress(alert: Case, now: Date): Suppression | undefined {
  for (const suppressor of suppressors) {
    const reason = suppressor(alert, now);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
