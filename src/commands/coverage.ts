import { defineCommand } from './command.ts';
import { readCoverage } from './watching/facts.ts';
import { coverageView } from './watching/view.ts';

export const coverage = defineCommand({
  name: 'coverage',
  access: 'reader',
  summary: 'What the watch has read, how late records come, gaps and why, and the next sweep',
  examples: ['coverage'],
  args: {},
  async run({ deps, request }) {
    const {
      coverage: log,
      lateness,
      tenantId,
      watchTimes: times,
      signInCounts,
      troubles,
      clock,
    } = deps;
    const sources = { coverage: log, lateness, tenantId, times, signInCounts, troubles };
    const facts = await readCoverage(sources, clock.now(), request.signal);
    return { card: 'coverage', data: coverageView(facts), asked: 'coverage' };
  },
});
