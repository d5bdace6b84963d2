import type { Case } from '../domain/case.ts';
import { namesPerson } from '../domain/person-reference.ts';
import type { AlertStore, AlertWriter } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { isCalled } from '../ports/subscriptions.ts';
import { announce, cardIntervalMs } from './announce.ts';
import { tell } from './bot-steps.ts';
import { type DueReminder, dueReminders, lookAgainAt, type Unclaimed } from './due-reminders.ts';
import type { Mentions } from './mentions.ts';
import { peopleAmong } from './people-among.ts';
import type { ActiveRule } from './rule.ts';

interface Deps {
  readonly tenantId: string;
  readonly store: Pick<AlertStore, 'write'>;
  readonly rules: readonly ActiveRule[];
  readonly clock: Clock;
  readonly log: Log;
  readonly mentions: Pick<Mentions, 'ringing'>;
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

/** Where a step is told, and in which words it stands in the history of the case. */
interface Place {
  readonly conversations: readonly string[];
  readonly note: string;
  /** The card is not there yet. */
  readonly isElsewhere: boolean;
}

async function belowItsCards(writer: AlertWriter, alert: Case, note: string): Promise<Place> {
  const messages = await writer.messages(alert.id);
  const conversations = messages.map(({ conversationId }) => conversationId);
  return { conversations, note, isElsewhere: false };
}

/** Object ids of people, as far as they are known, by how the rules file names them. */
type People = ReadonlyMap<string, string>;

/** A person is told in her own chat; where the bot has none with her, she is mentioned below the cards. */
async function placeFor(
  writer: AlertWriter,
  { case: alert, to, waitedMs }: DueReminder,
  people: People,
): Promise<Place> {
  if (to === undefined) {
    return belowItsCards(writer, alert, `open for ${Math.floor(waitedMs / 60_000)} min`);
  }
  const live = await writer.liveSubscriptions();
  const called = live.filter((subscription) => isCalled(subscription, to));
  const conversations = called.map(({ target }) => target.conversationId);
  if (called.length > 0 || !namesPerson(to)) return { conversations, note: to, isElsewhere: true };
  const id = people.get(to);
  const chat = id === undefined ? undefined : await writer.ownChatOf(id);
  if (chat === undefined) return belowItsCards(writer, alert, to);
  const { target, owner } = chat;
  return {
    conversations: [target.conversationId],
    note: `${owner.name} (own chat)`,
    isElsewhere: true,
  };
}

async function remind(
  writer: AlertWriter,
  due: DueReminder,
  now: Date,
  { people, log }: { readonly people: People; readonly log: Log },
): Promise<void> {
  const { conversations, note, isElsewhere } = await placeFor(writer, due, people);
  if (conversations.length === 0) {
    if (due.to !== undefined) {
      log.warn({ to: due.to }, 'escalateTo names a conversation that receives no alerts');
    }
    return;
  }
  const told = tell(due.case, now, due.step, note);
  await writer.saveCase(told);
  await announce(writer, told, now, { updateOnly: true });
  for (const conversationId of conversations) {
    if (isElsewhere) await writer.enqueueCard(told.id, conversationId, now);
    const below = isElsewhere ? new Date(now.getTime() + cardIntervalMs) : now;
    await writer.enqueueReply(told.id, told.history.length - 1, conversationId, below);
  }
}

/** Asks for the replies that are due about cases on which nobody is. Costs nothing where no rule wants it. */
export async function remindUnclaimed(deps: Deps, signal: AbortSignal): Promise<void> {
  const { store, tenantId, rules, clock, log, mentions } = deps;
  if (rules.every(({ unclaimed }) => unclaimed === undefined)) return;
  const named = rules.flatMap(({ unclaimed }) => unclaimed?.escalateTo ?? []);
  const people = await peopleAmong(named, mentions, signal);
  await store.write(tenantId, async (writer) => {
    const now = clock.now();
    const unclaimed = await unclaimedCases(writer, now);
    for (const one of unclaimed) {
      await writer.lookAgain(one.case.id, lookAgainAt(one, rules, now));
    }
    for (const due of dueReminders(unclaimed, rules, now))
      await remind(writer, due, now, { people, log });
  });
}
