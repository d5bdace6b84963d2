import { isBreakGlass } from './domain/break-glass.ts';
import { createGroupAccounts } from './group-accounts.ts';
import type { BreakGlass } from './ports/break-glass.ts';
import type { Clock } from './ports/clock.ts';
import type { Groups } from './ports/groups.ts';
import type { Log } from './ports/log.ts';

interface Parts {
  /** Object ids of users and groups, and user principal names, in lower case. */
  readonly entries: readonly string[];
  readonly groups: Groups;
  readonly clock: Clock;
  readonly log: Log;
  readonly ttlMs?: number;
}

/** Break-glass accounts by the setting; who is in its groups is read now and then. */
export interface BreakGlassReader extends BreakGlass {
  /** Reads the groups when they were not read lately; what cannot be read stays as it was. Never rejects. */
  refresh(signal?: AbortSignal): Promise<void>;
}

const never = 'Break-glass accounts cannot be silenced or snoozed: what they do is always told.';

export function createBreakGlass({ ttlMs = 15 * 60_000, ...parts }: Parts): BreakGlassReader {
  const accounts = createGroupAccounts({ ...parts, ttlMs, setting: 'BREAK_GLASS' });
  const has: BreakGlass['has'] = (account) =>
    accounts.all().some((some) => isBreakGlass(some, account));

  return {
    async refresh(signal) {
      await accounts.refresh(signal);
    },
    has,
    refusal(account) {
      if (has(account)) return `${account.name} is a break-glass account. ${never}`;
      if (accounts.isRead()) return undefined;
      return 'Who is a break-glass account could not be read yet (BREAK_GLASS, permission GroupMember.Read.All): try again in a minute.';
    },
  };
}
