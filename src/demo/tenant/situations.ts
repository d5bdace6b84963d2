import { appIds, appWith } from './apps.ts';
import { blockSituations } from './block-situations.ts';
import { placeAt } from './places.ts';
import { promptSituations } from './prompt-situations.ts';
import {
  both,
  browser,
  failed,
  home,
  isStaff,
  own,
  people,
  type Situation,
  silent,
  situation,
} from './situation.ts';

const succeeded: Situation[] = [
  situation('office', 0, both, 420, () => ({ place: placeAt('office') })),
  situation('office-ipv6', 0, both, 60, () => ({ place: placeAt('office-6') })),
  situation('remote', 0, both, 300, (about) => ({ place: home(about), mfa: 'claim' })),
  situation('remote-mfa', 0, people, 90, (about) => ({ place: home(about), mfa: 'done' })),
  situation('phone', 0, both, 110, (about) => ({
    place: home(about),
    mfa: 'claim',
    device: about.person?.devices.phone,
    app: appWith(appIds.outlookMobile),
    clientApp: 'Mobile Apps and Desktop clients',
  })),
  situation('device-code', 0, people, 3, (about) => ({
    place: home(about),
    mfa: 'done',
    protocol: 'deviceCode',
    clientApp: 'Mobile Apps and Desktop clients',
  })),
  situation('unknown-place', 0, both, 4, () => ({ place: placeAt('nowhere'), mfa: 'claim' })),
  situation('empty-place', 0, silent, 4, () => ({ place: placeAt('zero'), mfa: 'claim' })),
  situation('medium-risk', 0, people, 4, (about) => ({
    place: home(about),
    mfa: 'done',
    signInRisk: 'medium',
    userRisk: 'low',
  })),
];

const refused: Situation[] = [
  situation('wrong-password', 50126, people, 25, (about) => ({
    ...failed,
    ...browser,
    place: home(about),
  })),
  situation('locked', 50053, people, 3, (about) => ({
    ...failed,
    place: placeAt('moscow'),
    device: own(about),
    signInRisk: 'high',
  })),
  situation(
    'expired-password',
    50055,
    people,
    3,
    (about) => ({ ...failed, ...browser, place: home(about) }),
    { mayBe: isStaff },
  ),
  situation(
    'disabled-account',
    50057,
    people,
    2,
    (about) => ({ ...failed, ...browser, place: home(about), device: own(about) }),
    { mayBe: (person) => !person.accountEnabled },
  ),
  situation('unknown-user', 50034, people, 2, () => ({
    ...failed,
    ...browser,
    person: undefined,
    device: undefined,
    place: placeAt('shenzhen'),
  })),
  situation('not-assigned', 50105, people, 2, (about) => ({
    ...browser,
    place: home(about),
    mfa: 'claim',
    app: appWith(appIds.powerBi),
  })),
  situation('no-consent', 65001, people, 2, (about) => ({
    ...browser,
    place: home(about),
    mfa: 'claim',
    app: appWith(appIds.hostile),
  })),
  situation('no-session', 50058, silent, 12, (about) => ({ ...failed, place: home(about) })),
  situation('fresh-token', 50173, silent, 3, (about) => ({ ...failed, place: home(about) })),
  situation('workload', 0, ['servicePrincipal', 'managedIdentity'], 960, () => ({})),
  situation('expired-secret', 7000222, ['servicePrincipal'], 25, () => ({})),
  situation('wrong-secret', 7000215, ['servicePrincipal'], 15, () => ({})),
];

/** Every situation, by name. */
export const situations: ReadonlyMap<string, Situation> = new Map(
  [...succeeded, ...promptSituations, ...blockSituations, ...refused].map((one) => [one.name, one]),
);

/** A situation by its name. */
export function situationNamed(name: string): Situation {
  const found = situations.get(name);
  if (found === undefined) throw new Error(`no situation called ${name}`);
  return found;
}

/** The situations that end with the code. */
export function situationsWithCode(code: number): readonly Situation[] {
  return [...situations.values()].filter((one) => one.code === code);
}
