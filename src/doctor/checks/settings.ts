import { fail, type Outcome, ok } from '../check.ts';

/** Each problem says by itself what would be right. */
export function settingsOutcome(problems: readonly string[]): Outcome {
  if (problems.length === 0) return ok('complete');
  const [count, verb] =
    problems.length === 1 ? ['one setting', 'is'] : [`${problems.length} settings`, 'are'];
  return fail(`${count} ${verb} missing or wrong in .env`, problems.join('\n'));
}
