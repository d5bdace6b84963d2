const timeKeys = new Set(['askedAt', 'startedAt', 'setAt', 'endedAt', 'dueAt', 'shownAt']);

/** What `JSON.stringify` wrote of a scan, a change or a follower. */
export function readJson<T>(json: string): T {
  return JSON.parse(json, (key: string, value: unknown) =>
    timeKeys.has(key) && typeof value === 'string' ? new Date(value) : value,
  ) as T;
}
