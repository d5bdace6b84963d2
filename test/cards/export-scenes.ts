import type { Render } from '../../src/cards/render.ts';
import type { ExportState } from '../../src/exports/state.ts';
import { exportView } from '../../src/exports/view.ts';
import { noon } from '../builders.ts';
import { channel } from '../commands/world.ts';

const written = { rows: 50_000, bytes: 12_345_678, truncated: true, until: noon };
const states: readonly ExportState[] = [
  { kind: 'reading', rows: 0 },
  { kind: 'reading', rows: 12_000 },
  { kind: 'offered', ...written },
  { kind: 'sending', ...written },
  { kind: 'delivered', ...written, rows: 1, bytes: 90, truncated: false },
  { kind: 'cancelled' },
  { kind: 'declined' },
  { kind: 'expired' },
  { kind: 'replaced' },
  { kind: 'stopped' },
  { kind: 'refused' },
  { kind: 'failed', sentence: 'Graph is busy.', hint: 'Try again in a minute.' },
];

/** An export in everything that may become of it. */
export function playExports(render: Render): void {
  const order = {
    about: 'Sign-ins of Alice Example, last 7 days',
    fileName: 'signins-alice-example-20261122-1205z.csv',
    line: 'signins for a11ce000-0000-4000-8000-000000000001 last 7d',
    mostRows: 50_000,
    conversation: channel,
  };
  const chat = { ...channel, kind: 'personal' } as const;
  for (const state of states) render('export', exportView('export-1', order, state));
  const offered: ExportState = { kind: 'offered', ...written };
  render('export', exportView('export-1', { ...order, conversation: chat }, offered));
  const note = 'Only Alice Example, who asked for it, can cancel this export.';
  render('export', exportView('export-1', order, { kind: 'reading', rows: 1_000 }, note));
}
