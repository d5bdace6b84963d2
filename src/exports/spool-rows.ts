import type { SpoolWriter } from '../ports/export-spool.ts';
import { byteOrderMark, csvRecord } from './csv.ts';
import type { ExportOrder } from './order.ts';

/** What was written; the file is closed. */
export interface Spooled {
  readonly rows: number;
  readonly bytes: number;
  readonly truncated: boolean;
}

interface Progress {
  readonly signal: AbortSignal;
  /** After each page. */
  readonly onRows: (rows: number) => Promise<void>;
}

/**
 * The work's value, or a rejection as soon as the signal fires, also where the work does not heed it.
 * A race against one promise for the whole export would keep every page that ever won it.
 */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  work.then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}

/** Writes rows as CSV while they are read, one page in memory at a time; stops at the cap. */
export async function spoolRows(
  order: Pick<ExportOrder, 'columns' | 'pages' | 'mostRows'>,
  writer: SpoolWriter,
  { signal, onRows }: Progress,
): Promise<Spooled> {
  const pages = order.pages[Symbol.asyncIterator]();
  let rows = 0;
  let truncated = false;
  try {
    await writer.write(byteOrderMark + csvRecord(order.columns));
    while (!truncated) {
      const { done, value: page = [] } = await unlessAborted(pages.next(), signal);
      if (done) break;
      const room = page.slice(0, order.mostRows - rows);
      // The cap is reached and yet something comes: there was more.
      truncated = room.length < page.length;
      if (room.length > 0) await writer.write(room.map(csvRecord).join(''));
      rows += room.length;
      signal.throwIfAborted();
      await onRows(rows);
    }
    return { rows, truncated, bytes: await writer.close() };
  } catch (thrown) {
    await writer.close().catch(() => undefined);
    throw thrown;
  } finally {
    // Not waited for: where the reading hangs, ending it would hang as well.
    pages.return?.()?.catch(() => undefined);
  }
}
