import { randomUUID } from 'node:crypto';
import { toPlainText } from './cards/plain-text.ts';
import type { Render } from './cards/render.ts';
import type { Config } from './config.ts';
import { createExports } from './exports/create-exports.ts';
import { openFiles } from './files/open-files.ts';
import { sleep } from './ops/sleep.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';

/** How long a file waits to be taken. */
const keepMs = 60 * 60_000;

interface Parts extends Pick<Parameters<typeof createExports>[0], 'channel'> {
  readonly config: Pick<Config, 'bot' | 'exports'>;
  readonly render: Render;
  readonly clock: Clock;
  readonly log: Log;
}

/** Exports into the spool folder, offered by the cards of this bot. */
export function openExports({ config, render, channel, clock, log }: Parts) {
  const { folder, uploadHosts: hosts } = config.exports;
  return createExports({
    ...openFiles({ folder, hosts, loopback: config.bot.anonymous, keepMs, clock, sleep }),
    channel,
    renderExport(view) {
      const card = render('export', view);
      return { card, text: toPlainText(card) };
    },
    newId: randomUUID,
    keepMs,
    clock,
    log,
    sleep,
  });
}
