import type { JsonObject } from '../json.ts';

/** An entry of the unified audit log: the raw record in PascalCase and when it may be found. */
export interface ActivityRow {
  readonly seq: number;
  readonly id: string;
  readonly atMs: number;
  /** The earliest time at which it could be found; see `shownAtMs`. */
  readonly visibleAtMs: number;
  /** When a search first finds it, where that was said; else the log's lag decides. */
  readonly shownAtMs: number | undefined;
  /** From 0 to 1: where in the log's lag this record lies. */
  readonly lagShare: number;
  readonly raw: JsonObject;
}

/** A service with a permission of its own, or anything else. */
export type ActivityService =
  | 'Exchange'
  | 'SharePoint'
  | 'OneDrive'
  | 'Entra'
  | 'CRM'
  | 'Endpoint'
  | 'other';

const services: Readonly<Record<string, ActivityService>> = {
  Exchange: 'Exchange',
  SharePoint: 'SharePoint',
  OneDrive: 'OneDrive',
  AzureActiveDirectory: 'Entra',
  CRM: 'CRM',
  Endpoint: 'Endpoint',
};

/** Which of the narrow permissions opens a record. */
export function serviceOf(row: ActivityRow): ActivityService {
  return services[String(row.raw.Workload)] ?? 'other';
}
