import type { TimeWindow } from '../domain/time-window.ts';

/** The service's own count of sign-ins, to hold what was read against. */
export interface SignInCounts {
  /**
   * Sign-in attempts that conditional access blocked from `from` until before `to`, both whole half hours;
   * undefined where the service does not say: no permission, no licence, not in this cloud. Other failures are `AppError`s.
   */
  blocked(window: TimeWindow, signal?: AbortSignal): Promise<number | undefined>;
}
