import type { Finding } from '../../ports/finding.ts';
import type { Evidence } from '../../ports/observations.ts';
import type { Shelf } from '../ripen.ts';

interface Kept {
  readonly evidence: Evidence;
  /** Undefined: it alerted. */
  readonly waiting: Finding | undefined;
}

/** Findings that wait for others like them, in memory. */
export interface TrialShelf
  extends Pick<Shelf, 'evidence' | 'addObservations' | 'fileObservations'> {
  /** How many wait. */
  waiting(): number;
}

/** Keeps all of one rule; what it is asked for comes oldest first, whatever its number. */
export function createShelf(): TrialShelf {
  const byKey = new Map<string, Map<string, Kept>>();
  const of = (key: string): Map<string, Kept> => byKey.get(key) ?? new Map();

  return {
    async evidence({ keys, from, to }) {
      const found = keys.map((key): [string, Evidence[]] => {
        const around = [...of(key).values()]
          .map(({ evidence, waiting }) =>
            waiting === undefined ? { ...evidence, hasAlerted: true as const } : evidence,
          )
          .filter(({ at }) => at >= from && at <= to);
        return [key, around];
      });
      return new Map(found);
    },

    async addObservations(observations, { alerts }) {
      for (const { finding, role = '', who, countsUnder = finding.key } of observations) {
        const { id, at, ip } = finding.signIn;
        const evidence = { id, at, role, who, ip };
        const kept = of(countsUnder).set(id, { evidence, waiting: alerts ? undefined : finding });
        byKey.set(countsUnder, kept);
      }
    },

    async fileObservations(_rule, key, ids) {
      const kept = of(key);
      return ids.flatMap((id) => {
        const one = kept.get(id);
        if (one?.waiting === undefined) return [];
        kept.set(id, { ...one, waiting: undefined });
        return one.waiting;
      });
    },

    waiting: () => {
      const all = [...byKey.values()].flatMap((kept) => [...kept.values()]);
      return new Set(all.flatMap(({ waiting }) => waiting?.signIn.id ?? [])).size;
    },
  };
}
