export const levels = ['none', 'reader', 'operator', 'admin'] as const;
/** What a person may do: look up, act on alerts, change settings. Each level includes those before it. */
export type Level = (typeof levels)[number];
export type NeededLevel = Exclude<Level, 'none'>;

export function mayDo(has: Level, needs: NeededLevel): boolean {
  return levels.indexOf(has) >= levels.indexOf(needs);
}
