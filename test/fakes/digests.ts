import type { DigestFacts, DigestTotals } from '../../src/domain/digest.ts';
import type { Digests } from '../../src/ports/digests.ts';

export interface DigestGiven {
  /** Of whatever time is asked for. */
  readonly figures?: Partial<DigestFacts['figures']>;
  readonly open?: Partial<DigestFacts['open']>;
  /** Of the week before. */
  readonly before?: Partial<DigestTotals>;
}

const noTotals: DigestTotals = { signIns: 0, entries: 0, people: 0, gotIn: 0, cases: 0, rules: [] };
const noFigures: DigestFacts['figures'] = {
  ...noTotals,
  resolved: [],
  topPeople: [],
  topPolicies: [],
  topApps: [],
  quarters: [],
};
const noneOpen: DigestFacts['open'] = {
  total: 0,
  unclaimed: 0,
  silenced: 0,
  rules: [],
  cases: [],
};

/** What a store would count, as the test says. */
export function createFakeDigests({ figures, open, before }: DigestGiven = {}): Digests {
  return {
    facts: async () => ({
      figures: { ...noFigures, ...figures },
      open: { ...noneOpen, ...open },
    }),
    totals: async () => ({ ...noTotals, ...before }),
    lastDay: async () => undefined,
  };
}
