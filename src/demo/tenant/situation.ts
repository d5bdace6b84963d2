import type { Circumstances, SignInKind } from './circumstances.ts';
import * as known from './identities.ts';
import type { Person } from './people.ts';
import { placeAt } from './places.ts';

/** One believable way a sign-in can go: its code and what must be true for it. */
export interface Situation {
  readonly name: string;
  readonly code: number;
  readonly kinds: readonly SignInKind[];
  /** How often it happens among its kind. */
  readonly weight: number;
  readonly caFails: boolean;
  readonly mayBe?: (person: Person) => boolean;
  readonly change: (about: Circumstances) => Partial<Circumstances>;
  /** A prompt that the person meets seconds later: a second row follows. */
  readonly thenSucceeds?: boolean;
}

export const people: SignInKind[] = ['interactiveUser'];
export const silent: SignInKind[] = ['nonInteractiveUser'];
export const both: SignInKind[] = ['interactiveUser', 'nonInteractiveUser'];
export const inGroup = (id: string) => (person: Person) => person.allGroups.has(id);
const isMember = (person: Person) => person.userType === 'Member' && person.accountEnabled;
export const isStaff = (person: Person) => isMember(person) && person.weight > 0;
export const isBlockable = (person: Person) =>
  isStaff(person) && !inGroup(known.groupIds.travellers)(person);
export const home = (about: Circumstances) => placeAt(about.person?.homePlace ?? 'berlin');
export const own = (about: Circumstances) => about.person?.devices.own;
export const failed = { evaluated: false, mfa: 'notAsked' } as const;
export const browser = { clientApp: 'Browser', protocol: 'none' } as const;

/** Builds a situation; it does not fail conditional access unless told so. */
export function situation(
  name: string,
  code: number,
  kinds: SignInKind[],
  weight: number,
  change: Situation['change'],
  more: Partial<Situation> = {},
): Situation {
  return { name, code, kinds, weight, change, caFails: false, ...more };
}
