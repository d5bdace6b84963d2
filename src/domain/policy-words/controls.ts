import { grantControlWords } from '../grant-controls.ts';
import type { NameOf } from '../policy.ts';
import { at, isRecord, type JsonRecord, text, textAt, textsAt } from '../record.ts';
import { quoted, spaced } from '../sentence.ts';
import { nameFor } from './names.ts';

/** What a policy demands, each in words that follow “it asks for”. */
export function grantControlsOf(policy: JsonRecord, nameOf: NameOf): string[] {
  const grant = at(policy, 'grantControls');
  if (!isRecord(grant)) return [];
  const strength = grant.authenticationStrength;
  return [
    ...textsAt(grant, 'builtInControls').map(grantControlWords),
    ...(isRecord(strength) ? [strengthWords(strength)] : []),
    ...textsAt(grant, 'termsOfUse').map(
      (id) => `accepting the terms of use ${nameFor(id, nameOf)}`,
    ),
    ...textsAt(grant, 'customAuthenticationFactors').map((name) => `the control ${quoted(name)}`),
  ];
}

function strengthWords(strength: JsonRecord): string {
  const name = textAt(strength, 'displayName');
  return name ? `the authentication strength ${quoted(name)}` : 'an authentication strength';
}

/** True when every control is needed, false when one is enough. */
export function needsAll(policy: JsonRecord): boolean {
  return textAt(policy, 'grantControls.operator')?.toUpperCase() === 'AND';
}

/** Grant controls as lines; with several, the first line says whether all or one is needed. */
export function describeGrant(policy: JsonRecord, nameOf: NameOf): string[] {
  const controls = grantControlsOf(policy, nameOf);
  if (controls.length === 0) return ['No grant control: it lets in, under its session controls'];
  if (controls.includes('Block access')) return ['Block access'];
  if (controls.length === 1) return [`Require ${controls[0]}`];
  const rule = needsAll(policy) ? 'Require all of these (AND)' : 'Require one of these (OR)';
  return [`${rule}:`, ...controls];
}

function frequency(control: JsonRecord): string {
  const value = text(control.value);
  if (text(control.frequencyInterval) === 'everyTime' || value === undefined) {
    return 'Sign in again every time';
  }
  const unit = text(control.type) ?? 'hours';
  return value === '1'
    ? `Sign in again every ${unit.replace(/s$/, '')}`
    : `Sign in again every ${value} ${unit}`;
}

const cloudAppModes: ReadonlyMap<string, string> = new Map([
  ['mcasConfigured', 'its own policies'],
  ['monitorOnly', 'monitor only'],
  ['blockDownloads', 'block downloads'],
]);

const sessionSentences: Readonly<Record<string, (control: JsonRecord) => string>> = {
  signInFrequency: frequency,
  persistentBrowser: (control) =>
    text(control.mode) === 'never'
      ? 'The browser never keeps the session'
      : 'The browser always keeps the session',
  cloudAppSecurity: (control) => {
    const mode = text(control.cloudAppSecurityType) ?? 'on';
    return `Defender for Cloud Apps: ${cloudAppModes.get(mode) ?? spaced(mode)}`;
  },
  applicationEnforcedRestrictions: () => 'Restrictions enforced by the app',
  secureSignInSession: () => 'Token protection for the session',
  continuousAccessEvaluation: (control) =>
    `Continuous access evaluation: ${spaced(text(control.mode) ?? 'on')}`,
  globalSecureAccessFilteringProfile: () => 'A Global Secure Access security profile',
};

function describeSessionControl(name: string, control: unknown): string[] {
  if (name === 'disableResilienceDefaults') {
    return control === true ? ['Resilience defaults are off: no access during an outage'] : [];
  }
  if (!isRecord(control) || control.isEnabled === false) return [];
  return [sessionSentences[name]?.(control) ?? `Session control: ${spaced(name)}`];
}

/** Session controls as sentences; those that are switched off are left out. */
export function describeSession(policy: JsonRecord): string[] {
  const session = at(policy, 'sessionControls');
  if (!isRecord(session)) return [];
  return Object.entries(session)
    .filter(([name]) => !name.includes('@'))
    .flatMap(([name, control]) => describeSessionControl(name, control));
}
