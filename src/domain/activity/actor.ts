import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, text, textAt } from '../record.ts';
import type { WhoKind } from './described.ts';

/** Who did it, and as what. */
export interface Actor {
  readonly who: string;
  readonly whoKind: WhoKind;
}

/** `UserType` of the Management Activity API, by number and by Graph's names in lower case. */
const userTypes: Readonly<Record<string, WhoKind>> = {
  2: 'admin',
  3: 'service',
  4: 'service',
  5: 'app',
  6: 'app',
  7: 'service',
  8: 'service',
  9: 'admin',
  10: 'guest',
  admin: 'admin',
  dcadmin: 'service',
  system: 'service',
  application: 'app',
  serviceprincipal: 'app',
  custompolicy: 'service',
  systempolicy: 'service',
  partnertechnician: 'admin',
  guest: 'guest',
};

/** `LogonType` of mailbox records, by number and name: 0 is a logon as the owner. */
const logonTypes: Readonly<Record<string, WhoKind>> = {
  0: 'owner',
  1: 'admin',
  2: 'delegate',
  3: 'service',
  4: 'service',
  5: 'delegate',
  6: 'admin',
  owner: 'owner',
  admin: 'admin',
  delegated: 'delegate',
  delegate: 'delegate',
  transport: 'service',
  systemservice: 'service',
  bestaccess: 'delegate',
  delegatedadmin: 'admin',
};

const lower = (value: unknown) => text(value)?.toLowerCase() ?? '';

/** Names that stand for no person, whatever `UserType` says. */
const patterns: readonly (readonly [RegExp, (found: string) => Actor])[] = [
  [/^urn:spo:guest#(.+)$/i, (who) => ({ who, whoKind: 'guest' })],
  [
    /^(?:urn:spo:anon#.*|anonymous)$/i,
    () => ({ who: 'somebody with an open link', whoKind: 'anonymous' }),
  ],
  [/^(app@sharepoint)$/i, (who) => ({ who, whoKind: 'app' })],
  [/^(ServicePrincipal_.+)$/i, (who) => ({ who, whoKind: 'app' })],
  [/^(SHAREPOINT\\system|NT AUTHORITY\\.+|S-1-5-18)$/i, (who) => ({ who, whoKind: 'service' })],
];

/** `ada_contoso.com#ext#@fabrikam.onmicrosoft.com` is ada@contoso.com, a guest. */
function guestName(user: string): string | undefined {
  return /^(.+)_([^_]+)#ext#@/i.exec(user)?.slice(1, 3).join('@');
}

function namedActor(user: string): Actor | undefined {
  const guest = guestName(user);
  if (guest !== undefined) return { who: guest, whoKind: 'guest' };
  for (const [pattern, read] of patterns) {
    const match = pattern.exec(user);
    if (match) return read(match[1] ?? user);
  }
  return undefined;
}

/** Entra's list of what is known of the actor: type 1 is a name, type 5 a UPN. */
function actorName(record: ActivityRecord, type: number): string | undefined {
  const named = recordsAt(record.data, 'Actor').find((actor) => actor.Type === type);
  return named && textAt(named, 'ID');
}

/** Exchange writes `Admin` for everybody who runs a command, her own rules included: it tells nothing there. */
function byUserType(record: ActivityRecord): WhoKind {
  const isCmdlet = record.recordType?.toLowerCase() === 'exchangeadmin';
  const kind = userTypes[lower(record.data.UserType)] ?? userTypes[lower(record.raw.userType)];
  return kind === undefined || (isCmdlet && kind === 'admin') ? 'user' : kind;
}

const isAddress = (words: string) => words.includes('@');

/**
 * As what she was in the mailbox: an app stays an app, and the owner's logon of somebody whose name is not the
 * owner's is a delegate's.
 */
function inMailbox(record: ActivityRecord, who: string, otherwise: WhoKind): WhoKind {
  const logon = logonTypes[lower(record.data.LogonType)];
  if (logon === undefined || otherwise === 'app') return otherwise;
  if (logon !== 'owner') return logon;
  const owner = textAt(record.data, 'MailboxOwnerUPN') ?? who;
  const isOther = isAddress(owner) && isAddress(who) && lower(owner) !== lower(who);
  return isOther ? 'delegate' : 'owner';
}

/** Who did what the record tells of. */
export function actorOf(record: ActivityRecord): Actor {
  const user = record.user;
  if (user === undefined) {
    const who = actorName(record, 5) ?? actorName(record, 1) ?? textAt(record.data, 'UserKey');
    return who === undefined
      ? { who: 'somebody not named', whoKind: 'unknown' }
      : { who, whoKind: byUserType(record) };
  }
  const named = namedActor(user);
  if (named?.whoKind === 'app') return { ...named, who: actorName(record, 1) ?? named.who };
  if (named) return named;
  return { who: user, whoKind: inMailbox(record, user, byUserType(record)) };
}
