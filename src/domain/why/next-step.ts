import { explainCode } from '../error-codes.ts';
import { isBlockControl } from '../grant-controls.ts';
import { text } from '../record.ts';
import type { SignIn } from '../sign-in.ts';
import { extraConditions, type Grip } from './matched.ts';

const legacyClients =
  /activesync|imap|pop|smtp|mapi|exchange (web services|online powershell)|autodiscover|other clients|offline address book|outlook service|reporting web services/i;

/** By what the blocking policy matched on, most telling first. */
const blockSteps: readonly (readonly [condition: string, step: string])[] = [
  [
    'authenticationFlows',
    'Ask the user whether she started a device code sign-in herself; if not, it is phishing: revoke her sessions.',
  ],
  ['userRisk', 'Check the user’s risk in Entra ID Protection before anything is unblocked.'],
  [
    'signInRisk',
    'Check the sign-in’s risk in Entra ID Protection, and ask the user if it was her.',
  ],
  [
    'location',
    'Ask the user whether she is there. For a real trip the policy’s owner can exclude her until it ends; otherwise treat her password as known.',
  ],
  [
    'devicePlatform',
    'Have the user take a device with a platform that the policy allows; check that the browser tells its platform.',
  ],
  ['deviceState', 'Compare the device with the policy’s device filter.'],
];

/** What the help desk does about a sign-in that a policy blocked. */
export function stepForBlock(grip: Grip): string {
  const { signIn, applied } = grip;
  if (!applied.grantControls.some(isBlockControl)) return stepForCode(signIn);
  const conditions = extraConditions(grip);
  if (legacyClients.test(signIn.clientApp ?? '') && conditions.includes('clientType')) {
    return 'Have the user move to an app with modern authentication, such as Outlook; old clients stay blocked.';
  }
  const found = blockSteps.find(([condition]) => conditions.includes(condition));
  return found?.[1] ?? stepForCode(signIn);
}

/** What the help desk does about a code, when no policy tells more. */
export function stepForCode(signIn: SignIn): string {
  return explainCode(signIn.errorCode, reasonOf(signIn)).nextStep;
}

/** The record's reason; `Other.` and the like say nothing. */
export function reasonOf({ failureReason }: SignIn): string | undefined {
  const reason = text(failureReason);
  return reason && /^(other|none|null|n\/a)\.?$/i.test(reason) ? undefined : reason;
}
