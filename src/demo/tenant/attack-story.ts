import { appIds, appWith } from './apps.ts';
import type { Circumstances } from './circumstances.ts';
import * as known from './identities.ts';
import type { Person } from './people.ts';
import { placeAt } from './places.ts';
import { between, type Random } from './random.ts';
import type { SignInOrder } from './sign-in-writer.ts';
import { isStaff } from './situation.ts';
import { situationNamed } from './situations.ts';

/** Minutes of each half hour. */
const steps = { spray: 18, gotIn: 22, emergency: 26 } as const;
const sprayed = 14;
const triesBefore = 7;

interface Minute {
  readonly people: readonly Person[];
  readonly startMs: number;
  readonly random: Random;
}

const browser = { clientApp: 'Browser', protocol: 'none', device: undefined } as const;

function order(
  { startMs, random }: Minute,
  name: string,
  person: Person,
  second: number,
  change: Partial<Circumstances>,
): SignInOrder {
  const atMs = startMs + second * 1000;
  const visibleAtMs = atMs + between(random, 15_000, 60_000);
  const situation = situationNamed(name);
  return { situation, kind: 'interactiveUser', atMs, visibleAtMs, random, person, change };
}

/** One wrong password for each of many people, from one network: nobody gets in. */
function spray(minute: Minute): SignInOrder[] {
  const staff = minute.people.filter(isStaff).slice(0, sprayed);
  return staff.map((person, nth) =>
    order(minute, 'wrong-password', person, nth * 4, {
      ...browser,
      place: placeAt('shenzhen'),
      addressNumber: nth % 3,
    }),
  );
}

/** Somebody guesses at one account from one address, and gets in. */
function guessed(minute: Minute): SignInOrder[] {
  const person = minute.people.find(({ id }) => id === known.mariaTwo.id);
  if (person === undefined) return [];
  const stranger = {
    ...browser,
    place: placeAt('london'),
    addressNumber: 4,
    app: appWith(appIds.teams),
  };
  const tries = Array.from({ length: triesBefore }, (_, nth) =>
    order(minute, 'wrong-password', person, nth * 5, stranger),
  );
  return [...tries, order(minute, 'remote', person, 50, { ...stranger, mfa: 'claim' })];
}

/** The emergency account is used. */
function emergency(minute: Minute): SignInOrder[] {
  const person = minute.people.find(({ id }) => id === known.breakGlass.id);
  if (person === undefined) return [];
  return [order(minute, 'remote-mfa', person, 10, { ...browser, place: placeAt('berlin') })];
}

/** What attackers do in that minute of each half hour, and one use of the emergency account; mostly nothing. */
export function attacksIn(minute: number, about: Minute): readonly SignInOrder[] {
  const step = minute % 30;
  if (step === steps.spray) return spray(about);
  if (step === steps.gotIn) return guessed(about);
  return step === steps.emergency ? emergency(about) : [];
}
