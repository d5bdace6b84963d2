import { assign } from '../../src/domain/case-transitions.ts';
import { matches } from '../../src/domain/silence.ts';
import type { Cases } from '../../src/ports/cases.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { KeptSilence } from '../../src/ports/silences.ts';
import type { Silencing } from '../../src/ports/silencing.ts';

/** Silences in memory; cases stay as they are. */
export interface FakeSilencing extends Silencing {
  readonly kept: KeptSilence[];
  /** Who may not be made quiet, and why. */
  readonly refused: Map<string, string>;
}

export function createFakeSilencing(parts: {
  readonly tenantId: string;
  readonly cases: Cases;
  readonly clock: Clock;
}): FakeSilencing {
  const { tenantId, cases, clock } = parts;
  const kept: KeptSilence[] = [];
  const refused = new Map<string, string>();
  return {
    kept,
    refused,
    async reach(matcher) {
      const all = await cases.since(tenantId, new Date(clock.now().getTime() - 7 * 86_400_000));
      const held = all.filter((one) => matches(matcher, { ...one, signIn: one.latest }));
      return { matcher, cases: held.length, days: 7 };
    },
    async begin({ matcher, reason, until, by }) {
      const refusal = refused.get(matcher.user?.id ?? '');
      if (refusal !== undefined) return { ok: false, reason: refusal };
      const id = `silence-${kept.length + 1}`;
      const from = clock.now();
      const silence = { id, tenantId, matcher, reason, until, owner: by, from, heldBack: 0 };
      kept.push(silence);
      return { ok: true, silence, covered: 0 };
    },
    current: async () =>
      kept.toSorted((a, b) => a.until.getTime() - b.until.getTime()).filter(({ ended }) => !ended),
    async end(id, by) {
      const at = kept.findIndex((one) => one.id === id);
      const found = kept[at];
      if (found) kept[at] = { ...found, ended: { at: clock.now(), by: by.name } };
      return found;
    },
    async assign(caseId, by, to) {
      const alert = await cases.find(tenantId, caseId);
      if (alert === undefined)
        return { ok: false, reason: 'This case is not known here any more.' };
      return assign(alert, by, clock.now(), to);
    },
  };
}
