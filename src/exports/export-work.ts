import { toAppError } from '../errors.ts';
import type { FilePlace } from '../ports/chat.ts';
import type { ExportSpool } from '../ports/export-spool.ts';
import type { FileUpload } from '../ports/file-upload.ts';
import { type CardMeans, endJob, type Job, showState } from './job.ts';
import { offerFile } from './offer-file.ts';
import { spoolRows } from './spool-rows.ts';
import { type ExportState, isOver } from './state.ts';

export interface WorkParts extends CardMeans {
  readonly spool: ExportSpool;
  readonly upload: FileUpload;
  /** Resolves after so long; rejects when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** How long a file waits to be taken. */
  readonly keepMs: number;
}

const editEveryMs = 3_000;
/** The card of an export is looked for so long before its file is offered below it. */
const placedWithinMs = 5_000;

/** What one export does: read into the spool and offer, send, end. None of it rejects. */
export function createExportWork(parts: WorkParts) {
  const { spool, upload, channel, clock, log, sleep } = parts;
  const show = (job: Job) => showState(job, parts);

  async function drop(job: Job): Promise<void> {
    await spool.remove(job.id).catch((err) => log.warn({ err }, 'an export was not removed'));
  }

  /** Ends it, whatever it does: no reading, no sending, no file, and its cards say so. */
  async function finish(job: Job, state: ExportState): Promise<void> {
    if (!endJob(job, state)) return;
    job.control.abort(new Error(`the export was ${state.kind}`));
    await drop(job);
    await show(job);
  }

  function failure(thrown: unknown): ExportState {
    const error = toAppError(thrown);
    log.warn({ err: error, cause: error.cause }, 'an export failed');
    return { kind: 'failed', sentence: error.message, hint: error.hint ?? '' };
  }

  async function untilPlaced(isPlaced: Promise<void>, signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    const late = sleep(placedWithinMs, AbortSignal.any([signal, enough.signal]));
    await Promise.race([isPlaced, late]).catch(() => undefined);
    late.catch(() => undefined);
    enough.abort();
    signal.throwIfAborted();
  }

  async function readAndOffer(job: Job, isPlaced: Promise<void>): Promise<void> {
    const { signal } = job.control;
    const written = await spoolRows(job.order, await spool.open(job.id), {
      signal,
      async onRows(rows) {
        job.state = { kind: 'reading', rows };
        if (clock.now().getTime() - job.editedAt >= editEveryMs) await show(job);
      },
    });
    await untilPlaced(isPlaced, signal);
    job.offer = await offerFile(job, written, { files: channel().files, sleep });
    signal.throwIfAborted();
    const until = new Date(clock.now().getTime() + parts.keepMs);
    job.state = { kind: 'offered', ...written, until };
    await show(job);
  }

  /** It was ended while something was still being written or offered. */
  async function leaveNothing(job: Job): Promise<void> {
    await drop(job);
    if (job.offer === undefined) return;
    job.cards.push({ ...job.offer, shown: '' });
    job.offer = undefined;
    await show(job);
  }

  return {
    show,
    finish,

    async read(job: Job, isPlaced: Promise<void>): Promise<void> {
      try {
        await readAndOffer(job, isPlaced);
      } catch (thrown) {
        if (isOver(job.state)) await leaveNothing(job);
        else await finish(job, failure(thrown));
      }
    },

    async send(job: Job, place: FilePlace, bytes: number): Promise<void> {
      const read = (start: number, length: number) => spool.read(job.id, start, length);
      const { asker, line, personal } = job.order;
      try {
        await upload.send(place.uploadUrl, { bytes, read }, job.control.signal);
        if (job.state.kind !== 'sending') return;
        log.info({ asker: asker.id, line, rows: job.state.rows }, 'export delivered');
        await channel()
          .files.show(personal, place)
          .catch((err) => log.warn({ err }, 'the card of a delivered file was not sent'));
        if (job.state.kind === 'sending') await finish(job, { ...job.state, kind: 'delivered' });
      } catch (thrown) {
        if (!isOver(job.state)) await finish(job, failure(thrown));
      }
    },
  };
}
