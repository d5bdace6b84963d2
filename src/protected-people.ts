import type { Person } from './domain/person.ts';
import { AppError, toAppError } from './errors.ts';
import { createGroupAccounts } from './group-accounts.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';
import type { GroupMember, Groups } from './ports/groups.ts';
import type { Log } from './ports/log.ts';
import { type Account, type ProtectedPerson, siteNameOf } from './ports/sights.ts';

interface Parts {
  /** Object ids of users and groups, and user principal names, in lower case. */
  readonly entries: readonly string[];
  readonly groups: Groups;
  readonly directory: Pick<Directory, 'person'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly ttlMs?: number;
}

/** People whose look-ups need a reason. */
export interface ProtectedPeople {
  /** Reads who they are when that is not known, or was read some minutes ago. Throws `protected-unknown` while it is not known. */
  refresh(signal?: AbortSignal): Promise<void>;
  find(account: Account): ProtectedPerson | undefined;
  /** True when anybody is named at all. */
  readonly any: boolean;
  /** Another number when they are others. */
  revision(): number;
}

interface Known extends ProtectedPerson {
  readonly id?: string | undefined;
  readonly userPrincipalName?: string | undefined;
}

/** Everything by which a log may name them. */
function index(people: readonly Known[]): ReadonlyMap<string, ProtectedPerson> {
  return new Map(
    people.flatMap(({ id, userPrincipalName, key, name }): [string, ProtectedPerson][] => {
      const names = userPrincipalName
        ? [userPrincipalName.toLowerCase(), `/${siteNameOf({ userPrincipalName })}`]
        : [];
      return [...(id ? [id.toLowerCase()] : []), ...names].map((one) => [one, { key, name }]);
    }),
  );
}

const unknown = (cause?: AppError) =>
  new AppError(
    'protected-unknown',
    'Who is a protected person could not be read, so nothing is shown for now.',
    {
      hint: [
        cause?.message,
        'PROTECTED_PEOPLE needs GroupMember.Read.All and User.Read.All: try again in a minute.',
      ]
        .filter(Boolean)
        .join(' '),
      retryable: true,
      cause,
    },
  );

/** Protected people by the setting, with their ids and sign-in names from the directory, whichever of them it names. */
export function createProtectedPeople({ ttlMs = 4 * 60_000, ...parts }: Parts): ProtectedPeople {
  const { directory, entries, clock, log } = parts;
  const accounts = createGroupAccounts({ ...parts, ttlMs, setting: 'PROTECTED_PEOPLE' });
  let known: ReadonlyMap<string, ProtectedPerson> = new Map();
  let revision = 0;
  let readAt = Number.NEGATIVE_INFINITY;

  const ofDirectory = (person: Person): Known => ({
    key: person.id.toLowerCase(),
    name: person.name,
    id: person.id,
    userPrincipalName: person.userPrincipalName,
  });

  /** Somebody named by the setting itself: a group is nobody, and somebody unknown is known by what names her. */
  async function named(entry: string, signal?: AbortSignal): Promise<Known> {
    const person = await directory.person(entry, signal);
    if (person) return ofDirectory(person);
    const isName = entry.includes('@');
    return { key: entry, name: entry, ...(isName ? { userPrincipalName: entry } : { id: entry }) };
  }

  const ofGroup = ({ id, userPrincipalName }: GroupMember): Known => ({
    key: id.toLowerCase(),
    name: userPrincipalName ?? id,
    id,
    userPrincipalName,
  });

  async function read(signal?: AbortSignal): Promise<void> {
    await accounts.refresh(signal);
    if (!accounts.isRead()) throw unknown();
    const single = await Promise.all(entries.map((entry) => named(entry, signal)));
    const fresh = index([...accounts.members().map(ofGroup), ...single]);
    const areSame = fresh.size === known.size && [...fresh.keys()].every((name) => known.has(name));
    if (revision === 0 || !areSame) revision += 1;
    known = fresh;
  }

  return {
    async refresh(signal) {
      const now = clock.now().getTime();
      if (entries.length === 0 || now - readAt < ttlMs) return;
      try {
        await read(signal);
        readAt = now;
      } catch (thrown) {
        const cause = toAppError(thrown);
        if (revision === 0) throw cause.code === 'protected-unknown' ? cause : unknown(cause);
        log.warn({ err: thrown }, 'protected people stay those last read');
      }
    },
    find({ id, userPrincipalName, siteName }) {
      return (
        (id && known.get(id.toLowerCase())) ||
        (userPrincipalName && known.get(userPrincipalName.toLowerCase())) ||
        (siteName && known.get(`/${siteName.toLowerCase()}`)) ||
        undefined
      );
    },
    any: entries.length > 0,
    revision: () => revision,
  };
}
