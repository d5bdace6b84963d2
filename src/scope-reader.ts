import { AppError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { ScopeMembers, ScopeUnit } from './ports/scope-members.ts';
import type { Account, Sight } from './ports/sights.ts';
import { siteNameOf } from './ports/sights.ts';

interface Parts {
  readonly members: ScopeMembers;
  readonly clock: Clock;
  /** How long an answer holds. Who left a unit must be out of sight within 300 s, so stay below that. */
  readonly ttlMs?: number;
}

/** People of some units, as last read. */
export interface ReadScope extends NonNullable<Sight['scope']> {
  /** Differs when somebody came or went. */
  readonly revision: string;
}

export type ScopeReader = (ids: readonly string[], signal?: AbortSignal) => Promise<ReadScope>;

interface Known {
  readonly names: ReadonlySet<string>;
  readonly title: string;
  readonly readAt: number;
  /** Another one for other people. */
  readonly version: number;
}

const areSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((name) => other.has(name));

/** A setting may name more than this; what was asked for longest ago is then read anew. */
const mostUnits = 50;

const namesOf = ({ members }: ScopeUnit): ReadonlySet<string> =>
  new Set(
    members.flatMap(({ id, userPrincipalName }) => [
      id.toLowerCase(),
      ...(userPrincipalName
        ? [userPrincipalName.toLowerCase(), `/${siteNameOf({ userPrincipalName })}`]
        : []),
    ]),
  );

/** Reads who is in administrative units and groups, remembered for four minutes. Rejects when one can't be read. */
export function createScopeReader({ members, clock, ttlMs = 240_000 }: Parts): ScopeReader {
  const known = new Map<string, Known>();
  let versions = 0;

  async function read(id: string, signal?: AbortSignal): Promise<Known> {
    const asked = clock.now().getTime();
    const before = known.get(id);
    if (before && asked - before.readAt < ttlMs) return before;
    const unit = await members.unit(id, signal);
    if (unit === undefined) {
      throw new AppError('out-of-scope', `No administrative unit or group has the id ${id}.`, {
        hint: 'Whoever runs this bot names existing ones in ACCESS_SCOPES.',
      });
    }
    const names = namesOf(unit);
    const version = before && areSame(before.names, names) ? before.version : versions++;
    const fresh = { names, title: unit.name, readAt: asked, version };
    known.delete(id);
    const [oldest] = known.keys();
    if (known.size >= mostUnits && oldest !== undefined) known.delete(oldest);
    known.set(id, fresh);
    return fresh;
  }

  return async (ids, signal) => {
    const units = await Promise.all(ids.map((id) => read(id, signal)));
    const isIn = (name: string | undefined) =>
      name !== undefined && units.some(({ names }) => names.has(name.toLowerCase()));
    return {
      names: units.map(({ title }) => title).join(', '),
      revision: ids.map((id, place) => `${id}@${units[place]?.version}`).join('+'),
      has: ({ id, userPrincipalName, siteName }: Account) =>
        isIn(id) || isIn(userPrincipalName) || isIn(siteName && `/${siteName}`),
    };
  };
}
