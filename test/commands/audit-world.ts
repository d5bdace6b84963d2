import type { Person } from '../../src/domain/person.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { auditRecord, bob, target, targetUser } from '../audit-builders.ts';
import { minutesAfter, noon, policy } from '../builders.ts';
import { buttonsOf } from './buttons.ts';
import { alice, createWorld } from './world.ts';

export const people: readonly Person[] = [
  alice,
  { id: bob.id, name: bob.displayName, userPrincipalName: bob.userPrincipalName },
];
export const aliceUser = { ...alice, displayName: alice.name };
export const by = (person: object, more: object = {}) => ({
  initiatedBy: { app: null, user: { ...person, ...more } },
});
export const auditId = (number: number) => `Directory_${number}_ABCDE_${number}`;

/** An entry so many minutes before noon. */
export const auditAgo = (minutes: number, more: JsonRecord = {}) =>
  auditRecord({
    id: auditId(minutes),
    activityDateTime: minutesAfter(noon, -minutes).toISOString(),
    ...more,
  });
const toAlice = { targetResources: [targetUser(aliceUser)] };
export const groupId = '96000000-0000-4000-8000-000000000001';
export const finance = target('Group', 'Finance', [], { id: groupId });
export const legacy = policy({
  id: 'ca000000-0000-4000-8000-000000000002',
  displayName: 'Block legacy authentication',
});
const toLegacy = {
  category: 'Policy',
  activityDisplayName: 'Update conditional access policy',
  targetResources: [target('Policy', legacy.name, [], { id: legacy.id })],
};
export const sync = { initiatedBy: { user: null, app: { displayName: 'Directory Sync' } } };

export const audits = [
  auditAgo(1, by(aliceUser)),
  auditAgo(2, toAlice),
  auditAgo(3, { ...by(aliceUser), ...toAlice, activityDisplayName: 'Change user password' }),
  auditAgo(4, toLegacy),
  auditAgo(5, {
    category: 'GroupManagement',
    activityDisplayName: 'Update group',
    targetResources: [finance],
  }),
  auditAgo(6, { ...sync, result: 'failure', resultReason: 'InsufficientRights' }),
  auditAgo(7, {
    category: 'RoleManagement',
    activityDisplayName: 'Add member to role',
    targetResources: [target('Role', 'Reader'), targetUser(bob)],
  }),
];

/** Numbers of the entries on a card, in its order. */
export function shownOn(card: unknown): number[] {
  return buttonsOf(card).flatMap(({ data }) => {
    const number = /^audit Directory_(\d+)_/.exec(String(data.ask))?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}
/** A world that knows these people, two policies and these entries, unless a test says otherwise. */
export function auditWorld(more: Parameters<typeof createWorld>[0] = {}) {
  return createWorld({ audits, people, policies: [policy(), legacy], ...more });
}
