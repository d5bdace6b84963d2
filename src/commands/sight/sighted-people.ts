import type { Person } from '../../domain/person.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Risk } from '../../ports/risk.ts';
import type { Roles } from '../../ports/roles.ts';
import type { UserProfiles } from '../../ports/user-profiles.ts';
import type { Glance } from './glance.ts';

/** The directory as an asker may see it: names of protected people are no secret, what they did is. */
export function sightedDirectory(directory: Directory, glance: Glance, askerId: string): Directory {
  const { scope } = glance.sight;
  if (scope === undefined) return directory;
  const self = askerId.toLowerCase();
  const isShown = (person: Person) => {
    if (person.id.toLowerCase() === self || scope.has(person)) return true;
    glance.hidden.outside.add(person.id);
    return false;
  };
  return {
    ...directory,
    async person(idOrUpn, signal) {
      const person = await directory.person(idOrUpn, signal);
      if (person && !isShown(person)) await glance.admit(person);
      return person;
    },
    search: async (words, limit, signal) =>
      (await directory.search(words, limit, signal)).filter(isShown),
    nearest: async (words, limit, signal) =>
      (await directory.nearest(words, limit, signal)).filter((person) => scope.has(person)),
  };
}

/** Accounts as an asker may see them. */
export function sightedProfiles(profiles: UserProfiles, glance: Glance): UserProfiles {
  const { scope } = glance.sight;
  return {
    async profile(userId, signal) {
      await glance.admit({ id: userId });
      return profiles.profile(userId, signal);
    },
    async manager(userId, signal) {
      await glance.admit({ id: userId });
      const manager = await profiles.manager(userId, signal);
      return manager && scope && !scope.has(manager) ? undefined : manager;
    },
    async deleted(idOrWords, signal) {
      const found = await profiles.deleted(idOrWords, signal);
      return found.filter((one) => glance.shows(one.id, one));
    },
  };
}

export function sightedRisk(risk: Risk, glance: Glance): Risk {
  return {
    async ofUser(userId, signal, priority) {
      await glance.admit({ id: userId });
      return risk.ofUser(userId, signal, priority);
    },
  };
}

export function sightedRoles(roles: Roles, glance: Glance): Roles {
  return {
    async ofUser(userId, signal) {
      await glance.admit({ id: userId });
      return roles.ofUser(userId, signal);
    },
  };
}
