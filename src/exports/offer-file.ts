import { AppError } from '../errors.ts';
import type { FileMessages } from '../ports/file-messages.ts';
import { DeliveryError } from '../ports/notifier.ts';
import type { Job } from './job.ts';
import type { Spooled } from './spool-rows.ts';
import { shownCount, truncation } from './view.ts';

interface OfferMeans {
  readonly files: Pick<FileMessages, 'offer'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

const maxTries = 4;
const firstWaitMs = 2_000;
const maxWaitMs = 30_000;

const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What the question whether she takes the file says of it. */
function describe({ order }: Job, spooled: Spooled): string {
  const head = `${order.about}, as of ${minute(order.asOf)}: ${shownCount(spooled.rows)}.`;
  return [head, truncation(spooled)].filter((part) => part !== '').join(' ');
}

function notOffered(cause: unknown): AppError {
  const reason = cause instanceof DeliveryError ? cause.message : '';
  return new AppError('unavailable', 'The rows were read, but the file could not be offered.', {
    hint: `Open a chat with the bot and ask there, then type “export”. ${reason}`.trim(),
    cause,
  });
}

/** Asks in her own chat whether she takes the file; waits where Teams asks to. Throws `AppError`. */
export async function offerFile(job: Job, spooled: Spooled, { files, sleep }: OfferMeans) {
  const target = job.order.personal;
  const offer = {
    name: job.order.fileName,
    bytes: spooled.bytes,
    description: describe(job, spooled),
    exportId: job.id,
  };
  for (let tries = 1; ; tries += 1) {
    try {
      return { target, ...(await files.offer(target, offer)) };
    } catch (thrown) {
      const retry = thrown instanceof DeliveryError && thrown.kind === 'retry' ? thrown : undefined;
      if (retry === undefined || tries === maxTries) throw notOffered(thrown);
      const asked = retry.retryAfterSeconds;
      const wait = asked === undefined ? firstWaitMs * 2 ** (tries - 1) : asked * 1000;
      await sleep(Math.min(wait, maxWaitMs), job.control.signal);
    }
  }
}
