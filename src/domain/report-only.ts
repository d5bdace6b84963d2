import type { AppliedPolicy, SignIn } from './sign-in.ts';

/** What a report-only policy would have done. */
export type Rehearsed = 'would block' | 'would prompt';

const effects: ReadonlyMap<string, Rehearsed> = new Map([
  ['reportonlyfailure', 'would block'],
  ['reportonlyinterrupted', 'would prompt'],
]);

/** What this policy would have done to the sign-in; undefined when it is enforced or would have let it in. */
export function rehearsedEffect({ result }: AppliedPolicy): Rehearsed | undefined {
  return effects.get(result.toLowerCase());
}

/** The report-only policies that would have stopped or prompted this sign-in, stops first. */
export function rehearsed(
  row: SignIn,
): { readonly policy: AppliedPolicy; readonly effect: Rehearsed }[] {
  return (row.policies ?? [])
    .flatMap((policy) => {
      const effect = rehearsedEffect(policy);
      return effect === undefined ? [] : [{ policy, effect }];
    })
    .sort((a, b) => a.effect.localeCompare(b.effect));
}
