import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Risk } from '../../src/ports/risk.ts';
import type { Roles } from '../../src/ports/roles.ts';
import type { UserProfiles } from '../../src/ports/user-profiles.ts';

/** The ports about accounts and what they must hold for the suite. */
export interface AccountsWorld {
  readonly profiles: UserProfiles;
  readonly risk: Risk;
  readonly roles: Roles;
  /** A member with a manager, at risk. */
  readonly known: { readonly id: string; readonly name: string; readonly managerId: string };
  /** Without a manager, without a role, never at risk. */
  readonly guestId: string;
  /** Holds this role. */
  readonly admin: { readonly id: string; readonly role: string };
  readonly deleted: {
    readonly id: string;
    readonly name: string;
    readonly userPrincipalName: string;
  };
  close(): Promise<void>;
}

const nobody = '99999999-0000-4000-8000-000000000009';

/** What every source of profiles, risk and roles must do. */
export function accountsContract(name: string, make: () => Promise<AccountsWorld>): void {
  describe(`accounts: ${name}`, () => {
    let world: AccountsWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    it('gives a profile with its time of creation, and none for an unknown id', async () => {
      const profile = await world.profiles.profile(world.known.id);
      expect(profile).toMatchObject({ id: world.known.id, name: world.known.name, guest: false });
      expect(profile?.createdAt).toBeInstanceOf(Date);
      expect(await world.profiles.profile(nobody)).toBeUndefined();
    });

    it('tells a guest from a member', async () => {
      expect((await world.profiles.profile(world.guestId))?.guest).toBe(true);
    });

    it('gives the manager where there is one', async () => {
      const { known, guestId, profiles } = world;
      expect((await profiles.manager(known.id))?.id).toBe(known.managerId);
      expect(await profiles.manager(guestId)).toBeUndefined();
    });

    it('finds a deleted account by id, sign-in name and part of its name', async () => {
      const { id, name, userPrincipalName } = world.deleted;
      const [first = ''] = name.split(' ');
      for (const words of [id, userPrincipalName, userPrincipalName.toUpperCase(), first]) {
        expect(await world.profiles.deleted(words)).toMatchObject([
          { id, name, userPrincipalName, deletedAt: expect.any(Date) },
        ]);
      }
      expect(await world.profiles.deleted(world.known.id)).toEqual([]);
      expect(await world.profiles.deleted('nobody@contoso.example')).toEqual([]);
    });

    it('gives the risk of an account, and none where there never was one', async () => {
      expect(await world.risk.ofUser(world.known.id)).toMatchObject({
        level: 'medium',
        state: 'atRisk',
        updatedAt: expect.any(Date),
      });
      expect(await world.risk.ofUser(world.guestId)).toEqual({ level: 'none', state: 'none' });
    });

    it('gives the roles that somebody holds, by name', async () => {
      const held = await world.roles.ofUser(world.admin.id);
      expect(held.map((role) => role.name)).toEqual([world.admin.role]);
      expect(await world.roles.ofUser(world.guestId)).toEqual([]);
    });
  });
}
