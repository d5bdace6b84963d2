import type { Case } from '../domain/case.ts';
import { findJump } from '../domain/jump.ts';
import { causesFirst, changeSentence } from '../domain/what-changed.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { KeptJump, PolicyJumps } from '../ports/policy-jumps.ts';
import { announce } from './announce.ts';
import { explain } from './bot-steps.ts';
import type { Quieting } from './hold-back.ts';
import { caBlock } from './rules/ca-block.ts';
import { suppress } from './suppress.ts';
import { type ChangeSources, readWhatChanged } from './what-changed.ts';

/** What is known of the jump that a case belongs to. */
export interface Explained {
  readonly jump?: KeptJump;
  /** True when asking again later may give more. */
  readonly comesLater: boolean;
}

/** Finds out what was changed when the blocks of a case's policy jump. */
export interface JumpExplainer {
  /** Looks, at most once a minute and policy, and waits for what it reads as long as a card may be held up. */
  explain(alert: Case, signal: AbortSignal): Promise<Explained>;
  /** Only what is kept already. */
  known(alert: Case): Promise<KeptJump | undefined>;
}

export interface ExplainDeps extends ChangeSources, Pick<Quieting, 'quietUntil'> {
  readonly tenantId: string;
  readonly jumps: PolicyJumps;
  readonly alerts: Pick<AlertStore, 'write'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Fires when a card has waited long enough; the reading goes on. */
  readonly patience: () => AbortSignal;
  /** Fires when a reading has taken as long as it may. */
  readonly limit: () => AbortSignal;
}

/** A reading waits behind people and polls for its turn at the logs. */
export const longestLookMs = 60_000;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Blocks of so long after a jump's beginning belong to it. */
const sameJumpMs = 2 * hourMs;
/** Cases that opened so long after it do not. */
const belongsMs = dayMs;
/** So long each look may find out better when it began. */
const youngMs = 10 * minuteMs;
const mostPeople = 5_000;
const lookAgainMs = minuteMs;
/** Entries of the directory audit log come some minutes late, some of them half an hour. */
const lateMs = 45 * minuteMs;
/** Afterwards only what was changed since is looked for, while blocks go on. */
const goesOnMs = 15 * minuteMs;
/** A permission or licence that is missing is not asked for again at each block. */
const hiddenRestMs = hourMs;

const { id: rule } = caBlock;

/** Whose blocks the case holds. */
const policyOf = (alert: Case) => (alert.rule === rule ? alert.policy?.id : undefined);

const since = (time: Date, now: Date): number => now.getTime() - time.getTime();

/** With each block it becomes clearer when they began. */
const isYoung = ({ beganAt }: KeptJump, now: Date): boolean => since(beganAt, now) < youngMs;

const mayStillCome = ({ beganAt, found }: KeptJump, now: Date): boolean =>
  found.changes.length === 0 && !found.isHidden && since(beganAt, now) < lateMs;

/** True when nothing was found yet and may still come, or blocks go on and somebody may have mended it. */
export function wantsLook(jump: KeptJump, alert: Case, now: Date): boolean {
  const { beganAt, readAt, found } = jump;
  const ageMs = since(readAt, now);
  if (found.isHidden) return ageMs >= hiddenRestMs;
  if (found.changes.length === 0) return mayStillCome(jump, now) && ageMs >= lookAgainMs;
  return ageMs >= goesOnMs && alert.lastAt > readAt && since(beganAt, now) < dayMs;
}

/** What the work gives, or true when the signal comes first: the work goes on. */
function whilePatient(work: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = () => resolve(true);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, stop).finally(() => signal.removeEventListener('abort', stop));
  });
}

