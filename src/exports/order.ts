import type { NeededLevel } from '../domain/access.ts';
import type { Asker, Conversation } from '../ports/chat.ts';
import type { Target } from '../ports/notifier.ts';

/** What is to be exported, for whom and to where. */
export interface ExportOrder {
  readonly asker: Asker;
  readonly conversation: Conversation;
  /** Her own chat with the bot: the only place where Teams takes files from bots. */
  readonly personal: Target;
  /** The question as a line that asks the same again. */
  readonly line: string;
  /** The question in words. */
  readonly about: string;
  /** The rows are as of then. */
  readonly asOf: Date;
  /** What it takes to see these rows, looked at again when the file is taken. */
  readonly needs: NeededLevel | 'anyone';
  /** Why the file is no longer hers to take, though she has the level; undefined: it is. */
  stillMay?(signal: AbortSignal): Promise<string | undefined>;
  readonly mostRows: number;
  readonly fileName: string;
  readonly columns: readonly string[];
  /** Page by page, read while they are asked for. */
  readonly pages: AsyncIterable<readonly (readonly string[])[]>;
}

/** More rows than this go into no file; beyond it a shorter range is the better question. */
export const mostRows = 50_000;

/** Takes only what every file system and OneDrive take: `signins-alice-20261122-1405z.csv`. */
export function fileNameOf(name: string, asOf: Date): string {
  const safe = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  const time = asOf.toISOString().slice(0, 16).replaceAll('-', '').replace('T', '-');
  return `${safe || 'export'}-${time.replace(':', '')}z.csv`;
}
