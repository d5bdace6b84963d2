import type { Case } from '../domain/case.ts';
import { silenced } from '../domain/case-transitions.ts';
import { endOf, holdsBack, isInForce, matches, type Silence } from '../domain/silence.ts';
import type { AlertWriter, Finding } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import { speakAgain } from './bot-steps.ts';

/** Findings that a silence kept from being told, for log and metrics. */
export interface HeldBack {
  readonly silence: Silence;
  readonly rule: string;
  readonly findings: number;
}

/** Who may never be made quiet, and who wants to know what was. */
export interface Quieting {
  readonly breakGlass?: Pick<BreakGlass, 'refusal'> | undefined;
  /** Until when quiet hours hold cards of such a case back; undefined: they do not. */
  readonly quietUntil?:
    | ((alert: Pick<Case, 'rule' | 'severity'>, now: Date) => Date | undefined)
    | undefined;
  readonly onHeldBack?: ((held: HeldBack) => void) | undefined;
}

/** The one that lasts longest, so that a case goes quiet once. */
export function longest<T extends Silence>(silences: readonly T[]): T | undefined {
  return silences.toSorted((a, b) => endOf(b).getTime() - endOf(a).getTime())[0];
}

/**
 * A case that grew by these findings, and whether all of them are held back. It goes quiet when all that
 * it holds is held back, and speaks again at the first finding that no silence covers.
 */
export function quieten(
  grown: Case,
  heldBy: readonly (Silence | undefined)[],
  now: Date,
): { readonly alert: Case; readonly isHeld: boolean } {
  const isHeld = heldBy.length > 0 && heldBy.every((silence) => silence !== undefined);
  if (!isHeld) {
    return { alert: speakAgain(grown, now, 'the silence does not cover the latest'), isHeld };
  }
  const isNew = grown.count === heldBy.length && grown.history.length === 0;
  const lasting = longest(
    heldBy.filter((silence) => silence !== undefined && isInForce(silence, now)),
  );
  return { alert: isNew && lasting ? silenced(grown, lasting, now) : grown, isHeld };
}

/** As `quieten`, by the silences of the store; what each held back is counted there. */
export async function holdBack(
  writer: AlertWriter,
  grown: Case,
  findings: readonly Finding[],
  now: Date,
  { breakGlass, onHeldBack }: Quieting,
): Promise<{ readonly alert: Case; readonly isHeld: boolean }> {
  const oldest = findings.reduce((time, { signIn }) => Math.min(time, +signIn.at), +now);
  const silences = await writer.silencesUntilAfter(new Date(oldest));
  if (silences.length === 0 && grown.silence === undefined) return { alert: grown, isHeld: false };
  const heldBy = findings.map((finding) =>
    breakGlass?.refusal(finding.user) === undefined
      ? longest(silences.filter((silence) => holdsBack(silence, finding, now)))
      : undefined,
  );
  for (const [silence, held] of Map.groupBy(heldBy, (one) => one)) {
    if (silence === undefined) continue;
    await writer.noteHeldBack(silence.id, held.length);
    onHeldBack?.({ silence, rule: grown.rule, findings: held.length });
  }
  return quieten(grown, heldBy, now);
}

/** True when the silence fits every sign-in that the case holds. */
export async function coversCase(
  writer: Pick<AlertWriter, 'signInsOf'>,
  { matcher }: Silence,
  alert: Case,
): Promise<boolean> {
  if (!matches(matcher, { ...alert, signIn: alert.latest })) return false;
  if (matcher.ipRange === undefined && matcher.country === undefined) return true;
  const held = await writer.signInsOf(alert.id);
  return held.every((signIn) => matches(matcher, { ...alert, signIn }));
}
