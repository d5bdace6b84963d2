import type { AccessRules, NeededLevel } from './domain/access.ts';
import { roleName } from './domain/role-templates.ts';

/** Names of the roles and groups that give a level. */
export function holdersOf(access: AccessRules): (level: NeededLevel) => string {
  const named = (ids: readonly string[]) => ids.map((id) => roleName(id) ?? id);
  const holders = {
    admin: named(access.admins),
    operator: named([...access.operators, ...access.admins]),
    reader: named([
      ...access.readers,
      ...(access.scopes ?? []).map(({ holder }) => holder),
      ...access.operators,
      ...access.admins,
    ]),
  };
  return (level) => [...new Set(holders[level])].join(', ');
}
