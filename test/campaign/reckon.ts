import type { Case } from '../../src/domain/case.ts';
import type { Store } from '../../src/store/open-store.ts';
import { tenantId } from '../alerts/builders.ts';
import type { Channel, Message } from './channel.ts';
import { ipOfMoved, isMoved } from './stage.ts';
import type { Tally } from './tally.ts';
import type { TapeEvent } from './tape.ts';

/** Messages of a process that died, which Teams took and nobody noted: one in each conversation at most. */
export async function noteInFlight(store: Store, channel: Channel, life: string): Promise<void> {
  const last = new Map<string, Message>();
  for (const message of channel.living.values()) {
    if (message.life === life) last.set(message.conversationId, message);
  }
  for (const message of last.values()) {
    const noted = await store.alerts.write(tenantId, (writer) => writer.messages(message.caseId));
    if (noted.every(({ activityId }) => activityId !== message.activityId)) message.inFlight = true;
  }
}

function reckonMessages(channel: Channel, counts: ReadonlyMap<string, number>, tally: Tally): void {
  const places = Map.groupBy(
    channel.living.values(),
    ({ caseId, conversationId }) => `${caseId} ${conversationId}`,
  );
  for (const [place, messages] of places) {
    const known = messages.filter(({ inFlight }) => !inFlight);
    const extra = messages.length - 1;
    tally.add('messages repeated in flight', Math.min(extra, messages.length - known.length));
    tally.add('cases with two living messages', Math.max(0, known.length - 1));
    const right = messages.some(({ caseId, count }) => counts.get(caseId) === count);
    // Where somebody deleted the card itself, what is left is a copy of which the bot never heard.
    const isCopyAlone = known.length === 0 && channel.deleted.has(place);
    if (!right && !isCopyAlone) tally.add('cards with a wrong count');
  }
}

/** The addresses under which cases of blocks hold each sign-in. */
async function heldIn(
  store: Store,
  cases: readonly Case[],
  tally: Tally,
): Promise<Map<string, (string | undefined)[]>> {
  const held = new Map<string, (string | undefined)[]>();
  for (const { id, rule, count } of cases) {
    const signIns = await store.alerts.write(tenantId, (writer) => writer.signInsOf(id));
    tally.add('doubled', Math.max(0, count - signIns.length));
    if (rule !== 'ca-block') continue;
    for (const one of signIns) held.set(one.id, [...(held.get(one.id) ?? []), one.ip]);
  }
  return held;
}

/** Counts at the end of a run what the tape says against what cases hold and people see. */
export async function reckon(
  tape: readonly TapeEvent[],
  store: Store,
  channel: Channel,
  conversations: readonly string[],
  tally: Tally,
): Promise<void> {
  const { cases } = await store.cases.open(tenantId, 999);
  const held = await heldIn(store, cases, tally);
  for (const event of tape) {
    const ips = held.get(event.id) ?? [];
    if (ips.length === 0) tally.add('missed');
    tally.add('doubled', Math.max(0, ips.length - 1));
    if (isMoved(event) && ips.some((ip) => ip !== ipOfMoved)) tally.add('details out of date');
  }
  for (const { id, count } of cases) {
    const untold = conversations.filter((place) => !channel.told.has(`${id} ${place}`));
    if (count > 0) tally.add('cases that nobody was told of', untold.length);
  }
  reckonMessages(channel, new Map(cases.map(({ id, count }) => [id, count])), tally);
  const { waiting, givenUp } = await store.outbox.backlog(tenantId);
  tally.add('tasks left over', waiting + givenUp);
}
