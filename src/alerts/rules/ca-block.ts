import type { SignIn } from '../../domain/sign-in.ts';
import { isBlock, judge } from '../../domain/verdict.ts';
import { explain } from '../../domain/why.ts';
import { defineRule, type Match } from '../rule.ts';

/** Sign-ins that conditional access stopped for good; prompts, wrong passwords and report-only results are none. */
export const caBlock = defineRule({
  id: 'ca-block',
  source: 'sign-ins',
  summary: 'sign-ins blocked by conditional access',
  outcome: 'blocked',
  numbers: {},
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
});
