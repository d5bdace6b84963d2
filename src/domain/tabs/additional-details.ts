import { text } from '../record.ts';
import { spaced, startUpper } from '../sentence.ts';
import type { SignIn } from '../sign-in.ts';
import { authenticationFields } from './authentication-details.ts';
import { basicInfoFields } from './basic-info.ts';
import { conditionalAccessFields } from './conditional-access.ts';
import { deviceInfoFields } from './device-info.ts';
import { locationFields } from './location.ts';
import type { Fact, Tab } from './tab.ts';
import { type Field, factsOf, plain, risk, section, word } from './values.ts';

const riskFields: readonly Field[] = [
  ['Risk state', 'riskState', risk],
  ['Risk level during sign-in', 'riskLevelDuringSignIn', risk],
  ['Risk level aggregated', 'riskLevelAggregated', risk],
  ['Risk detail', 'riskDetail', risk],
  ['Risk event types', 'riskEventTypes_v2', word],
  ['Risk event types (retired field)', 'riskEventTypes', word],
];

const fields: readonly Field[] = [
  ['Additional details', 'status.additionalDetails'],
  ['Tenant restricted', 'isTenantRestricted'],
  ['Original transfer method', 'originalTransferMethod', word],
  ['Managed identity', 'managedServiceIdentity'],
  ['Azure resource ID', 'azureResourceId'],
  ['Private link', 'privateLinkDetails'],
  ['Event listeners', 'appliedEventListeners'],
  ['Agent', 'agent'],
];

const shownElsewhere = new Set([
  'location',
  'networkLocationDetails',
  ...[
    basicInfoFields,
    locationFields,
    deviceInfoFields,
    authenticationFields,
    conditionalAccessFields,
    riskFields,
    fields,
  ]
    .flat()
    .map(([, path]) => path.split('.')[0]),
]);

/** What Graph may add tomorrow, and what exporters add today: shown under its own name. */
function unnamed({ raw }: SignIn): Fact[] {
  return Object.entries(raw).flatMap(([key, value]) => {
    if (shownElsewhere.has(key) || key.includes('@') || key === 'status') return [];
    const words = plain(value);
    return words === undefined ? [] : [{ label: startUpper(spaced(key)), value: words }];
  });
}

/** Risk, and whatever else the record holds. */
export function additionalDetails(signIn: SignIn): Tab {
  const risks = factsOf(signIn.raw, riskFields);
  const others = factsOf(signIn.raw, fields);
  const more = unnamed(signIn);
  const isHidden = riskFields.some(([, path]) => text(signIn.raw[path]) === 'hidden');
  const isEmpty = risks.length + others.length + more.length === 0;
  const licence = isHidden ? 'Risk is not licensed: it needs Entra ID P2.' : undefined;
  return {
    id: 'additional',
    title: 'Additional details',
    sections: [
      ...section('Risk', risks),
      ...section(undefined, others),
      ...section('Other fields of the record', more),
    ],
    note: isEmpty ? 'Nothing recorded.' : licence,
  };
}
