import type { SignIn } from '../../domain/sign-in.ts';
import { decidingPolicy, isUnmetPrompt } from '../../domain/verdict.ts';
import { explain } from '../../domain/why.ts';
import { defineRule, type Match } from '../rule.ts';

/** Prompts of conditional access that a user fails to meet again and again; one alone is everyday life. */
export const caPromptUnmet = defineRule({
  id: 'ca-prompt-unmet',
  source: 'sign-ins',
  summary: 'prompts of conditional access that the same user does not meet, several times in a row',
  severity: 'low',
  verdict: 'Needs the user',
  outcome: 'interrupted',
  numbers: {
    times: { least: 2, most: 50, usual: 3 },
    withinMinutes: { least: 5, most: 1440, usual: 60 },
  },
  detect(signIn: SignIn, benign?: ReadonlySet<number>): Match | undefined {
    if (!isUnmetPrompt(signIn, benign && ((code) => benign.has(code)))) return undefined;
    const policy = decidingPolicy(signIn);
    const { policyLine, controlLine, nextStep } = explain(signIn);
    return {
      policy: policy && { id: policy.id, name: policy.name },
      headline: 'interrupted again and again, not completed',
      why: `${policyLine} ${controlLine}`,
      nextStep,
    };
  },
  repeated: ({ times, withinMinutes }) => ({ times, withinMs: withinMinutes * 60_000 }),
});
