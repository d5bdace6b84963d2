import type { Holdings } from '../../src/domain/access.ts';
import type { Person } from '../../src/domain/person.ts';
import { createSightsInMemory } from '../fakes/sights.ts';
import { alice, asker, channel, createWorld, tenantId } from './world.ts';

export const bob: Person = {
  id: 'b0b00000-0000-4000-8000-000000000002',
  name: 'Bob Outside',
  userPrincipalName: 'bob@contoso.example',
};
export const anna: Person = {
  id: 'a44a0000-0000-4000-8000-000000000003',
  name: 'Anna Chief',
  userPrincipalName: 'anna@contoso.example',
};
export const people = [
  alice,
  bob,
  anna,
  { id: asker.id, name: asker.name, userPrincipalName: 'olga@contoso.example' },
];

/** Who signed in, as a record names her. */
export const by = ({ id, name, userPrincipalName }: Person) => ({
  userId: id,
  userDisplayName: name,
  userPrincipalName,
});

type Given = Omit<Parameters<typeof createWorld>[0] & object, 'deps'> & {
  readonly holdings: Holdings;
  /** Default: Alice. */
  readonly members?: readonly Person[];
  readonly protectedPeople?: readonly string[];
};

/** The usual world, in which each asker sees what she holds lets her see. */
export async function createSightedWorld({
  holdings: first,
  members,
  protectedPeople,
  ...given
}: Given) {
  const holdings = { now: first };
  const level = { level: first.level };
  const inner = createWorld({ people, ...given, ...level });
  const made = createSightsInMemory({
    clock: inner.deps.clock,
    directory: inner.directory,
    subscriptions: inner.subscriptions,
    holdings,
    members: members ?? [alice],
    protectedPeople,
    tenantId,
  });
  const world = createWorld({ people, ...given, ...level, deps: { sights: made.sights } });
  for (const one of [inner, world]) {
    await one.subscriptions.subscribe({
      target: { ...channel, conversationId: '19:council@thread.tacv2' },
      name: 'Works council',
      createdBy: { id: asker.id, name: asker.name },
      createdAt: world.time.now,
    });
  }
  /** Time goes on for both. */
  const at = (now: Date) => {
    world.time.now = now;
    inner.time.now = now;
  };
  return { ...world, ...made, holdings, at };
}
