import type { Case } from '../../domain/case.ts';
import { isInForce, type Silence } from '../../domain/silence.ts';
import { matcherWords } from '../../domain/silence-words.ts';
import type { BreakGlass } from '../../ports/break-glass.ts';
import type { Cases } from '../../ports/cases.ts';
import type { HoldingSilence, Replay, ReplayedCase } from '../../ports/rule-trials.ts';
import type { Silences } from '../../ports/silences.ts';
import { coversCase, longest } from '../hold-back.ts';
import type { HeldCase } from './case-book.ts';

/** What the cases of a trial are compared with. */
export interface Reality {
  readonly tenantId: string;
  readonly store: {
    readonly silences: Pick<Silences, 'current'>;
    readonly cases: Pick<Cases, 'since'>;
  };
  readonly breakGlass: Pick<BreakGlass, 'has' | 'refusal'>;
}

/** The silence in force now that would hold all of a case back. */
async function silenceOf(
  { alert, signIns }: HeldCase,
  inForce: readonly Silence[],
  breakGlass: Reality['breakGlass'],
): Promise<Silence | undefined> {
  if (breakGlass.refusal(alert.user) !== undefined) return undefined;
  const covering: Silence[] = [];
  for (const silence of inForce) {
    const held = { signInsOf: async () => [...signIns] };
    if (await coversCase(held, silence, alert)) covering.push(silence);
  }
  return longest(covering);
}

/** Of the same rule and matter, at a time that both share: sign-ins of many may stand in one case here and in several there. */
function isSameCase(real: Case, tried: Case): boolean {
  if (real.rule !== tried.rule) return false;
  if (real.lastAt < tried.firstAt || real.firstAt > tried.lastAt) return false;
  if (real.key === tried.key) return true;
  const isWide = (real.spread === undefined) !== (tried.spread === undefined);
  return isWide && real.policy !== undefined && real.policy.id === tried.policy?.id;
}

function holding(
  inForce: readonly Silence[],
  cases: readonly Pick<ReplayedCase, 'silenceId'>[],
): HoldingSilence[] {
  return inForce
    .map(({ id, matcher, owner, reason, until }) => ({
      id,
      what: matcherWords(matcher),
      by: owner.name,
      reason,
      until,
      cases: cases.filter(({ silenceId }) => silenceId === id).length,
    }))
    .filter((one) => one.cases > 0)
    .sort((a, b) => b.cases - a.cases);
}

/** Which of the cases the watch has really raised since `from`, and which a silence in force at `now` would hold back; latest first. */
export async function compare(
  held: readonly HeldCase[],
  { tenantId, store, breakGlass }: Reality,
  { from, now }: { readonly from: Date; readonly now: Date },
): Promise<Pick<Replay, 'cases' | 'silences'>> {
  const current = await store.silences.current(tenantId, now);
  const inForce = current.filter((one) => isInForce(one, now));
  const real = await store.cases.since(tenantId, from);
  const cases: ReplayedCase[] = [];
  for (const one of held) {
    const { alert } = one;
    const silence = await silenceOf(one, inForce, breakGlass);
    const isReal = real.some((other) => isSameCase(other, alert));
    cases.push({ alert, isReal, ...(silence && { silenceId: silence.id }) });
  }
  cases.sort((a, b) => b.alert.lastAt.getTime() - a.alert.lastAt.getTime());
  return { cases, silences: holding(inForce, cases) };
}
