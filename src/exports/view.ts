import type { ExportOrder } from './order.ts';
import type { ExportState, Written } from './state.ts';

/** What the card of an export shows. */
export interface ExportView {
  readonly icon: string;
  readonly title: string;
  readonly about: string;
  readonly lines: readonly { readonly text: string }[];
  /** ISO; empty: the file waits for nobody. */
  readonly untilAt: string;
  readonly note: string;
  /** Empty: there is nothing to cancel. */
  readonly cancelAsk: string;
  /** Empty: there is no reason to ask again. */
  readonly againAsk: string;
}

type Order = Pick<ExportOrder, 'about' | 'fileName' | 'line' | 'mostRows' | 'conversation'>;
type Said = Pick<ExportView, 'icon' | 'title'> & { readonly lines: readonly string[] };

const number = new Intl.NumberFormat('en');

export const shownCount = (rows: number) => `${number.format(rows)} ${rows === 1 ? 'row' : 'rows'}`;

export function shownBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Says plainly when a file does not hold everything. */
export function truncation({ rows, truncated }: Pick<Written, 'rows' | 'truncated'>): string {
  return truncated
    ? `There is more: the file holds the first ${shownCount(rows)}. For the rest ask for a shorter range.`
    : '';
}

const over: Readonly<Record<string, Said>> = {
  cancelled: { icon: '✖', title: 'Export cancelled', lines: ['What was read is deleted.'] },
  declined: { icon: '✖', title: 'File declined', lines: ['It is deleted from the bot.'] },
  expired: {
    icon: '⌛',
    title: 'Nobody took the file in time',
    lines: ['It is deleted from the bot.'],
  },
  replaced: {
    icon: '✖',
    title: 'A newer export took its place',
    lines: ['This file is deleted from the bot; the newer one is offered in a card of its own.'],
  },
  stopped: {
    icon: '⚠️',
    title: 'Stopped because the bot restarted',
    lines: ['What was read is deleted. Ask again, then type “export”.'],
  },
  refused: {
    icon: '🔒',
    title: 'Not for you any more',
    lines: ['Your role no longer lets you see these rows, so the file is deleted from the bot.'],
  },
};

function said(order: Order, state: ExportState): Said {
  switch (state.kind) {
    case 'reading':
      return {
        icon: '⏳',
        title: state.rows === 0 ? 'Exporting …' : `Exporting … ${shownCount(state.rows)} so far`,
        lines: [
          `Up to ${shownCount(order.mostRows)}; Microsoft Graph hands them out slowly, so this may take minutes.`,
        ],
      };
    case 'offered':
      return {
        icon: '📄',
        title: `${shownCount(state.rows)} ready, ${shownBytes(state.bytes)}`,
        lines: [
          order.conversation.kind === 'personal'
            ? `Accept ${order.fileName} in the next message: it goes into your OneDrive.`
            : 'Teams takes files from bots in personal chats alone: the file waits in the asker’s own chat with me.',
          truncation(state),
        ],
      };
    case 'sending':
      return {
        icon: '⏳',
        title: `Putting ${shownBytes(state.bytes)} into OneDrive …`,
        lines: [order.fileName],
      };
    case 'delivered':
      return {
        icon: '✅',
        title: `${shownCount(state.rows)} delivered`,
        lines: [`${order.fileName} is in the asker’s OneDrive.`, truncation(state)],
      };
    case 'failed':
      return { icon: '⚠️', title: 'Export failed', lines: [state.sentence, state.hint] };
    default:
      return over[state.kind] ?? { icon: '✖', title: 'Export ended', lines: [] };
  }
}

const worthAskingAgain: readonly ExportState['kind'][] = [
  'cancelled',
  'expired',
  'stopped',
  'failed',
];

/** The card of an export in this state; `note` is for whoever pressed something that was not hers. */
export function exportView(id: string, order: Order, state: ExportState, note = ''): ExportView {
  const { lines, ...head } = said(order, state);
  return {
    ...head,
    about: order.about,
    lines: lines.filter((text) => text !== '').map((text) => ({ text })),
    untilAt: state.kind === 'offered' ? `${state.until.toISOString().slice(0, 19)}Z` : '',
    note,
    cancelAsk: state.kind === 'reading' ? `export cancel ${id}` : '',
    againAsk: worthAskingAgain.includes(state.kind) ? order.line : '',
  };
}
