import type { NameOf } from '../policy.ts';
import { at, type JsonRecord, text, textsAt } from '../record.ts';
import { listed, spaced } from '../sentence.ts';
import { holds, line } from './names.ts';
import { describeDeviceFilter } from './scope.ts';

const clientApps: ReadonlyMap<string, string> = new Map([
  ['browser', 'browsers'],
  ['mobileAppsAndDesktopClients', 'mobile apps and desktop clients'],
  ['exchangeActiveSync', 'Exchange ActiveSync'],
  ['easSupported', 'Exchange ActiveSync on supported platforms'],
  ['other', 'other (legacy) clients'],
]);

const platforms: ReadonlyMap<string, string> = new Map([
  ['all', 'any platform'],
  ['android', 'Android'],
  ['iOS', 'iOS'],
  ['windows', 'Windows'],
  ['windowsPhone', 'Windows Phone'],
  ['macOS', 'macOS'],
  ['linux', 'Linux'],
]);

const flows: ReadonlyMap<string, string> = new Map([
  ['deviceCodeFlow', 'device code flow'],
  ['authenticationTransfer', 'authentication transfer'],
]);

/** A word of a condition's list as people say it: `other` of `clientAppTypes` is other (legacy) clients. */
export function conditionWord(path: string, value: string): string | undefined {
  if (path.endsWith('clientAppTypes'))
    return value === 'all' ? 'any client' : clientApps.get(value);
  if (/Platforms$/.test(path)) return platforms.get(value);
  return path.endsWith('transferMethods') ? flows.get(value) : undefined;
}

/** Graph serves some sets as a list, some as one comma-joined string. */
export function setAt(policy: JsonRecord, path: string): string[] {
  const value = at(policy, path);
  const words = Array.isArray(value) ? textsAt(policy, path) : (text(value)?.split(',') ?? []);
  return words.map((word) => word.trim()).filter((word) => word !== '' && word !== 'none');
}

function say(label: string, values: string[], words?: ReadonlyMap<string, string>): string[] {
  if (values.length === 0) return [];
  return [
    `${label}: ${listed(
      values.map((value) => words?.get(value) ?? spaced(value)),
      'or',
    )}`,
  ];
}

function describeLocations(policy: JsonRecord, nameOf: NameOf): string[] {
  const included = textsAt(policy, 'conditions.locations.includeLocations');
  return [
    ...(holds(included, 'All') ? ['Any location'] : line('Locations', included, nameOf)),
    ...line('Except locations', textsAt(policy, 'conditions.locations.excludeLocations'), nameOf),
  ];
}

/** What else must be true of a sign-in; empty when the policy asks for nothing else. */
export function describeConditions(policy: JsonRecord, nameOf: NameOf): string[] {
  const set = (name: string) => setAt(policy, `conditions.${name}`);
  const clients = set('clientAppTypes');
  return [
    ...(holds(clients, 'all') ? [] : say('Client apps', clients, clientApps)),
    ...say('Platforms', set('platforms.includePlatforms'), platforms),
    ...say('Except platforms', set('platforms.excludePlatforms'), platforms),
    ...describeLocations(policy, nameOf),
    ...describeDeviceFilter(policy),
    ...say('Device states', set('deviceStates.includeStates')),
    ...say('Except device states', set('deviceStates.excludeStates')),
    ...say('Sign-in risk', set('signInRiskLevels')),
    ...say('User risk', set('userRiskLevels')),
    ...say('Service principal risk', set('servicePrincipalRiskLevels')),
    ...say('Insider risk', set('insiderRiskLevels')),
    ...say('Authentication flows', set('authenticationFlows.transferMethods'), flows),
  ];
}
