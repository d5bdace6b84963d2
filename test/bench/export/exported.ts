/** What an export is asked for. */
export interface ExportOrder {
  /** Graph's root without version. */
  readonly endpoint: string;
  readonly rows: number;
  /** Where the file is written. */
  readonly folder: string;
}

/** What an export cost its process. */
export interface Exported {
  readonly fileMb: number;
  /** Most memory in use between two pages, after everything unused was collected. */
  readonly keptMb: number;
  /** Highest resident memory of the whole process, Node itself included. */
  readonly peakMb: number;
}
