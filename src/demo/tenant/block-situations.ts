import { appIds, appWith } from './apps.ts';
import * as known from './identities.ts';
import { placeAt } from './places.ts';
import {
  both,
  browser,
  home,
  inGroup,
  isBlockable,
  isStaff,
  own,
  people,
  type Situation,
  situation,
} from './situation.ts';

/** Sign-ins that conditional access stops, one for each code and control. */
export const blockSituations: Situation[] = [
  situation(
    'blocked-country',
    53003,
    both,
    7,
    (about) => ({
      place: placeAt(
        ['moscow', 'lagos', 'shenzhen', 'sao-paulo'][about.addressNumber % 4] ?? 'moscow',
      ),
      device: own(about),
      mfa: 'claim',
      signInRisk: 'medium',
    }),
    { caFails: true, mayBe: isBlockable },
  ),
  situation(
    'blocked-legacy',
    53003,
    people,
    7,
    (about) => ({
      place: home(about),
      app: appWith(appIds.exchange),
      device: undefined,
      mfa: 'notAsked',
      protocol: 'ropc',
      clientApp:
        ['IMAP4', 'POP3', 'Authenticated SMTP', 'Exchange ActiveSync', 'Other clients'][
          about.addressNumber % 5
        ] ?? 'IMAP4',
    }),
    { caFails: true, mayBe: isStaff },
  ),
  situation(
    'not-compliant',
    53000,
    both,
    5,
    (about) => ({
      place: placeAt('office'),
      device: about.person?.devices.stale,
      app: appWith(appIds.finance),
      ...browser,
    }),
    { caFails: true, mayBe: inGroup(known.groupIds.finance) },
  ),
  situation(
    'wrong-platform',
    50005,
    people,
    2,
    (about) => ({
      ...browser,
      place: placeAt('office'),
      device: about.person?.devices.linux,
      app: appWith(appIds.finance),
    }),
    { caFails: true, mayBe: inGroup(known.groupIds.finance) },
  ),
  situation(
    'bad-device-state',
    50131,
    people,
    2,
    (about) => ({
      ...browser,
      place: placeAt('office'),
      device: about.person?.devices.stale,
      app: appWith(appIds.payroll),
    }),
    { caFails: true, mayBe: isStaff },
  ),
  situation(
    'not-joined',
    53001,
    people,
    4,
    (about) => ({
      ...browser,
      place: placeAt('office'),
      device: own(about),
      app: appWith(appIds.payroll),
    }),
    { caFails: true, mayBe: isStaff },
  ),
  situation(
    'not-approved-app',
    53002,
    people,
    4,
    (about) => ({
      place: home(about),
      mfa: 'claim',
      device: about.person?.devices.phone,
      app: appWith(appIds.outlookMobile),
      approvedApp: false,
      clientApp: 'Mobile Apps and Desktop clients',
    }),
    { caFails: true, mayBe: isStaff },
  ),
  situation(
    'risk-no-proof',
    53004,
    people,
    1.5,
    (about) => ({
      ...browser,
      place: home(about),
      mfa: 'unregistered',
      userRisk: 'high',
      signInRisk: 'high',
    }),
    { caFails: true, mayBe: isStaff },
  ),
  situation(
    'security-policy',
    530032,
    people,
    1.5,
    (about) => ({ ...browser, place: placeAt('lagos'), device: own(about), mfa: 'claim' }),
    { caFails: true, mayBe: isBlockable },
  ),
  // Never by chance: it fails only while the finance policy is widened.
  situation(
    'own-device',
    53000,
    people,
    0,
    (about) => ({
      ...browser,
      place: home(about),
      mfa: 'claim',
      device: own(about),
      app: appWith(appIds.sharePoint),
    }),
    { caFails: true, mayBe: isStaff },
  ),
];
