import type { HeldRole } from '../domain/user-profile.ts';

export interface Roles {
  /** Active directory roles of a user by object id, transitively, by name. Failures are `AppError`s. */
  ofUser(userId: string, signal?: AbortSignal): Promise<HeldRole[]>;
}
