import { toPlainText } from '../../src/cards/plain-text.ts';
import type { Render } from '../../src/cards/render.ts';
import { createExports } from '../../src/exports/create-exports.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { FileUpload } from '../../src/ports/file-upload.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { createFakeExportChannel } from './export-channel.ts';
import { createFakeExportSpool } from './export-spool.ts';

interface Given {
  readonly clock: Clock;
  readonly render: Render;
  readonly offered?: boolean;
}

/** Exports over a channel, a spool and a OneDrive in memory. */
export function createFakeExports({ clock, render, offered = true }: Given) {
  const channel = createFakeExportChannel();
  const spool = createFakeExportSpool();
  const sent: { readonly url: string; readonly text: string }[] = [];
  const failure: { error?: Error } = {};
  const log = recordingLog();
  const upload: FileUpload = {
    offered,
    async send(url, source) {
      if (failure.error) throw failure.error;
      const bytes = await source.read(0, source.bytes);
      sent.push({ url, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) });
    },
  };
  let lastId = 0;
  const exports = createExports({
    spool,
    upload,
    channel: () => channel,
    renderExport: (view) => {
      const card = render('export', view);
      return { card, text: toPlainText(card) };
    },
    newId: () => {
      lastId += 1;
      return `export-${lastId}`;
    },
    keepMs: 60 * 60_000,
    clock,
    log,
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  });
  return { exports, channel, spool, sent, failure, log };
}
