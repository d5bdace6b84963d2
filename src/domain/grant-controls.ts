/** Names of grant controls in policies (compliantDevice) and records (RequireCompliantDevice, portal sentences). */
const grantWords: ReadonlyMap<string, string> = new Map([
  ['block', 'Block access'],
  ['blockaccess', 'Block access'],
  ['mfa', 'multifactor authentication'],
  ['multifactorauthentication', 'multifactor authentication'],
  ['compliantdevice', 'a compliant device'],
  ['devicetobemarkedascompliant', 'a compliant device'],
  ['domainjoineddevice', 'a hybrid joined device'],
  ['hybridazureadjoineddevice', 'a hybrid joined device'],
  ['microsoftentrahybridjoineddevice', 'a hybrid joined device'],
  ['approvedapplication', 'an approved client app'],
  ['approvedapp', 'an approved client app'],
  ['approvedclientapp', 'an approved client app'],
  ['compliantapplication', 'an app with an app protection policy'],
  ['compliantapp', 'an app with an app protection policy'],
  ['appprotectionpolicy', 'an app with an app protection policy'],
  ['passwordchange', 'a password change'],
  ['riskremediation', 'that the risk is cleared'],
  ['authenticationstrength', 'an authentication strength'],
]);

const sessionWords: ReadonlyMap<string, string> = new Map([
  ['signinfrequency', 'sign-in frequency'],
  ['cloudappsecurity', 'Defender for Cloud Apps'],
  ['appenforcedrestrictions', 'restrictions enforced by the app'],
  ['applicationenforcedrestrictions', 'restrictions enforced by the app'],
  ['persistentbrowser', 'persistent browser session'],
  ['persistentbrowsersessionmode', 'persistent browser session'],
  ['continuousaccessevaluation', 'continuous access evaluation'],
  ['disableresiliencedefaults', 'no resilience defaults'],
  ['resiliencedefaults', 'resilience defaults'],
  ['securesigninsession', 'token protection'],
  ['globalsecureaccessfilteringprofile', 'a Global Secure Access profile'],
]);

function plain(control: string): string {
  return control
    .toLowerCase()
    .replace(/[\s-]+/g, '')
    .replace(/^requires?/, '');
}

/** A grant control in words that follow “it asks for”; custom controls and terms of use stay as they are titled. */
export function grantControlWords(control: string): string {
  return grantWords.get(plain(control)) ?? control.trim();
}

/** The same with custom titles in quotes, for use inside a sentence. */
export function askedFor(control: string): string {
  const words = grantControlWords(control);
  return isBuiltInControl(control) ? words : `“${words}”`;
}

/** A session control as a noun; unknown ones stay as they are. */
export function sessionControlWords(control: string): string {
  return sessionWords.get(plain(control)) ?? control.trim();
}

/** True for the control that lets nobody in. */
export function isBlockControl(control: string): boolean {
  return grantControlWords(control) === 'Block access';
}

/** True for Microsoft's own controls, false for custom controls and terms of use, which carry a title. */
export function isBuiltInControl(control: string): boolean {
  return grantWords.has(plain(control));
}
