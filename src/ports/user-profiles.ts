import type { Person } from '../domain/person.ts';
import type { DeletedUser, UserProfile } from '../domain/user-profile.ts';

/** Accounts of the directory in more detail than `Directory` gives. Failures are `AppError`s. */
export interface UserProfiles {
  /** By object id; undefined when nobody has it. */
  profile(userId: string, signal?: AbortSignal): Promise<UserProfile | undefined>;
  /** Undefined when the account has none. */
  manager(userId: string, signal?: AbortSignal): Promise<Person | undefined>;
  /** Deleted accounts by object id, UPN, or part of a name, the latest first. */
  deleted(idOrWords: string, signal?: AbortSignal): Promise<DeletedUser[]>;
}
