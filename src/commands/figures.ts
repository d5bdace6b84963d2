export const inFigures = (count: number) => count.toLocaleString('en');

/** “1 record”, “3,000 records”. */
export function many(number: number, one: string, several = `${one}s`): string {
  return `${inFigures(number)} ${number === 1 ? one : several}`;
}

const minuteMs = 60_000;

/** A span in the largest unit that says enough: “40 seconds”, “4 minutes”, “3 hours”, “2 days”. */
export function spanWords(ms: number): string {
  if (ms < minuteMs) return many(Math.max(0, Math.round(ms / 1000)), 'second');
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 120) return many(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? many(hours, 'hour') : many(Math.round(hours / 24), 'day');
}
