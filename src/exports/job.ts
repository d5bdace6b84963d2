import type { Clock } from '../ports/clock.ts';
import type { FileMessages } from '../ports/file-messages.ts';
import type { Log } from '../ports/log.ts';
import { DeliveryError, type Notice, type Notifier, type Target } from '../ports/notifier.ts';
import type { ExportOrder } from './order.ts';
import { type ExportState, isOver } from './state.ts';
import { type ExportView, exportView } from './view.ts';

/** What the cards of exports are edited with. */
export interface CardMeans {
  /** Asked for when something is sent: exports exist before the bot does. */
  readonly channel: () => {
    readonly notifier: Pick<Notifier, 'update'>;
    readonly files: FileMessages;
  };
  readonly renderExport: (view: ExportView) => Notice;
  readonly clock: Clock;
  readonly log: Log;
}

/** One export: what is known of it, and the cards that show it. */
export interface Job {
  readonly id: string;
  readonly order: ExportOrder;
  readonly control: AbortController;
  state: ExportState;
  /** Teams' question whether she takes the file, until it is answered. */
  offer?: { readonly target: Target; readonly activityId: string };
  /** Cards that show the state, the first where it was asked for. */
  readonly cards: { readonly target: Target; readonly activityId: string; shown: string }[];
  editedAt: number;
  editing: Promise<void>;
  /** Ends when nothing runs any more; never rejects. */
  work: Promise<void>;
}

export const viewOf = (job: Job, note?: string): ExportView =>
  exportView(job.id, job.order, job.state, note);

/** Brings every card of the export up to its state, one edit after the other. Never rejects. */
export function showState(job: Job, means: CardMeans): Promise<void> {
  const edit = async () => {
    const shown = JSON.stringify(viewOf(job));
    job.editedAt = means.clock.now().getTime();
    for (const card of job.cards.filter((one) => one.shown !== shown)) {
      try {
        const notice = means.renderExport(viewOf(job));
        await means.channel().notifier.update(card.target, card.activityId, notice);
        card.shown = shown;
      } catch (err) {
        const kind = err instanceof DeliveryError ? err.kind : undefined;
        if (kind !== 'retry') card.shown = shown;
        means.log.debug({ err, export: job.id }, 'the card of an export was not edited');
      }
    }
  };
  job.editing = job.editing.then(edit, edit);
  return job.editing;
}

/** The state it ends in, once and for all; false when it had ended before. */
export function endJob(job: Job, state: ExportState): boolean {
  if (isOver(job.state)) return false;
  job.state = state;
  if (job.offer && state.kind !== 'delivered') {
    // The unanswered question becomes a card that says why there is nothing to accept any more.
    job.cards.push({ ...job.offer, shown: '' });
  }
  job.offer = undefined;
  return true;
}