export function createJumpExplainer(deps: ExplainDeps): JumpExplainer {
  const { tenantId, jumps, clock, log } = deps;
  const lookedAt = new Map<string, Date>();
  const underWay = new Set<string>();

  async function known(alert: Case): Promise<KeptJump | undefined> {
    const policyId = policyOf(alert);
    if (policyId === undefined) return undefined;
    const jump = await jumps.latest(tenantId, policyId, alert.lastAt);
    return jump && since(jump.beganAt, alert.firstAt) <= belongsMs ? jump : undefined;
  }

  async function beginningOf(policyId: string, to: Date): Promise<Date | undefined> {
    const from = new Date(to.getTime() - hourMs);
    const weekBefore = new Date(from.getTime() - 7 * dayMs);
    const justBefore = new Date(from.getTime() - 1);
    const first = await jumps.firstBlocks(tenantId, { rule, policyId }, from, to, mostPeople);
    const before = await jumps.blocksPerHour(tenantId, { rule, policyId }, weekBefore, justBefore);
    return findJump(first, before, from)?.beganAt;
  }

  /** One line below the case's card, where it is shown already, and its cards brought up to date: once for each jump. */
  async function tell(alert: Case, { policyId, beganAt, found }: KeptJump): Promise<void> {
    const [cause] = causesFirst(found.changes, beganAt);
    if (cause === undefined || cause.at > beganAt) return;
    const now = clock.now();
    await deps.alerts.write(tenantId, async (writer) => {
      const current = await writer.findCase(alert.id);
      if (current === undefined || suppress(current, now) !== undefined) return;
      if (!(await writer.noteJumpTold(policyId, beganAt, now))) return;
      const shown = await writer.messages(current.id);
      const postNotBefore = deps.quietUntil?.(current, now);
      if (shown.length === 0) return announce(writer, current, now, { postNotBefore });
      const dueAt = postNotBefore ?? now;
      const told = explain(current, now, changeSentence(cause, beganAt));
      await writer.saveCase(told);
      for (const { conversationId } of shown) {
        await writer.enqueueReply(told.id, told.history.length - 1, conversationId, dueAt);
      }
      await announce(writer, told, now, { postNotBefore });
    });
  }

  async function lookAround(policyId: string, beganAt: Date, signal: AbortSignal) {
    const now = clock.now();
    const limit = AbortSignal.any([signal, deps.limit()]);
    const found = await readWhatChanged({ policyId, beganAt, now }, deps, limit);
    return { policyId, beganAt, readAt: now, found };
  }

  /** True when asking again later may give more. */
  async function read(alert: Case, policyId: string, signal: AbortSignal): Promise<boolean> {
    const now = clock.now();
    const soonAfter = alert.lastAt.getTime() + hourMs / 2;
    const to = new Date(Math.min(now.getTime(), soonAfter));
    const kept = await jumps.latest(tenantId, policyId, to);
    const same = kept && since(kept.beganAt, to) <= sameJumpMs ? kept : undefined;
    const beganAt = (await beginningOf(policyId, to)) ?? same?.beganAt;
    if (beganAt === undefined) return false;
    const jump =
      same !== undefined && !wantsLook(same, alert, now)
        ? { ...same, beganAt }
        : await lookAround(policyId, beganAt, signal);
    await jumps.save(tenantId, jump, same?.beganAt);
    await tell(alert, jump);
    return isYoung(jump, now) || mayStillCome(jump, now);
  }

  async function look(alert: Case, policyId: string, signal: AbortSignal): Promise<boolean> {
    try {
      return await read(alert, policyId, signal);
    } catch (err) {
      if (!signal.aborted) {
        log.warn({ err, policyId }, 'what changed before a jump of blocks could not be read yet');
      }
      return true;
    } finally {
      underWay.delete(policyId);
    }
  }

  /** A clock that was set back must not put looks off for longer. */
  function hasLooked(policyId: string, now: Date): boolean {
    const last = lookedAt.get(policyId);
    return last !== undefined && Math.abs(since(last, now)) < lookAgainMs;
  }

  return {
    known,

    async explain(alert, signal) {
      const policyId = policyOf(alert);
      const now = clock.now();
      const jump = await known(alert);
      const asItIs = { jump, comesLater: jump !== undefined && isYoung(jump, now) };
      if (policyId === undefined || alert.state === 'resolved') return asItIs;
      if (since(alert.lastAt, now) > dayMs) return asItIs;
      if (jump !== undefined && !isYoung(jump, now) && !wantsLook(jump, alert, now)) return asItIs;
      // One card of a policy waits; the others follow with their next update.
      if (underWay.has(policyId) || hasLooked(policyId, now)) return asItIs;
      underWay.add(policyId);
      lookedAt.set(policyId, now);
      const patience = AbortSignal.any([signal, deps.patience()]);
      const comesLater = await whilePatient(look(alert, policyId, signal), patience);
      return { jump: await known(alert), comesLater };
    },
  };
}
