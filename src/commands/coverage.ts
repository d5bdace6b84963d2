import { defineCommand } from './command.ts';
import { readCoverage } from './watching/facts.ts';
import { coverageView } from './watching/view.ts';

export const coverage = defineCommand({
  name: 'coverage',
  access: 'reader',
  summary: 'What the watch has read, how late records come, gaps and why, and the next sweep',
  examples: ['coverage'],
  args: {},
  async run({ deps }) {
    const { coverage: log, lateness, tenantId, watchTimes: times, clock } = deps;
    const facts = await readCoverage({ coverage: log, lateness, tenantId, times }, clock.now());
    return { card: 'coverage', data: coverageView(facts), asked: 'coverage' };
  },
});
