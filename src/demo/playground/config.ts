import { stringify } from 'yaml';
import type { Seat } from '../launcher/options.ts';
import {
  adminUser,
  alice,
  type Identity,
  mariaOne,
  noRoleUser,
  operatorUser,
  readerUser,
  tenantId,
} from '../tenant/identities.ts';

const people: Readonly<Record<Seat, Identity>> = {
  adele: adminUser,
  oskar: operatorUser,
  rita: readerUser,
  tim: noRoleUser,
  alice,
  maria: mariaOne,
};

/** The bot as the chat shows it. */
export const botName = 'Audit Bot';

/** The team whose second channel is meant for alerts; the first is always called General. */
export const teamName = 'Security Operations';
export const alertsChannel = 'Sign-in alerts';

/** Who sits at the chat client. */
export function personAt(seat: Seat): Identity {
  return people[seat];
}

function toUser({ id, displayName, userPrincipalName }: Identity) {
  const [givenName = '', ...surnames] = displayName.split(' ');
  return {
    id: `29:${userPrincipalName.split('@')[0]}`,
    name: displayName,
    // The chat client spells it so.
    userPrincipleName: userPrincipalName,
    aadObjectId: id,
    givenName,
    surname: surnames.join(' '),
    email: userPrincipalName,
  };
}

/**
 * The chat client's `.m365agentsplayground.yml`, complete: a missing field, other than five users beside
 * the current one, or a second channel make it end with code 1 and a word in its log file only.
 */
export function playgroundConfig(seat: Seat): string {
  const others = Object.values(people).filter((person) => person !== people[seat]);
  return stringify({
    version: '0.1.1',
    tenantId,
    bot: { id: '28:a0d17b07-7e57-4000-8000-0000000000b0', name: botName },
    currentUser: toUser(people[seat]),
    users: others.map(toUser),
    personalChat: { id: `a:personal-${seat}` },
    groupChat: { id: '19:incident-room@thread.v2', name: 'Incident room' },
    team: {
      id: '19:security-operations@thread.tacv2',
      name: teamName,
      aadGroupId: '5ec00000-7e57-4000-8000-000000000001',
      channels: [{ id: '19:sign-in-alerts@thread.tacv2', name: alertsChannel }],
    },
  });
}
