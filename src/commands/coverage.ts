import { defineCommand } from './command.ts';
import { readCoverage } from './watching/facts.ts';
import { readUnified } from './watching/unified.ts';
import { coverageView } from './watching/view.ts';

export const coverage = defineCommand({
  name: 'coverage',
  access: 'reader',
  audience: 'everybody',
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
    const now = clock.now();
    const facts = await readCoverage(sources, now, request.signal);
    const unified = await readUnified(log, tenantId, deps.watched(), now);
    return { card: 'coverage', data: coverageView({ ...facts, unified }), asked: 'coverage' };
  },
});
