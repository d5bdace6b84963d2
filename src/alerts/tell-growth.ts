import type { Case, CaseSignIn } from '../domain/case.ts';
import { isWorse } from '../domain/severity.ts';
import type { AlertWriter } from '../ports/alert-store.ts';
import { announce } from './announce.ts';
import type { Quieting } from './hold-back.ts';
import { ringAgain } from './ring-again.ts';
import { suppress } from './suppress.ts';

/** What a read did to a case. */
export interface Growth {
  /** Undefined: the case is new. */
  readonly before: Case | undefined;
  readonly alert: Case;
  readonly adds: readonly CaseSignIn[];
  /** `held`: a silence covers all that came. `refreshed`: nothing came, and a record says something else now. */
  readonly how: 'grown' | 'held' | 'refreshed';
  /** False where enough cases like it ring already. */
  readonly mayFlare: boolean;
}

/** Stores the case and asks for whatever tells people of it. True when a reply tells that it goes on. */
export async function tellGrowth(
  writer: AlertWriter,
  { before, alert, adds, how, mayFlare }: Growth,
  now: Date,
  quietUntil: Quieting['quietUntil'],
): Promise<boolean> {
  const postNotBefore = quietUntil?.(alert, now);
  const rose = before !== undefined && isWorse(alert.severity, before.severity);
  const mayRing =
    how !== 'held' && postNotBefore === undefined && suppress(alert, now) === undefined;
  const rings = before !== undefined && mayRing && (rose || mayFlare);
  const told = rings ? await ringAgain(writer, before, alert, adds, now) : alert;
  await writer.saveCase(told);
  const hastens = rose && mayRing;
  await announce(writer, told, now, {
    ...(how !== 'grown' && !hastens && { updateOnly: true }),
    postNotBefore,
    hastens,
  });
  return told.history.at(-1)?.what === 'flared' && told !== alert;
}
