import type { BreakGlassAccounts } from './domain/break-glass.ts';
import type { Clock } from './ports/clock.ts';
import type { GroupMember, Groups } from './ports/groups.ts';
import type { Log } from './ports/log.ts';

interface Parts {
  /** Object ids of users and groups, and user principal names, in lower case. */
  readonly entries: readonly string[];
  /** The setting that names them, for the log. */
  readonly setting: string;
  readonly groups: Groups;
  readonly clock: Clock;
  readonly log: Log;
  readonly ttlMs: number;
}

/** Accounts that a setting names, by themselves or by groups; who is in the groups is read now and then. */
export interface GroupAccounts {
  /** Reads the groups when they were not read lately; what cannot be read stays as it was. Never rejects. True: it read. */
  refresh(signal?: AbortSignal): Promise<boolean>;
  /** True once every group was read, however long ago. */
  isRead(): boolean;
  /** Those named, then those of each group as last read. */
  all(): readonly BreakGlassAccounts[];
  /** Members of all groups as last read. */
  members(): readonly GroupMember[];
}

export function createGroupAccounts(parts: Parts): GroupAccounts {
  const { entries, setting, groups, clock, log, ttlMs } = parts;
  const userPrincipalNames = new Set(entries.filter((entry) => entry.includes('@')));
  const ids = entries.filter((entry) => !userPrincipalNames.has(entry));
  const unread = new Set(ids);
  const members = new Map<string, readonly GroupMember[]>();
  const inGroups = new Map<string, BreakGlassAccounts>();
  let readAt = Number.NEGATIVE_INFINITY;

  async function readGroup(id: string, signal?: AbortSignal): Promise<void> {
    try {
      const found = (await groups.members(id, signal)) ?? [];
      members.set(id, found);
      inGroups.set(id, {
        ids: new Set(found.map((member) => member.id.toLowerCase())),
        userPrincipalNames: new Set(
          found.flatMap(({ userPrincipalName }) => userPrincipalName?.toLowerCase() ?? []),
        ),
      });
      unread.delete(id);
    } catch (err) {
      log.warn({ err, id }, `the members of a group in ${setting} could not be read`);
    }
  }

  return {
    async refresh(signal) {
      const now = clock.now().getTime();
      if (ids.length === 0 || (unread.size === 0 && now - readAt < ttlMs)) return false;
      readAt = now;
      for (const id of ids) await readGroup(id, signal);
      return true;
    },
    isRead: () => unread.size === 0,
    all: () => [{ ids: new Set(ids), userPrincipalNames }, ...inGroups.values()],
    members: () => [...members.values()].flat(),
  };
}
