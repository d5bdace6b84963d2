import type { Enricher } from './enrich.ts';
import type { JumpExplainer } from './explain-jump.ts';

/** What stands around cases, and what was changed where the blocks of their policies jump; both are read side by side. */
export function withChanges(enricher: Enricher, explainer: JumpExplainer): Enricher {
  return {
    ...enricher,
    async contextOf(alert, signal) {
      const [around, { jump, comesLater }] = await Promise.all([
        enricher.contextOf(alert, signal),
        explainer.explain(alert, signal),
      ]);
      return { ...around, jump, comesLater: around.comesLater || comesLater };
    },
    async known(alert) {
      const [around, jump] = await Promise.all([enricher.known(alert), explainer.known(alert)]);
      return { ...around, jump };
    },
  };
}
