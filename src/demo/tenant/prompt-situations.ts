import { appIds, appWith } from './apps.ts';
import type { Circumstances } from './circumstances.ts';
import * as known from './identities.ts';
import { placeAt } from './places.ts';
import {
  browser,
  home,
  inGroup,
  isStaff,
  own,
  people,
  type Situation,
  silent,
  situation,
} from './situation.ts';

const prompt = { caFails: true, mayBe: isStaff };
const pending = (about: Circumstances) =>
  ({ ...browser, place: home(about), mfa: 'pending' }) as const;

/** Sign-ins that a policy or the service interrupts to ask for something. */
export const promptSituations: Situation[] = [
  situation('mfa-then-done', 50074, people, 34, pending, { ...prompt, thenSucceeds: true }),
  situation(
    'mfa-new-place',
    50076,
    people,
    14,
    (about) => ({ ...pending(about), place: placeAt('hamburg') }),
    { ...prompt, thenSucceeds: true },
  ),
  situation('mfa-not-completed', 50074, people, 7, pending, prompt),
  situation(
    'mfa-denied',
    500121,
    people,
    6,
    (about) => ({ ...pending(about), mfa: 'denied' }),
    prompt,
  ),
  situation(
    'mfa-silent',
    50076,
    silent,
    10,
    (about) => ({ place: home(about), mfa: 'pending' }),
    prompt,
  ),
  situation(
    'register',
    50079,
    people,
    3,
    (about) => ({ ...pending(about), mfa: 'unregistered' }),
    prompt,
  ),
  situation(
    'enrol',
    50072,
    people,
    2,
    (about) => ({ ...pending(about), mfa: 'unregistered' }),
    prompt,
  ),
  situation(
    'device-asked',
    50097,
    people,
    3,
    (about) => ({
      ...browser,
      place: placeAt('office'),
      device: own(about),
      app: appWith(appIds.finance),
    }),
    { caFails: true, mayBe: inGroup(known.groupIds.finance) },
  ),
  situation(
    'terms',
    50158,
    people,
    3,
    (about) => ({ ...browser, place: home(about), mfa: 'done', termsAccepted: false }),
    { caFails: true, mayBe: (person) => person.userType === 'Guest' },
  ),
  situation(
    'custom-control',
    50158,
    people,
    3,
    (about) => ({
      ...browser,
      place: home(about),
      mfa: 'claim',
      app: appWith(appIds.vpn),
      customControlPassed: false,
    }),
    { caFails: true, mayBe: inGroup(known.groupIds.vpn) },
  ),
  situation(
    'sign-in-frequency',
    70043,
    silent,
    12,
    (about) => ({ place: home(about), mfa: 'expired' }),
    prompt,
  ),
  situation('keep-me', 50140, people, 10, (about) => ({
    ...browser,
    place: home(about),
    mfa: 'claim',
  })),
];
