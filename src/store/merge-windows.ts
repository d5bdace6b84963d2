/** A span of a source's time, in milliseconds since 1970. */
export interface StoredWindow {
  readonly from_at: number;
  readonly to_at: number;
}

/** The same times in as few windows as can be, oldest first; windows that touch become one. */
export function mergeWindows(windows: readonly StoredWindow[]): StoredWindow[] {
  const merged: StoredWindow[] = [];
  for (const { from_at, to_at } of windows.toSorted((a, b) => a.from_at - b.from_at)) {
    const last = merged.at(-1);
    if (last === undefined || from_at > last.to_at) merged.push({ from_at, to_at });
    else merged.splice(-1, 1, { ...last, to_at: Math.max(last.to_at, to_at) });
  }
  return merged;
}
