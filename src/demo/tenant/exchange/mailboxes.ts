import * as known from '../identities.ts';
import type { Person } from '../people.ts';
import { guidAt } from '../random.ts';
import { defaultActions, type Logon, logons, oldActions } from './audit-actions.ts';

/** A mailbox as Exchange keeps it. */
export interface Mailbox {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly kind: 'UserMailbox' | 'SharedMailbox' | 'RoomMailbox' | 'EquipmentMailbox';
  readonly auditEnabled: boolean;
  /** Logon types that have Microsoft's list; the others have that of `own`. */
  readonly managed: readonly Logon[];
  readonly own: Partial<Readonly<Record<Logon, readonly string[]>>>;
  readonly isBypassed: boolean;
}

/** What is audited for a logon type. */
export function actionsOf(mailbox: Mailbox, logon: Logon): readonly string[] {
  return mailbox.managed.includes(logon)
    ? defaultActions[logon]
    : (mailbox.own[logon] ?? defaultActions[logon]);
}

function ordinary(id: string, displayName: string, userPrincipalName: string): Mailbox {
  return {
    id,
    displayName,
    userPrincipalName,
    kind: 'UserMailbox',
    auditEnabled: true,
    managed: logons,
    own: {},
    isBypassed: false,
  };
}

/** Mailboxes whose auditing somebody has touched, by name. */
const touched: Readonly<Record<string, Partial<Mailbox>>> = {
  [known.mariaTwo.userPrincipalName]: {
    managed: ['Admin', 'Delegate'],
    own: { Owner: oldActions.Owner },
  },
  [known.obrien.userPrincipalName]: { managed: [], own: oldActions },
  [known.hostile.userPrincipalName]: { managed: ['Admin'], own: { Owner: ['HardDelete'] } },
  [known.operatorUser.userPrincipalName]: {
    managed: ['Admin', 'Delegate'],
    own: { Owner: [...defaultActions.Owner, 'Move', 'SearchQueryInitiated'] },
  },
  [known.disabled.userPrincipalName]: { isBypassed: true },
  [`svc-scanner@${known.domain}`]: { isBypassed: true },
};

function special(seed: number): readonly Mailbox[] {
  const one = (
    index: number,
    displayName: string,
    name: string,
    kind: Mailbox['kind'],
    auditEnabled: boolean,
  ): Mailbox => ({
    ...ordinary(guidAt(seed, 61, index), displayName, `${name}@${known.domain}`),
    kind,
    auditEnabled,
  });
  return [
    one(1, 'Info desk', 'info', 'SharedMailbox', true),
    one(2, 'Meeting room Berlin', 'room-berlin', 'RoomMailbox', false),
    one(3, 'Meeting room Oslo', 'room-oslo', 'RoomMailbox', true),
    one(4, 'Projector 2', 'projector2', 'EquipmentMailbox', false),
  ];
}

/** The mailboxes at the start: of every member, one shared, rooms and equipment. */
export function createMailboxes(seed: number, people: readonly Person[]): Map<string, Mailbox> {
  const own = people
    .filter(({ userType }) => userType === 'Member')
    .map(({ id, displayName, userPrincipalName }) => ({
      ...ordinary(id, displayName, userPrincipalName),
      ...touched[userPrincipalName],
    }));
  return new Map([...own, ...special(seed)].map((mailbox) => [mailbox.id, mailbox]));
}

const crowdIdStart = 'c0ffee00-7e57-4000-8000-';

/** Which of the crowd has the id or name; undefined for one that is not of the crowd. */
export function crowdIndex(idOrName: string): number | undefined {
  const named = /^employee(\d+)@/.exec(idOrName)?.[1];
  if (named !== undefined) return Number(named);
  const tail = idOrName.startsWith(crowdIdStart) ? idOrName.slice(crowdIdStart.length) : undefined;
  return tail === undefined ? undefined : Number.parseInt(tail, 16);
}

/** The nth of a great many mailboxes; every hundredth has an old list, every thousandth is bypassed. */
export function crowdMailbox(index: number): Mailbox {
  const plain = ordinary(
    `${crowdIdStart}${index.toString(16).padStart(12, '0')}`,
    `Employee ${index}`,
    `employee${index}@${known.domain}`,
  );
  return {
    ...plain,
    ...(index % 100 === 0 && { managed: ['Admin', 'Delegate'], own: { Owner: oldActions.Owner } }),
    isBypassed: index % 1000 === 500,
  };
}
