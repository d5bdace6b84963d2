import type { Access } from './access.ts';
import type { Holdings } from './domain/access.ts';
import { rolesThatSeePolicies } from './domain/policy-roles.ts';
import { roleName } from './domain/role-templates.ts';
import { AppError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';
import type { LookNotices } from './ports/look-notices.ts';
import type { ProtectedPerson, Sight, Sights } from './ports/sights.ts';
import { isCalled, type Subscriptions } from './ports/subscriptions.ts';
import type { ProtectedPeople } from './protected-people.ts';
import type { ScopeReader } from './scope-reader.ts';

interface Parts {
  readonly tenantId: string;
  readonly access: Pick<Access, 'holdingsOf'>;
  readonly readScope: ScopeReader;
  readonly people: ProtectedPeople;
  readonly notices: Pick<LookNotices, 'add'>;
  readonly subscriptions: Pick<Subscriptions, 'list'>;
  readonly directory: Pick<Directory, 'names' | 'person'>;
  /** Name or id of the conversation that is told of look-ups of protected people. */
  readonly notify: string;
  readonly clock: Clock;
}

/** A reason given once holds for so long: tabs, pages and other questions about the same person. */
const reasonHoldsMs = 30 * 60_000;
const mostReasons = 1_000;
const hourMs = 60 * 60_000;

const namesOf = (ids: readonly string[]) =>
  [...new Set(ids.map((id) => roleName(id) ?? id))].join(', ');

function withheldFrom({ blindRoles }: Pick<Holdings, 'blindRoles'>): string | undefined {
  if (blindRoles === undefined) return undefined;
  const showing = namesOf(
    rolesThatSeePolicies.filter((id) => /Reader$/.test(roleName(id) ?? '')).toReversed(),
  ).replace(', ', ' or ');
  return `Not shown to your role: ${namesOf(blindRoles)}; ${showing} would show conditional access data.`;
}

/** What each asker may see of the tenant, by what she holds at this moment. */
export function createSights(parts: Parts): Sights {
  const { access, people, notices, subscriptions, tenantId, notify, clock } = parts;
  const reasons = new Map<string, { readonly reason: string; readonly until: number }>();
  const everything: Holdings = { level: 'admin', by: [] };

  const holdings = async (id: string, signal: AbortSignal) =>
    (await access.holdingsOf?.(id, signal)) ?? everything;

  function remember(key: string, reason: string): void {
    reasons.delete(key);
    const [oldest] = reasons.keys();
    if (reasons.size >= mostReasons && oldest !== undefined) reasons.delete(oldest);
    reasons.set(key, { reason, until: clock.now().getTime() + reasonHoldsMs });
  }

  /** The conversation to be told; without one nobody would hear of the look-up. */
  async function placeToTell(): Promise<string> {
    const all = await subscriptions.list(tenantId);
    const place = all.find((one) => one.dead === undefined && isCalled(one, notify));
    if (place) return place.target.conversationId;
    throw new AppError(
      'not-allowed',
      'Each look at a protected person is told in a channel that is not known here, so nothing is shown.',
      {
        hint: `Whoever runs this bot set PROTECTED_NOTIFY=${notify}: type “alerts here” in the channel of that name.`,
      },
    );
  }

  return {
    async of(asker, signal) {
      const held = await holdings(asker.id, signal);
      await people.refresh(signal);
      const scope = held.within && (await parts.readScope(held.within, signal));
      const policiesWithheld = withheldFrom(held);
      const self = asker.id.toLowerCase();
      const keyOf = (person: ProtectedPerson) => `${self} ${person.key}`;
      const reasonFor = (person: ProtectedPerson) => {
        const given = reasons.get(keyOf(person));
        return given && given.until > clock.now().getTime() ? given.reason : undefined;
      };
      const sight: Sight = {
        key: [
          policiesWithheld ?? '',
          scope?.revision ?? '',
          people.revision(),
          people.find({ id: self }) ? self : '',
        ].join('|'),
        ...(policiesWithheld !== undefined && { policiesWithheld }),
        ...(scope && { scope }),
        protectsSomebody: people.any,
        protectedOf(account) {
          const person = people.find(account);
          return person?.key === self ? undefined : person;
        },
        reasonFor,
        async open(person, reason) {
          const at = clock.now();
          const hour = new Date(Math.floor(at.getTime() / hourMs) * hourMs).toISOString();
          await notices.add(tenantId, {
            id: [self, person.key, hour, reason].join(' '),
            at,
            asker: { id: asker.id, name: asker.name },
            person: { id: person.key, name: person.name },
            reason,
            conversationId: await placeToTell(),
          });
          if (reasonFor(person) !== reason) remember(keyOf(person), reason);
        },
      };
      return sight;
    },

    async describe(askerId, signal) {
      const { by, within, blindRoles } = await holdings(askerId, signal);
      const others = by.filter((id) => roleName(id) === undefined && id !== askerId.toLowerCase());
      const names = others.length === 0 ? new Map() : await parts.directory.names(others, signal);
      const name = (id: string): string =>
        id === askerId.toLowerCase()
          ? 'you by your object id'
          : (roleName(id) ?? names.get(id) ?? id);
      const policiesWithheld = withheldFrom({ blindRoles });
      const person = await parts.directory.person(askerId, signal);
      return {
        isGuest: person?.guest === true,
        by: by.map(name),
        ...(within && { scope: (await parts.readScope(within, signal)).names }),
        ...(policiesWithheld !== undefined && { policiesWithheld }),
      };
    },
  };
}
