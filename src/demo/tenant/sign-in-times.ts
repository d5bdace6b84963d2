import { mixNumbers } from './random.ts';

/** A whole second for about one row in three, as the beta samples show; else any millisecond. */
export function settleTime(atMs: number, seq: number): number {
  return seq % 3 === 0 ? Math.floor(atMs / 1000) * 1000 : Math.floor(atMs);
}

/** Seven fractional digits, the form of v1.0. */
export function withSevenDigits(atMs: number, seq: number): string {
  const text = new Date(atMs).toISOString();
  if (atMs % 1000 === 0) return text.replace('Z', '0000Z');
  const digits = String(mixNumbers(seq, 3, 3) % 10_000).padStart(4, '0');
  return text.replace('Z', `${digits}Z`);
}

/** The form of beta: whole seconds where the time is one, seven digits otherwise. */
export function asBetaTime(atMs: number, seq: number): string {
  if (atMs % 1000 === 0) return new Date(atMs).toISOString().replace('.000Z', 'Z');
  return withSevenDigits(atMs, seq);
}
