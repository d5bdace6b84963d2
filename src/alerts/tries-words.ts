import { shortIp } from '../domain/ip-address.ts';
import type { Evidence } from '../ports/observations.ts';

const mostNamed = 4;
const minuteMs = 60_000;

/** Addresses in the order in which they came up. */
export function addressesOf(evidence: readonly Evidence[]): string[] {
  return [...new Set(evidence.flatMap(({ ip }) => (ip === undefined ? [] : shortIp(ip))))];
}

/** `203.0.113.7, 198.51.100.4 and 3 more`; 'an unknown address' without one. */
export function addressWords(evidence: readonly Evidence[]): string {
  const all = addressesOf(evidence);
  if (all.length === 0) return 'an unknown address';
  const named = all.slice(0, mostNamed).join(', ');
  return all.length > mostNamed ? `${named} and ${all.length - mostNamed} more` : named;
}

/** `12 min`, `less than a minute`, `3 h`: from the first to the last. */
export function lastedWords(oldestFirst: readonly Evidence[]): string {
  const [first, last] = [oldestFirst[0], oldestFirst.at(-1)];
  const ms = first === undefined || last === undefined ? 0 : +last.at - +first.at;
  if (ms < minuteMs) return 'less than a minute';
  const minutes = Math.round(ms / minuteMs);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
