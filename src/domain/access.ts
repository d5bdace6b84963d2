export const levels = ['none', 'reader', 'operator', 'admin'] as const;
/** What a person may do: look up, act on alerts, change settings. Each level includes those before it. */
export type Level = (typeof levels)[number];
export type NeededLevel = Exclude<Level, 'none'>;

export function mayDo(has: Level, needs: NeededLevel): boolean {
  return levels.indexOf(has) >= levels.indexOf(needs);
}

/** Ids (role template, group or user object ids, lower case) that give each level. */
export interface AccessRules {
  readonly readers: readonly string[];
  readonly operators: readonly string[];
  readonly admins: readonly string[];
}

/** The highest level that what a person holds, or her own object id, gives her; nothing held, nothing given. */
export function levelOf(held: ReadonlySet<string>, userId: string, rules: AccessRules): Level {
  const hers = new Set([...held, userId].map((id) => id.trim().toLowerCase()));
  const gives = (ids: readonly string[]) =>
    ids.some((id) => id.trim() !== '' && hers.has(id.trim().toLowerCase()));
  if (gives(rules.admins)) return 'admin';
  if (gives(rules.operators)) return 'operator';
  return gives(rules.readers) ? 'reader' : 'none';
}
