/** What became of an export. */
export type ExportState =
  | { readonly kind: 'reading'; readonly rows: number }
  | ({ readonly kind: 'offered' | 'sending' | 'delivered' } & Written)
  | { readonly kind: 'cancelled' | 'declined' | 'expired' | 'replaced' | 'stopped' | 'refused' }
  | { readonly kind: 'failed'; readonly sentence: string; readonly hint: string };

/** The file of an export, as it lies in the spool. */
export interface Written {
  readonly rows: number;
  readonly bytes: number;
  /** There were more rows than the file may hold. */
  readonly truncated: boolean;
  /** The file is kept until then. */
  readonly until: Date;
}

/** Whether anything of it is still to come. */
export function isOver({ kind }: ExportState): boolean {
  return kind !== 'reading' && kind !== 'offered' && kind !== 'sending';
}
