import type { Case } from '../domain/case.ts';
import { silenced } from '../domain/case-transitions.ts';
import { isInForce, type Silence } from '../domain/silence.ts';
import type { AlertWriter } from '../ports/alert-store.ts';
import { announce } from './announce.ts';
import { speakAgain } from './bot-steps.ts';
import { coversCase, longest, type Quieting } from './hold-back.ts';

/** A case in which nothing happened for so long is over for whoever slept through it. */
const goingOnMs = 60 * 60_000;

async function quietBy(
  writer: AlertWriter,
  alert: Case,
  silences: readonly Silence[],
  { breakGlass }: Quieting,
): Promise<Silence | undefined> {
  if (breakGlass?.refusal(alert.user) !== undefined) return undefined;
  const covering: Silence[] = [];
  for (const silence of silences) {
    if (await coversCase(writer, silence, alert)) covering.push(silence);
  }
  return longest(covering);
}

/** Begins a silence: open cases that it covers go quiet at once. Gives how many. */
export async function beginSilence(
  writer: AlertWriter,
  silence: Silence,
  now: Date,
  quieting: Quieting,
): Promise<number> {
  await writer.saveSilence(silence);
  let covered = 0;
  for (const alert of await writer.everyUnresolvedCase()) {
    if (alert.silence !== undefined && alert.silence.until >= silence.until) continue;
    if ((await quietBy(writer, alert, [silence], quieting)) === undefined) continue;
    const quiet = silenced(alert, silence, now);
    await writer.saveCase(quiet);
    await announce(writer, quiet, now, { updateOnly: true });
    covered += 1;
  }
  return covered;
}

/** Cases lose their silence: another one takes them over, or they speak again where they are still going on. */
async function release(
  writer: AlertWriter,
  alerts: readonly Case[],
  now: Date,
  { note, ...quieting }: Quieting & { readonly note: string },
): Promise<void> {
  if (alerts.length === 0) return;
  const inForce = (await writer.silencesUntilAfter(now)).filter((one) => isInForce(one, now));
  for (const alert of alerts) {
    const awake = speakAgain(alert, now, note);
    const next = await quietBy(writer, awake, inForce, quieting);
    const released = next === undefined ? awake : silenced(awake, next, now);
    await writer.saveCase(released);
    const isOver = now.getTime() - released.lastAt.getTime() > goingOnMs;
    const postNotBefore = quieting.quietUntil?.(released, now);
    await announce(writer, released, now, {
      ...((isOver || next) && { updateOnly: true }),
      postNotBefore,
    });
  }
}

/** Ends a silence before its time; what it held back and is still going on speaks again. */
export async function endSilence(
  writer: AlertWriter,
  silence: Silence,
  by: { readonly name: string },
  now: Date,
  quieting: Quieting,
): Promise<void> {
  await writer.saveSilence({ ...silence, ended: { at: now, by: by.name } });
  const held = (await writer.everyUnresolvedCase()).filter(
    (alert) => alert.silence?.id === silence.id,
  );
  await release(writer, held, now, { ...quieting, note: `${by.name} ended the silence` });
}

/** Lets cases speak again whose silence is over by now. */
export async function releaseEnded(
  writer: AlertWriter,
  now: Date,
  quieting: Quieting,
): Promise<void> {
  const held = await writer.casesToUnsilence(now);
  await release(writer, held, now, { ...quieting, note: 'the silence is over' });
}
