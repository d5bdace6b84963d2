/** “22 Nov, 14:05” on a clock in the zone (a known IANA name): for lists whose times no client formats. */
export function shortTime(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
