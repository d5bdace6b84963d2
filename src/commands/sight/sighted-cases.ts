import type { Case } from '../../domain/case.ts';
import { isSilenced } from '../../domain/case-transitions.ts';
import type { Cases } from '../../ports/cases.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Silencing } from '../../ports/silencing.ts';
import type { Glance } from './glance.ts';

/** So many open cases are looked through for those that may be shown. */
const mostRead = 500;
const aPolicy = 'a policy';

/** Who got in or was stopped, where and with what; which policy it was, and on what condition, is left out. */
export function withoutPolicy(open: Case): Case {
  const { policy } = open;
  if (policy === undefined) return { ...open, facts: undefined };
  const bare = (words: string) =>
    words.replaceAll(`“${policy.name}”`, aPolicy).replaceAll(policy.name, aPolicy);
  return {
    ...open,
    policy: { name: aPolicy },
    headline: bare(open.headline),
    why: '',
    nextStep: bare(open.nextStep),
    facts: undefined,
  };
}

/** Cases as an asker may see them; how many there are is counted over those alone. */
export function sightedCases(cases: Cases, glance: Glance, clock: Clock): Cases {
  const { policiesWithheld, scope } = glance.sight;

  function isShown(open: Case): boolean {
    if (open.spread !== undefined && scope !== undefined) {
      glance.hidden.outside.add(open.id);
      return false;
    }
    return glance.shows(open.id, open.user);
  }

  function shown(open: Case): Case {
    if (policiesWithheld === undefined) return open;
    glance.hidden.policies = true;
    return withoutPolicy(open);
  }

  return {
    async find(tenantId, id) {
      const found = await cases.find(tenantId, id);
      if (found === undefined) return undefined;
      await glance.admit(found.user);
      return shown(found);
    },
    async open(tenantId, limit) {
      const all = await cases.open(tenantId, Math.max(limit, mostRead));
      const mine = all.cases.filter(isShown);
      const now = clock.now();
      return {
        cases: mine.slice(0, limit).map(shown),
        total: mine.length,
        silenced: mine.filter((one) => isSilenced(one, now)).length,
      };
    },
    async openOfUser(tenantId, userId, limit) {
      await glance.admit({ id: userId });
      const { cases: some, total } = await cases.openOfUser(tenantId, userId, limit);
      return { cases: some.map(shown), total };
    },
    since: async (tenantId, from) => (await cases.since(tenantId, from)).filter(isShown).map(shown),
  };
}

/** Snoozes as an asker may see them: within a scope, those of its people. */
export function sightedSilencing(silencing: Silencing, glance: Glance): Silencing {
  const { scope } = glance.sight;
  if (scope === undefined) return silencing;
  return {
    ...silencing,
    current: async () =>
      (await silencing.current()).filter(({ id, matcher }) => glance.shows(id, matcher.user ?? {})),
  };
}
