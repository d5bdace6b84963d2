import { randomUUID } from 'node:crypto';
import { createRehearsalWatch, type RehearsalWatch } from './alerts/rehearsals/rehearsal-watch.ts';
import { createUnifiedWatch, type UnifiedWatch } from './alerts/unified/unified-watch.ts';
import type { WatchDeps } from './alerts/watch.ts';
import type { Clock } from './ports/clock.ts';
import type { Policies } from './ports/policies.ts';
import type { Searches } from './ports/searches.ts';
import type { SignInLog } from './ports/sign-in-log.ts';
import type { RuleBook } from './rules.ts';
import type { Store } from './store/open-store.ts';

interface Parts extends Pick<WatchDeps, 'breakGlass' | 'onHeldBack'> {
  readonly tenantId: string;
  readonly store: Store;
  readonly searches: Pick<Searches, 'budget'>;
  readonly graph: { readonly signIns: SignInLog; readonly policies: Policies };
  readonly rules: Pick<RuleBook, 'current'>;
  readonly clock: Clock;
}

/** What the watch looks at every few hours or once a day, each apart from the poll. */
export interface SlowWatches {
  readonly unified: UnifiedWatch;
  readonly rehearsals: RehearsalWatch;
}

export function createSlowWatches(parts: Parts): SlowWatches {
  const { rules, searches, graph, ...rest } = parts;
  const common = { ...rest, newId: randomUUID };
  return {
    unified: createUnifiedWatch({
      ...common,
      searchesLeft: async () => {
        const { used, most } = await searches.budget();
        return most - used;
      },
      rules: () => rules.current().rules,
    }),
    rehearsals: createRehearsalWatch({
      ...common,
      ...graph,
      startedAt: parts.clock.now(),
      rules: () => rules.current().rules,
    }),
  };
}
