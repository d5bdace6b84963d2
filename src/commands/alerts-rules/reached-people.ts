import { isObjectId } from '../../domain/person-reference.ts';
import { isCalled } from '../../ports/subscriptions.ts';
import type { WatchedRules } from '../../ports/watched-rules.ts';
import type { CommandDeps } from '../deps.ts';

type Deps = Pick<CommandDeps, 'directory' | 'subscriptions' | 'ownChats' | 'tenantId'>;

/**
 * Those of the people to whom rules escalate whom the bot can tell: in a chat of theirs, or as a conversation of that
 * name. Whom the directory does not tell is among them, as nothing is known of her.
 */
export async function reachedPeople(
  { rules }: WatchedRules,
  { directory, subscriptions, ownChats, tenantId }: Deps,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const names = new Set(rules.flatMap(({ people = [] }) => people));
  if (names.size === 0) return names;
  const all = await subscriptions.list(tenantId);
  const hasChat = async (name: string): Promise<boolean> => {
    if (all.some((one) => isCalled(one, name))) return true;
    try {
      const id = isObjectId(name) ? name : (await directory.person(name, signal))?.id;
      return id !== undefined && (await ownChats.of(tenantId, id)) !== undefined;
    } catch {
      return true;
    }
  };
  const found = await Promise.all(
    [...names].map(async (name) => ((await hasChat(name)) ? name : [])),
  );
  return new Set(found.flat());
}
