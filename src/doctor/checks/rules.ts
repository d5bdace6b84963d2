import { type Check, fail, ok } from '../check.ts';

/** The rules file, read as the bot reads it. */
export const rules: Check = {
  id: 'rules',
  title: 'Rules file',
  needs: ['settings'],
  async run(probes) {
    const { rulesFile } = probes.setup;
    if (rulesFile === undefined) return ok('none: all rules as built in');
    const problems = await probes.ruleProblems();
    if (problems.length === 0) return ok(rulesFile);
    const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
    return fail(`${count} in ${rulesFile}`, problems.join('\n'));
  },
};
