import { type BreakGlassAccounts, isBreakGlass } from './domain/break-glass.ts';
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

export function createBreakGlass({
  entries,
  groups,
  clock,
  log,
  ttlMs = 15 * 60_000,
}: Parts): BreakGlassReader {
  const names = new Set(entries.filter((entry) => entry.includes('@')));
  const ids = entries.filter((entry) => !names.has(entry));
  const unread = new Set(ids);
  const members = new Map<string, BreakGlassAccounts>();
  let readAt = Number.NEGATIVE_INFINITY;

  async function readGroup(id: string, signal?: AbortSignal): Promise<void> {
    try {
      const found = (await groups.members(id, signal)) ?? [];
      members.set(id, {
        ids: new Set(found.map((member) => member.id.toLowerCase())),
        userPrincipalNames: new Set(
          found.flatMap(({ userPrincipalName }) => userPrincipalName?.toLowerCase() ?? []),
        ),
      });
      unread.delete(id);
    } catch (err) {
      log.warn({ err, id }, 'the members of a group in BREAK_GLASS could not be read');
    }
  }

  const has: BreakGlass['has'] = (account) => {
    const named = { ids: new Set(ids), userPrincipalNames: names };
    return [named, ...members.values()].some((some) => isBreakGlass(some, account));
  };

  return {
    async refresh(signal) {
      const now = clock.now().getTime();
      if (ids.length === 0 || (unread.size === 0 && now - readAt < ttlMs)) return;
      readAt = now;
      for (const id of ids) await readGroup(id, signal);
    },
    has,
    refusal(account) {
      if (has(account)) return `${account.name} is a break-glass account. ${never}`;
      if (unread.size === 0) return undefined;
      return 'Who is a break-glass account could not be read yet (BREAK_GLASS, permission GroupMember.Read.All): try again in a minute.';
    },
  };
}
