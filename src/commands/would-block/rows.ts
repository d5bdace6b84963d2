import { effectOf } from '../../domain/policy-results.ts';
import { deviceWords } from '../../domain/policy-tally.ts';
import { placeOf, whoSignedIn } from '../../domain/sign-in.ts';
import type { Attempt } from '../../domain/verdict.ts';

export const rehearsalColumns = [
  'time',
  'effect',
  'user',
  'user principal name',
  'app',
  'device',
  'ip address',
  'place',
  'sign-in id',
];

/** A row for each attempt that the policy would have stopped or prompted, newest first. */
export function rehearsalRows(attempts: readonly Attempt[], policyId: string): string[][] {
  return attempts.flatMap((attempt) => {
    const effect = effectOf(attempt, policyId);
    if (effect !== 'stopped' && effect !== 'prompted') return [];
    const { final } = attempt;
    return [
      [
        final.at.toISOString(),
        effect === 'stopped' ? 'would be stopped' : 'would be prompted',
        whoSignedIn(final),
        final.userPrincipalName ?? '',
        final.appName ?? '',
        deviceWords(final),
        final.ip ?? '',
        placeOf(final) ?? '',
        final.id,
      ],
    ];
  });
}
