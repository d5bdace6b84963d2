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
      watchedSources,
      tenantId,
      watchTimes: times,
      signInCounts,
      troubles,
      clock,
    } = deps;
    const ledger = { coverage: log, lateness, watchedSources, tenantId, times };
    const sources = { ...ledger, signInCounts, troubles };
    const facts = await readCoverage(sources, clock.now(), request.signal);
    return { card: 'coverage', data: coverageView(facts), asked: 'coverage' };
  },
});
