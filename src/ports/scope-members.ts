import type { GroupMember } from './groups.ts';

/** An administrative unit, or a group, with its users. */
export interface ScopeUnit {
  readonly name: string;
  readonly members: readonly GroupMember[];
}

export interface ScopeMembers {
  /** Undefined when the id is neither an administrative unit’s nor a group’s. Failures are `AppError`s. */
  unit(id: string, signal?: AbortSignal): Promise<ScopeUnit | undefined>;
}
