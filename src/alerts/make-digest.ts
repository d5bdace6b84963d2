import { type DigestSettings, isEmpty } from '../domain/digest.ts';
import { type DueDigest, dueDigest } from '../domain/digest-due.ts';
import type { AlertStore, AlertWriter } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import { signInLogSource } from '../ports/lateness.ts';
import type { Log } from '../ports/log.ts';
import { isCalled } from '../ports/subscriptions.ts';
import { type LookBackParts, lookBack } from './look-back.ts';

export interface DigestParts extends LookBackParts {
  readonly store: Pick<AlertStore, 'write'>;
  /** Undefined: none is sent. */
  readonly digest: DigestSettings | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** So long a digest waits for a log that can't be read; then it says what is missing. */
const waitsForLogMs = 60 * 60_000;

async function due({ digest, digests, tenantId, clock }: DigestParts) {
  const now = clock.now();
  if (digest === undefined || dueDigest(digest, now) === undefined) return undefined;
  return dueDigest(digest, now, await digests.lastDay(tenantId));
}

/** Whether the window was read as far as it can be; a bot that began to watch after it has nothing to tell. */
async function isReadable(
  { coverage, digests, tenantId, clock }: DigestParts,
  { window, dueAt }: DueDigest,
): Promise<boolean> {
  const spans = await coverage.spans(tenantId, signInLogSource);
  const first = spans.at(0);
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return false;
  const isFirstEver = (await digests.lastDay(tenantId)) === undefined;
  if (isFirstEver && first.from > window.to) return false;
  const waitedMs = clock.now().getTime() - dueAt.getTime();
  return last.to >= window.to || waitedMs >= waitsForLogMs;
}

/** What nobody is called goes to all, as cards do: the self-check says so meanwhile. */
async function conversationsFor(
  writer: AlertWriter,
  { to }: DigestSettings,
  log: Log,
): Promise<string[]> {
  const live = await writer.liveSubscriptions();
  if (to === undefined) return live.map(({ target }) => target.conversationId);
  const unknown = to.filter((wanted) => !live.some((one) => isCalled(one, wanted)));
  if (unknown.length > 0) {
    log.warn({ to: unknown }, 'digest.to names a conversation that receives no alerts');
  }
  const named = live.filter((one) => to.some((wanted) => isCalled(one, wanted)));
  return (named.length > 0 ? named : live).map(({ target }) => target.conversationId);
}

/**
 * Makes the daily digest when its time has come, and asks for it to be posted, in one transaction: whatever
 * dies, there is one for each day. Call it once the logs are read. Rejects when the store fails.
 */
export async function makeDigest(parts: DigestParts): Promise<void> {
  const { store, tenantId, digest: settings, clock, log } = parts;
  const found = await due(parts);
  if (settings === undefined || found === undefined || !(await isReadable(parts, found))) return;
  const { day, window } = found;
  const digest = await lookBack(parts, { window, zone: settings.zone, isSoFar: false });
  await store.write(tenantId, async (writer) => {
    const madeAt = clock.now();
    if (!(await writer.saveDigest({ day, madeAt, digest }))) return;
    if (isEmpty(digest) && !settings.whenNothing) return;
    for (const conversationId of await conversationsFor(writer, settings, log)) {
      await writer.enqueueDigest(day, conversationId, madeAt);
    }
  });
}
