import type { AuditChange, ChangeSubject } from '../domain/auditing/audit-change.ts';
import { isSo, reverseOf, type Standing, standingWords } from '../domain/auditing/change-facts.ts';
import { type KeptChange, lookAgainMs, mostWaitMs } from '../domain/auditing/kept-change.ts';
import { waitBeforeRetryMs } from '../domain/backoff.ts';
import { AppError, toAppError } from '../errors.ts';
import { type AuditSwitches, CustomizationNeeded } from '../ports/audit-switches.ts';
import type { AuditChanges } from '../ports/audit-work.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ReadOptions } from '../ports/read-options.ts';

export interface ChangeDeps {
  readonly tenantId: string;
  readonly changes: AuditChanges;
  readonly switches: AuditSwitches;
  readonly clock: Clock;
  /** 0..1 */
  readonly random: () => number;
  readonly log: Log;
}

/** One turn works for so long, then lets others go on. */
const turnMs = 15_000;
const atATime = 50;
const mostFailures = 12;
/** How often is looked whether the organisation is customised, where a change waits for that. */
const waitForCustomizationMs = 3_000;

const gone = ({ name }: ChangeSubject) =>
  new AppError('not-found', `Exchange Online knows no mailbox or account ${name} any more.`);

/** What stands there now. Throws `AppError`s. */
async function standingOf(
  change: AuditChange,
  switches: AuditSwitches,
  options: ReadOptions,
): Promise<Standing> {
  switch (change.kind) {
    case 'customization': {
      const { isDehydrated } = await switches.organisation(options);
      return { kind: 'customization', isDone: !isDehydrated };
    }
    case 'ingestion':
      return { kind: 'ingestion', ...(await switches.ingestion(options)) };
    case 'organisation': {
      const { isOn } = await switches.organisation(options);
      return { kind: 'organisation', isOn };
    }
    case 'bypass': {
      const found = await switches.bypass(change.subject.id, options);
      if (found === undefined) throw gone(change.subject);
      return { kind: 'bypass', isOn: found.isBypassed };
    }
    default: {
      const mailbox = await switches.mailbox(change.subject.id, options);
      if (mailbox === undefined) throw gone(change.subject);
      return { kind: 'mailbox', mailbox };
    }
  }
}

/** Ended and told why, or later again. */
function afterFailure(
  kept: KeptChange,
  error: AppError,
  { clock, random }: ChangeDeps,
): KeptChange {
  const { message: sentence, hint, retryAfterSeconds } = error;
  const failures = kept.failures + 1;
  const problem = { sentence, ...(hint !== undefined && { hint }) };
  const now = clock.now();
  if (!error.retryable || failures > mostFailures) {
    return { ...kept, state: 'failed', endedAt: now, failures, problem };
  }
  const waitMs = waitBeforeRetryMs({ attempts: failures, retryAfterSeconds, random: random() });
  return { ...kept, failures, problem, dueAt: new Date(now.getTime() + waitMs) };
}

const needsCustomization = (cause: unknown) =>
  new AppError(
    'bad-question',
    'Exchange Online refuses this change until the organisation is customised.',
    {
      hint: 'Ask “audit enable” again: Enable-OrganizationCustomization is a step of its own there.',
      cause,
    },
  );

function settled(kept: KeptChange): KeptChange {
  const { problem, ...rest } = kept;
  return { ...rest, failures: 0 };
}

/** Reads what stands there, keeps it, and then sets the switch: what is kept survives a crash in between. */
async function set(kept: KeptChange, deps: ChangeDeps, options: ReadOptions): Promise<KeptChange> {
  const { switches, changes, clock } = deps;
  const { change } = kept;
  const standing = await standingOf(change, switches, options);
  const before = kept.before ?? standingWords(change, standing);
  if (isSo(change, standing)) {
    // Already read once: this or a process before it set the switch, and saw no more.
    const state = kept.before === undefined ? 'was-so' : 'true';
    return { ...settled(kept), before, state, endedAt: clock.now() };
  }
  const reverse = kept.reverse ?? reverseOf(change, standing);
  const noted: KeptChange = { ...kept, before, ...(reverse && { reverse }) };
  await changes.save(noted);
  await switches.apply(change, options);
  const setAt = clock.now();
  return {
    ...settled(noted),
    state: 'set',
    setAt,
    dueAt: new Date(setAt.getTime() + lookAgainMs(0)),
  };
}

/** Looks whether what was set is so by now. */
async function look(kept: KeptChange, deps: ChangeDeps, options: ReadOptions): Promise<KeptChange> {
  const standing = await standingOf(kept.change, deps.switches, options);
  const now = deps.clock.now();
  if (isSo(kept.change, standing)) return { ...settled(kept), state: 'true', endedAt: now };
  const sinceMs = now.getTime() - (kept.setAt ?? kept.askedAt).getTime();
  if (sinceMs > mostWaitMs) {
    const problem = {
      sentence: 'Exchange Online took the change and still shows what was there before.',
      hint: 'It takes up to an hour as a rule. Ask “audit status” later, or run the PowerShell by hand.',
    };
    return { ...kept, state: 'late', endedAt: now, problem };
  }
  return { ...settled(kept), dueAt: new Date(now.getTime() + lookAgainMs(sinceMs)) };
}

async function step(kept: KeptChange, deps: ChangeDeps, signal: AbortSignal): Promise<KeptChange> {
  const options: ReadOptions = { priority: 'poll', signal };
  try {
    return await (kept.state === 'waiting' ? set : look)(kept, deps, options);
  } catch (thrown) {
    signal.throwIfAborted();
    const cause = thrown instanceof CustomizationNeeded ? needsCustomization(thrown) : thrown;
    const error = toAppError(cause);
    if (error.code === 'store-failed') throw error;
    deps.log.warn({ err: error, cause: error.cause, number: kept.number }, 'a change of auditing');
    // Noted before it was tried: what stood there, so that a later try does not take its own work for it.
    const known = (await deps.changes.find(kept.tenantId, kept.number)) ?? kept;
    return afterFailure(known, error, deps);
  }
}

/** The customisation that has to be seen first; absent: none is under way. */
async function customizing({ changes, tenantId }: ChangeDeps): Promise<number | undefined> {
  return (await changes.openFor(tenantId, ['customization'])).get('customization');
}

/**
 * Takes every step of changes that is due: sets a switch, or looks whether it is so by now. What is set is an absolute
 * value, so that a process that dies in between changes nothing twice. `goOn` throws when another replica has taken over.
 */
export async function changeOn(
  deps: ChangeDeps,
  goOn: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { changes, tenantId, clock } = deps;
  const until = clock.now().getTime() + turnMs;
  const due = await changes.due(tenantId, clock.now(), atATime);
  for (const kept of due) {
    if (clock.now().getTime() > until) return;
    await goOn();
    const first = kept.change.kind === 'customization' ? undefined : await customizing(deps);
    const next =
      first !== undefined && kept.state === 'waiting'
        ? { ...kept, dueAt: new Date(clock.now().getTime() + waitForCustomizationMs) }
        : await step(kept, deps, signal);
    await changes.save(next);
  }
}
