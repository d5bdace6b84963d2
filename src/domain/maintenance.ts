/** A time in which cards of some rules wait, as work is announced for it. */
export interface Maintenance {
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
}

/** When the work that goes on at `now` ends; undefined when there is none. */
export function maintenanceUntil(windows: readonly Maintenance[], now: Date): Date | undefined {
  const ends = windows.filter(({ from, to }) => from <= now && now < to).map(({ to }) => +to);
  return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}
