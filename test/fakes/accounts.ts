import type { Person } from '../../src/domain/person.ts';
import type {
  DeletedUser,
  HeldRole,
  UserProfile,
  UserRisk,
} from '../../src/domain/user-profile.ts';
import type { AppError } from '../../src/errors.ts';
import type { Risk } from '../../src/ports/risk.ts';
import type { Roles } from '../../src/ports/roles.ts';
import type { UserProfiles } from '../../src/ports/user-profiles.ts';

/** What is known of accounts, by object id. */
export interface AccountsGiven {
  readonly profiles?: readonly UserProfile[];
  readonly managers?: Readonly<Record<string, Person>>;
  readonly deleted?: readonly DeletedUser[];
  readonly risks?: Readonly<Record<string, UserRisk>>;
  readonly roles?: Readonly<Record<string, readonly HeldRole[]>>;
}

/** Profiles, risk and roles in memory; each port fails when its `fails` is set. */
export interface FakeAccounts {
  readonly profiles: UserProfiles & { fails?: AppError };
  readonly risk: Risk & { fails?: AppError };
  readonly roles: Roles & { fails?: AppError };
}

const byId = (wanted: string) => wanted.toLowerCase();

export function createFakeAccounts(given: AccountsGiven = {}): FakeAccounts {
  const refuse = (port: { readonly fails?: AppError }) => {
    if (port.fails) throw port.fails;
  };
  const profiles: FakeAccounts['profiles'] = {
    async profile(userId) {
      refuse(profiles);
      return given.profiles?.find(({ id }) => byId(id) === byId(userId));
    },
    async manager(userId) {
      refuse(profiles);
      return given.managers?.[byId(userId)];
    },
    async deleted(idOrWords) {
      refuse(profiles);
      const wanted = byId(idOrWords.trim());
      return (given.deleted ?? [])
        .filter(({ id, name, userPrincipalName }) =>
          wanted.includes('@')
            ? byId(userPrincipalName) === wanted
            : byId(id) === wanted || byId(name).includes(wanted),
        )
        .toSorted((a, b) => (b.deletedAt?.getTime() ?? 0) - (a.deletedAt?.getTime() ?? 0));
    },
  };
  const risk: FakeAccounts['risk'] = {
    async ofUser(userId) {
      refuse(risk);
      return given.risks?.[byId(userId)] ?? { level: 'none', state: 'none' };
    },
  };
  const roles: FakeAccounts['roles'] = {
    async ofUser(userId) {
      refuse(roles);
      const held = given.roles?.[byId(userId)] ?? [];
      return held.toSorted((a, b) => a.name.localeCompare(b.name));
    },
  };
  return { profiles, risk, roles };
}
