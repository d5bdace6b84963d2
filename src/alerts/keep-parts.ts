import type { AlertWriter } from '../ports/alert-store.ts';
import type { Observation } from '../ports/observations.ts';
import type { Freshness } from './pipeline.ts';
import { type ActivityPlace, storeEvidence } from './store-activity.ts';

interface Parts {
  readonly source: string;
  readonly place: ActivityPlace;
  readonly write: <T>(work: (writer: AlertWriter) => Promise<T>) => Promise<T>;
}

/** What became of a read that is stored part by part. */
export interface KeptParts {
  /** Stores a part in a transaction of its own. */
  keep(observed: readonly Observation[], readAt: Date): Promise<void>;
  /** What only the whole read can judge. */
  held(): readonly Observation[];
  fresh(): Freshness;
}

/**
 * Stores a long read of sign-ins part by part, so that a storm of failures is never held whole; the ledger moves with
 * the last part alone. A crash between two repeats the read, and what is known alerts no second time. Logs are read
 * newest first: sightings that say something only after others, as a success after failures, wait for the end.
 */
export function keepParts({ source, place, write }: Parts): KeptParts {
  const anchors = new Map(
    place.rules.flatMap(({ rule }): [string, string][] =>
      rule.correlation?.anchor === undefined ? [] : [[rule.id, rule.correlation.anchor]],
    ),
  );
  const held: Observation[] = [];
  let fresh: Freshness = { newRows: 0, worstLatenessMs: 0 };

  const waits = ({ finding, role }: Observation): boolean => {
    const anchor = anchors.get(finding.rule);
    return anchor !== undefined && role !== anchor;
  };

  return {
    async keep(observed, readAt) {
      held.push(...observed.filter(waits));
      const part = observed.filter((one) => !waits(one));
      const found = await write((writer) =>
        storeEvidence(writer, { source, readAt, observed: part }, place),
      );
      fresh = {
        newRows: fresh.newRows + found.newRows,
        worstLatenessMs: Math.max(fresh.worstLatenessMs, found.worstLatenessMs),
      };
    },
    held: () => held,
    fresh: () => fresh,
  };
}
