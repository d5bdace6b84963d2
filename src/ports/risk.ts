import type { UserRisk } from '../domain/user-profile.ts';

/** Risk as Entra ID Protection sees it. Failures are `AppError`s: `licence-missing` without Entra ID P2. */
export interface Risk {
  /** By object id; who never was at risk has level and state `none`. */
  ofUser(userId: string, signal?: AbortSignal): Promise<UserRisk>;
}
