import { conditionsNotMet, matchedRules } from '../applied-conditions.ts';
import { askedFor, isBlockControl, sessionControlWords } from '../grant-controls.ts';
import { listed, spaced } from '../sentence.ts';
import type { AppliedPolicy } from '../sign-in.ts';
import type { PolicyLine } from './tab.ts';

const missed: ReadonlyMap<string, string> = new Map([
  ['application', 'the app is not in its scope'],
  ['users', 'the user is not in its scope'],
  ['devicePlatform', 'the platform did not match'],
  ['location', 'the location did not match'],
  ['clientType', 'the client app did not match'],
  ['signInRisk', 'the sign-in risk did not match'],
  ['userRisk', 'the user risk did not match'],
  ['time', 'the time did not match'],
  ['deviceState', 'the device did not match'],
  ['client', 'the device did not match'],
  ['ipAddressSeenByAzureAD', 'the IP address did not match'],
  ['ipAddressSeenByResourceProvider', 'the IP address seen by the app did not match'],
  ['servicePrincipals', 'the service principal is not in its scope'],
  ['servicePrincipalRisk', 'the service principal risk did not match'],
  ['authenticationFlows', 'the authentication flow did not match'],
  ['insiderRisk', 'the insider risk did not match'],
]);

const excluded: ReadonlyMap<string, string> = new Map([
  ['application', 'the app is excluded'],
  ['users', 'the user is excluded'],
  ['devicePlatform', 'the platform is excluded'],
  ['location', 'the location is excluded'],
  ['deviceState', 'the device is excluded'],
  ['client', 'the device is excluded'],
]);

const exclusionRules: ReadonlyMap<string, string> = new Map([
  ['groupId', 'by a group'],
  ['roleId', 'by a role'],
  ['userId', 'by name'],
  ['guest', 'as a guest'],
  ['allTrustedLocations', 'as trusted'],
]);

function whyNot(policy: AppliedPolicy): string | undefined {
  const exclusions = matchedRules(policy, 'exclude').map(({ condition, rule }) => {
    const what = excluded.get(condition) ?? `${spaced(condition)} is excluded`;
    const how = exclusionRules.get(rule);
    return how ? `${what} ${how}` : what;
  });
  if (exclusions.length > 0) return listed([...new Set(exclusions)]);
  const conditions = conditionsNotMet(policy);
  const isPlaceSaid = conditions.includes('location');
  const reasons = conditions
    .filter((name) => !(isPlaceSaid && name.startsWith('ipAddress')))
    .map((name) => missed.get(name) ?? `${spaced(name)} did not match`);
  return reasons.length > 0 ? listed([...new Set(reasons)]) : undefined;
}

function because(start: string, policy: AppliedPolicy): string {
  const reason = whyNot(policy);
  return reason ? `${start} because ${reason}` : start;
}

function asks(policy: AppliedPolicy): string {
  const controls = policy.grantControls.map(askedFor);
  return controls.length > 0 ? listed(controls) : 'its session controls';
}

interface Reading {
  readonly tone: PolicyLine['tone'];
  readonly words: (policy: AppliedPolicy) => string;
}

const isBlocking = (policy: AppliedPolicy) => policy.grantControls.some(isBlockControl);

const readings: Readonly<Record<string, Reading>> = {
  failure: {
    tone: 'bad',
    words: (policy) => (isBlocking(policy) ? 'blocked' : `not satisfied: asks for ${asks(policy)}`),
  },
  success: { tone: 'good', words: () => 'satisfied' },
  notApplied: { tone: 'neutral', words: (policy) => because('did not apply', policy) },
  notEnabled: { tone: 'neutral', words: () => 'off' },
  unknown: { tone: 'neutral', words: () => 'unknown' },
  unknownFutureValue: { tone: 'neutral', words: () => 'unknown (the service did not say)' },
  reportOnlySuccess: { tone: 'good', words: () => 'would be satisfied' },
  reportOnlyFailure: {
    tone: 'bad',
    words: (policy) =>
      isBlocking(policy) ? 'would block' : `would stop it: asks for ${asks(policy)}`,
  },
  reportOnlyInterrupted: {
    tone: 'bad',
    words: (policy) => `would ask the user for ${asks(policy)}`,
  },
  reportOnlyNotApplied: { tone: 'neutral', words: (policy) => because('would not apply', policy) },
};

/** One policy of a sign-in in plain words; results Graph may add later are shown as they are. */
export function policyLine(policy: AppliedPolicy): PolicyLine {
  const reading = Object.hasOwn(readings, policy.result) ? readings[policy.result] : undefined;
  return {
    policyId: policy.id,
    name: policy.name,
    result: reading?.words(policy) ?? spaced(policy.result),
    tone: reading?.tone ?? 'neutral',
    controls: [
      ...policy.grantControls.map(askedFor),
      ...policy.sessionControls.map(sessionControlWords),
    ],
  };
}
