import type { SignIn } from '../../domain/sign-in.ts';
import { isBlock, judge } from '../../domain/verdict.ts';
import { explain } from '../../domain/why.ts';
import { defineRule, type Match } from '../rule.ts';

/** Sign-ins that conditional access stopped for good; prompts, wrong passwords and report-only results are none. */
export const caBlock = defineRule({
  id: 'ca-block',
  source: 'sign-ins',
  summary: 'sign-ins blocked by conditional access; a policy that blocks many people is one case',
  severity: 'medium',
  verdict: 'Stopped',
  outcome: 'blocked',
  numbers: {
    people: { least: 2, most: 100_000, usual: 10 },
    withinMinutes: { least: 1, most: 1440, usual: 60 },
  },
  detect(signIn: SignIn): Match | undefined {
    if (!isBlock(signIn)) return undefined;
    const { policy, headline } = judge(signIn);
    const { policyLine, controlLine, nextStep } = explain(signIn);
    return {
      policy: policy && { id: policy.id, name: policy.name },
      headline,
      why: `${policyLine} ${controlLine}`,
      nextStep,
    };
  },
  gathered: ({ people, withinMinutes }) => ({ people, withinMs: withinMinutes * 60_000 }),
});
