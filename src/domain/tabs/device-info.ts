import { textAt } from '../record.ts';
import type { SignIn } from '../sign-in.ts';
import type { Tab } from './tab.ts';
import { type Field, factsOf, section, word } from './values.ts';

const fields: readonly Field[] = [
  ['Device ID', 'deviceDetail.deviceId'],
  ['Device name', 'deviceDetail.displayName'],
  ['Browser', 'deviceDetail.browser'],
  ['Operating system', 'deviceDetail.operatingSystem'],
  ['Compliant', 'deviceDetail.isCompliant'],
  ['Managed', 'deviceDetail.isManaged'],
  ['Join type', 'deviceDetail.trustType'],
  ['Authentication app device', 'authenticationAppDeviceDetails'],
  ['Authentication app policies', 'authenticationAppPolicyEvaluationDetails'],
  ['Token protection – sign-in session', 'signInTokenProtectionStatus', word],
  ['Token protection – app', 'appTokenProtectionStatus', word],
  ['Token protection details', 'tokenProtectionStatusDetails'],
];

export const deviceInfoFields = fields;

function noteOn({ raw, userId }: SignIn): string | undefined {
  if (textAt(raw, 'deviceDetail.deviceId')) return undefined;
  if (userId === undefined && textAt(raw, 'servicePrincipalId')) {
    return 'Device: none, a service principal signs in without one.';
  }
  return 'Device identity: none, the device did not identify itself or is not in the directory.';
}

/** On which device: its name and state are there only when the directory knows it. */
export function deviceInfo(signIn: SignIn): Tab {
  return {
    id: 'device',
    title: 'Device info',
    sections: section(undefined, factsOf(signIn.raw, fields)),
    note: noteOn(signIn),
  };
}
