import { type Holdings, holdingsOf } from '../../src/domain/access.ts';
import type { AppError } from '../../src/errors.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Directory } from '../../src/ports/directory.ts';
import type { GroupMember } from '../../src/ports/groups.ts';
import type { LookNotice } from '../../src/ports/look-notices.ts';
import type { Subscriptions } from '../../src/ports/subscriptions.ts';
import { createProtectedPeople } from '../../src/protected-people.ts';
import { createScopeReader } from '../../src/scope-reader.ts';
import { createSights } from '../../src/sights.ts';
import { recordingLog } from '../alerts/recording-log.ts';

export const roles = {
  reportsReader: '4a5d8f65-41da-4de4-8968-e035b65339cf',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  securityOperator: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
} as const;

/** A group whose holders may look up the people of the unit alone. */
export const traineeGroup = '6e0f0000-0000-4000-8000-00000000000a';
export const unitId = 'a0170000-0000-4000-8000-00000000000a';

export const rules = {
  readers: [roles.reportsReader, roles.securityReader, traineeGroup],
  operators: [roles.securityOperator],
  admins: [],
  scopes: [{ holder: traineeGroup, within: [unitId] }],
};

/** What the holder of these may do and see. */
export const holding = (...ids: string[]): Holdings => holdingsOf(new Set(ids), 'nobody', rules);

interface Given {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly subscriptions: Pick<Subscriptions, 'list'>;
  /** What every asker holds, as long as it is not changed. */
  readonly holdings: { now: Holdings };
  /** Who is in the unit. */
  readonly members?: readonly GroupMember[];
  readonly protectedPeople?: readonly string[];
  readonly groups?: Readonly<Record<string, readonly GroupMember[]>>;
  readonly tenantId: string;
}

/** What askers may see, over a directory, units and a store in memory. */
export function createSightsInMemory(given: Given) {
  const { clock, directory, subscriptions, groups = {}, tenantId } = given;
  const told: LookNotice[] = [];
  const store: { fails?: AppError } = {};
  const unit = { name: 'Sales office', members: [...(given.members ?? [])] };
  const sights = createSights({
    tenantId,
    access: { holdingsOf: async () => given.holdings.now },
    readScope: createScopeReader({
      members: { unit: async (id) => (id === unitId ? unit : undefined) },
      clock,
    }),
    people: createProtectedPeople({
      entries: given.protectedPeople ?? [],
      groups: { members: async (id) => groups[id] },
      directory,
      clock,
      log: recordingLog(),
    }),
    notices: {
      async add(_, notice) {
        if (store.fails) throw store.fails;
        if (!told.some(({ id }) => id === notice.id)) told.push(notice);
      },
    },
    subscriptions,
    directory,
    notify: 'Works council',
    clock,
  });
  return { sights, told, unit, store };
}
