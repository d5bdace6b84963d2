import {
  createSelfCheck,
  type SelfCheck,
  type SelfCheckDeps,
} from './alerts/self-check/self-check.ts';
import { troubleView } from './alerts/self-check/trouble-view.ts';
import type { Render } from './cards/render.ts';
import { disabling, type KnownTrouble, troubleKinds } from './domain/trouble.ts';
import type { Metrics } from './ops/metrics.ts';
import type { Store } from './store/open-store.ts';

type Parts = Omit<
  SelfCheckDeps,
  | 'troubles'
  | 'renderTrouble'
  | 'alerts'
  | 'coverage'
  | 'outbox'
  | 'subscriptions'
  | 'ownChats'
  | 'leases'
> & { readonly store: Store; readonly render: Render; readonly metrics: Metrics };

/** What the outside asks of the bot's look at itself. */
export interface SelfWatch extends Pick<SelfCheck, 'release'> {
  /** One look: notes, tells and counts what is wrong. */
  look(signal: AbortSignal): Promise<void>;
  /** Sentences of what is wrong now: what stops the watch, and all else. */
  standing(): Promise<{ readonly stopping: string[]; readonly others: string[] }>;
}

function countByKind(troubles: readonly KnownTrouble[]): Record<string, number> {
  return Object.fromEntries(
    troubleKinds.map((kind) => [kind, troubles.filter((one) => one.kind === kind).length]),
  );
}

/** The self-check over the store, with its card and its metric. */
export function createSelfWatch({ store, render, metrics, ...parts }: Parts): SelfWatch {
  const check = createSelfCheck({
    ...parts,
    ...store,
    renderTrouble(trouble) {
      const view = troubleView(trouble);
      return { card: render('about-bot', view), text: `${view.title}: ${view.sentence}` };
    },
  });
  return {
    async look(signal) {
      await check.checkOnce(signal);
      metrics.troubles(countByKind(await check.open()));
    },
    async standing() {
      const open = await check.open();
      const told = (isWanted: (one: KnownTrouble) => boolean) =>
        open.filter(isWanted).map(({ kind, sentence }) => `${kind}: ${sentence}`);
      return {
        stopping: told(({ kind }) => disabling.has(kind)),
        others: told(({ kind }) => !disabling.has(kind)),
      };
    },
    release: check.release,
  };
}
