import type { RehearsalDay } from '../domain/rehearsal-day.ts';

/** What report-only policies would have done, day by day, in the transaction that files it. */
export interface RehearsalDayWriter {
  /** Inserts or replaces. */
  saveRehearsalDays(days: readonly RehearsalDay[]): Promise<void>;
  /** From one day to another, both included, oldest first. */
  rehearsalDays(from: string, to: string): Promise<RehearsalDay[]>;
}
