import { rehearsedEffect } from './report-only.ts';
import type { AppliedPolicy, SignIn } from './sign-in.ts';
import type { Attempt } from './verdict.ts';

/**
 * What one policy did, or would have done, to one attempt. `met`: its demands were satisfied at once; `completed`:
 * after a prompt; `prompted`: it asked and was not given; `stopped`: it let nobody in.
 */
export const policyEffects = ['stopped', 'prompted', 'completed', 'met'] as const;
export type PolicyEffect = (typeof policyEffects)[number];

function resultIn(row: SignIn, policyId: string): AppliedPolicy | undefined {
  const wanted = policyId.toLowerCase();
  return row.policies?.find(({ id }) => id?.toLowerCase() === wanted);
}

function rehearsedIn(row: SignIn, policyId: string): PolicyEffect | undefined {
  const applied = resultIn(row, policyId);
  if (applied === undefined) return undefined;
  if (applied.result.toLowerCase() === 'reportonlysuccess') return 'met';
  const effect = rehearsedEffect(applied);
  if (effect === undefined) return undefined;
  return effect === 'would block' ? 'stopped' : 'prompted';
}

/** The row that decides speaks for the attempt; where it is silent, the newest row that says something. */
function rehearsal({ final, rows }: Attempt, policyId: string): PolicyEffect | undefined {
  for (const row of [final, ...rows]) {
    const effect = rehearsedIn(row, policyId);
    if (effect) return effect;
  }
  return undefined;
}

function enforcedEffect(attempt: Attempt, policyId: string): PolicyEffect | undefined {
  const results = attempt.rows.map((row) => resultIn(row, policyId)?.result.toLowerCase());
  const isFinal = resultIn(attempt.final, policyId)?.result.toLowerCase() === 'failure';
  if (results.includes('failure')) {
    if (attempt.verdict.outcome === 'succeeded') return 'completed';
    return isFinal && attempt.verdict.outcome === 'blocked' ? 'stopped' : 'prompted';
  }
  return results.includes('success') ? 'met' : undefined;
}

/** The effect of a policy on an attempt; undefined: it did not apply to it. Rehearsals count where nothing was enforced. */
export function effectOf(attempt: Attempt, policyId: string): PolicyEffect | undefined {
  return enforcedEffect(attempt, policyId) ?? rehearsal(attempt, policyId);
}
