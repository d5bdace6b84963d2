import { isRoleWithoutPolicies, rolesThatSeePolicies } from './policy-roles.ts';

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
  /** Who may look up, but only people of some units or groups; several that somebody holds add up. */
  readonly scopes?: readonly ReaderScope[];
}

/** Whoever holds `holder` may look up people of these administrative units and groups, by object id. */
export interface ReaderScope {
  readonly holder: string;
  readonly within: readonly string[];
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

/** What somebody may do and see, and what gives it to her. */
export interface Holdings {
  readonly level: Level;
  /** Of what she holds, the ids that give her a level at all. */
  readonly by: readonly string[];
  /** Roles that do not let her see conditional access data, where nothing else does; absent: she sees it. */
  readonly blindRoles?: readonly string[];
  /** Units and groups whose people alone she may look up; absent: everybody. */
  readonly within?: readonly string[];
}

const lower = (id: string) => id.trim().toLowerCase();

/** All ids that say anything about somebody, scopes and roles that show conditional access data included. */
export function idsThatCount(rules: AccessRules): string[] {
  const { readers, operators, admins, scopes = [] } = rules;
  const named = [...readers, ...operators, ...admins, ...scopes.map(({ holder }) => holder)];
  const isBlind = named.some((id) => isRoleWithoutPolicies(lower(id)));
  return [...new Set([...named, ...(isBlind ? rolesThatSeePolicies : [])].map(lower))];
}

/** Reads what somebody holds; `held` may hold anything of `idsThatCount`. */
export function holdingsOf(
  held: ReadonlySet<string>,
  userId: string,
  rules: AccessRules,
): Holdings {
  const { readers, operators, admins, scopes = [] } = rules;
  const holders = new Set(scopes.map(({ holder }) => lower(holder)));
  const all = { readers: [...readers, ...holders], operators, admins };
  const hers = new Set([...held, userId].map(lower));
  const level = levelOf(held, userId, all);
  const giving = [...all.readers, ...operators, ...admins].map(lower);
  const by = [...new Set(giving)].filter((id) => id !== '' && hers.has(id));
  const isScoped = level === 'reader' && by.every((id) => holders.has(id));
  // What is limited to a few people shows nothing of the others.
  const counting = isScoped ? by : by.filter((id) => !holders.has(id));
  const seesPolicies =
    counting.some((id) => !isRoleWithoutPolicies(id)) ||
    rolesThatSeePolicies.some((id) => hers.has(id));
  const within = scopes
    .filter(({ holder }) => hers.has(lower(holder)))
    .flatMap((one) => one.within);
  return {
    level,
    by,
    ...(level !== 'none' && !seesPolicies && { blindRoles: counting }),
    ...(isScoped && { within: [...new Set(within.map(lower))] }),
  };
}
