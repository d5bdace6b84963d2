import type { Digest } from '../domain/digest.ts';
import type { Clock } from '../ports/clock.ts';
import { DeliveryError, type Notice, type Notifier } from '../ports/notifier.ts';
import type { DigestClaim, Outbox, QuietClaim } from '../ports/outbox.ts';
import { quietWords } from './quiet-words.ts';
import type { ReplyView } from './reply-words.ts';
import type { ActiveRule } from './rule.ts';

export interface SendOnceDeps {
  readonly outbox: Pick<Outbox, 'settleSent'>;
  readonly notifier: Pick<Notifier, 'post'>;
  readonly renderReply: (reply: ReplyView) => Notice;
  readonly renderDigest: (digest: Digest) => Notice;
  /** Whose quiet hours a line names. */
  readonly rules: readonly ActiveRule[];
  readonly clock: Clock;
}

export type LoneClaim = DigestClaim | QuietClaim;

/** What can't be made won't be made by trying again. */
function noticeOf(deps: SendOnceDeps, claim: LoneClaim): Notice {
  try {
    return claim.kind === 'digest'
      ? deps.renderDigest(claim.digest)
      : deps.renderReply({ icon: '🔔', words: quietWords(claim, deps.rules), mentioned: [] });
  } catch (thrown) {
    throw new DeliveryError('refused', 'The message could not be made.', { cause: thrown });
  }
}

/** Posts what stands by itself and is never changed; `failed` settles what could not be sent. */
export async function sendOnce<T>(
  deps: SendOnceDeps,
  claim: LoneClaim,
  failed: (thrown: unknown) => Promise<T>,
): Promise<'posted' | T> {
  const { notifier, outbox, clock } = deps;
  try {
    const isIdle = claim.kind === 'quiet-end' && claim.cases === 0;
    const { activityId } = isIdle
      ? { activityId: '' }
      : await notifier.post(claim.target, noticeOf(deps, claim));
    const at = clock.now();
    await outbox.settleSent(claim, { activityId, at, nextUpdateAt: at });
    return 'posted';
  } catch (thrown) {
    // Only a message that was there can be lost.
    const isLost = thrown instanceof DeliveryError && thrown.kind === 'lost';
    return failed(isLost ? new DeliveryError('refused', thrown.message, thrown) : thrown);
  }
}
