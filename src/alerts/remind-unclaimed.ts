import type { AlertStore, AlertWriter } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { isCalled } from '../ports/subscriptions.ts';
import { announce, cardIntervalMs } from './announce.ts';
import { tell } from './bot-steps.ts';
import { type DueReminder, dueReminders, lookAgainAt, type Unclaimed } from './due-reminders.ts';
import type { ActiveRule } from './rule.ts';

interface Deps {
  readonly tenantId: string;
  readonly store: Pick<AlertStore, 'write'>;
  readonly rules: readonly ActiveRule[];
  readonly clock: Clock;
  readonly log: Log;
}

/** A poll looks at so many at most; the others are the next one's. */
const mostAtOnce = 200;

/** Open cases that changed, or whose time has come. */
async function unclaimedCases(writer: AlertWriter, now: Date): Promise<Unclaimed[]> {
  const found: Unclaimed[] = [];
  for (const alert of await writer.casesToLookAt(now, mostAtOnce)) {
    const seen = (await writer.signInsOf(alert.id)).map(({ seenAt }) => seenAt.getTime());
    found.push({ case: alert, seenAt: new Date(Math.min(alert.latest.seenAt.getTime(), ...seen)) });
  }
  return found;
}

async function conversationsFor(
  writer: AlertWriter,
  { case: alert, to }: DueReminder,
): Promise<string[]> {
  if (to === undefined) {
    return (await writer.messages(alert.id)).map(({ conversationId }) => conversationId);
  }
  const live = await writer.liveSubscriptions();
  return live
    .filter((subscription) => isCalled(subscription, to))
    .map(({ target }) => target.conversationId);
}

async function remind(writer: AlertWriter, due: DueReminder, now: Date, log: Log): Promise<void> {
  const conversations = await conversationsFor(writer, due);
  if (conversations.length === 0) {
    if (due.to !== undefined) {
      log.warn({ to: due.to }, 'escalateTo names a conversation that receives no alerts');
    }
    return;
  }
  const minutes = Math.floor(due.waitedMs / 60_000);
  const told = tell(due.case, now, due.step, due.to ?? `open for ${minutes} min`);
  await writer.saveCase(told);
  await announce(writer, told, now, { updateOnly: true });
  for (const conversationId of conversations) {
    if (due.to !== undefined) await writer.enqueueCard(told.id, conversationId, now);
    const below = due.to === undefined ? now : new Date(now.getTime() + cardIntervalMs);
    await writer.enqueueReply(told.id, told.history.length - 1, conversationId, below);
  }
}

/** Asks for the replies that are due about cases on which nobody is. Costs nothing where no rule wants it. */
export async function remindUnclaimed({ store, tenantId, rules, clock, log }: Deps): Promise<void> {
  if (rules.every(({ unclaimed }) => unclaimed === undefined)) return;
  await store.write(tenantId, async (writer) => {
    const now = clock.now();
    const unclaimed = await unclaimedCases(writer, now);
    for (const one of unclaimed) {
      await writer.lookAgain(one.case.id, lookAgainAt(one, rules, now));
    }
    for (const due of dueReminders(unclaimed, rules, now)) await remind(writer, due, now, log);
  });
}
