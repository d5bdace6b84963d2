import type { UserRisk } from '../domain/user-profile.ts';
import type { ReadOptions } from './read-options.ts';

/** Risk as Entra ID Protection sees it. Failures are `AppError`s: `licence-missing` without Entra ID P2. */
export interface Risk {
  /** By object id; who never was at risk has level and state `none`. Priority: `person` unless told. */
  ofUser(
    userId: string,
    signal?: AbortSignal,
    priority?: ReadOptions['priority'],
  ): Promise<UserRisk>;
}
