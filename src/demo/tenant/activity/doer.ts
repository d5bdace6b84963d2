import type { Device } from '../devices.ts';
import { tenantId } from '../identities.ts';
import type { JsonObject } from '../json.ts';
import type { Person } from '../people.ts';
import { addressIn, placeAt } from '../places.ts';
import { hashText } from '../random.ts';

/** Who did something, from where and with what. */
export interface Doer {
  readonly userId: string;
  readonly userKey: string;
  /** 0 a person, 2 an administrator, 4 the system, 5 an application. */
  readonly userType: number;
  readonly address: string;
  readonly device: Device;
}

/** The key that Exchange and Entra know a user by: sixteen hexadecimal digits, not an object id. */
export function userKeyOf(name: string): string {
  const tail = (hashText(name) >>> 0).toString(16).toUpperCase().padStart(8, '0');
  return `10032000${tail}`;
}

/** A person at a place: `office`, `home` or the key of a place elsewhere. */
export function personAt(person: Person, where = 'office', number = 5): Doer {
  const place = placeAt(where === 'home' ? person.homePlace : where);
  return {
    userId: person.signInName,
    userKey: userKeyOf(person.signInName),
    userType: 0,
    address: addressIn(place, number),
    device: where === 'office' ? person.devices.work : person.devices.phone,
  };
}

/** The same with another address, device or kind of user. */
export function butWith(doer: Doer, change: Partial<Doer>): Doer {
  return { ...doer, ...change };
}

/** SharePoint's own work, which the log shows as a regular user. */
export function sharePointItself(doer: Doer): Doer {
  return {
    ...doer,
    userId: 'app@sharepoint',
    userKey: 'i:0i.t|00000003-0000-0ff1-ce00-000000000000|app@sharepoint',
    address: '10.20.30.7',
  };
}

/** Members that every record has. */
export function commonOf(
  doer: Doer,
  operation: string,
  recordType: number,
  workload: string,
): JsonObject {
  return {
    Operation: operation,
    OrganizationId: tenantId,
    RecordType: recordType,
    UserKey: doer.userKey,
    UserType: doer.userType,
    Version: 1,
    Workload: workload,
    UserId: doer.userId,
  };
}

/** A list of names and values, as the log writes properties and parameters. */
export function named(values: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
}
