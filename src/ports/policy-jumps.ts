import type { BlockedInHour } from '../domain/jump.ts';
import type { WhatChanged } from '../domain/what-changed.ts';

/** A jump of one policy's blocks, with what was changed around it as it was read last. */
export interface KeptJump {
  readonly policyId: string;
  readonly beganAt: Date;
  readonly readAt: Date;
  readonly found: WhatChanged;
}

/** Cases of one rule and policy. */
export interface PolicyCases {
  readonly rule: string;
  readonly policyId: string;
}

/** How many people policies block, by the cases there are, and what was found out about jumps. Failures are `AppError`s (`store-failed`). */
export interface PolicyJumps {
  /** People in these cases, by hours counted from `from` on; hours without any are left out. */
  blocksPerHour(tenantId: string, of: PolicyCases, from: Date, to: Date): Promise<BlockedInHour[]>;
  /** The first block of each person from `from` to `to`, both included, oldest first; `most` at most. */
  firstBlocks(
    tenantId: string,
    of: PolicyCases,
    from: Date,
    to: Date,
    most: number,
  ): Promise<Date[]>;
  /** The latest jump that began no later than that time. */
  latest(tenantId: string, policyId: string, notAfter: Date): Promise<KeptJump | undefined>;
  /** Takes the place of what was kept of the jump that began then, or that was thought to have begun at `insteadOf`. */
  save(tenantId: string, jump: KeptJump, insteadOf?: Date): Promise<void>;
}
