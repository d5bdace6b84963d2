import type { App } from './apps.ts';
import type { Device } from './devices.ts';
import type { Person } from './people.ts';
import type { Place } from './places.ts';

/** The four kinds of sign-in that the log keeps apart. */
export type SignInKind =
  | 'interactiveUser'
  | 'nonInteractiveUser'
  | 'servicePrincipal'
  | 'managedIdentity';

/** How far a second factor got. */
export type MfaState =
  | 'notAsked'
  | 'claim'
  | 'done'
  | 'pending'
  | 'denied'
  | 'unregistered'
  | 'expired';

export type RiskLevel = 'none' | 'low' | 'medium' | 'high';

/** All that is known about one attempt to sign in; the policies judge these. */
export interface Circumstances {
  readonly kind: SignInKind;
  /** Undefined for workloads and for a name that no one has. */
  readonly person: Person | undefined;
  readonly app: App;
  readonly place: Place;
  /** Picks the address within the place. */
  readonly addressNumber: number;
  readonly device: Device | undefined;
  readonly clientApp: string;
  readonly protocol: 'none' | 'oAuth2' | 'ropc' | 'deviceCode' | 'saml20' | 'wsFederation';
  readonly mfa: MfaState;
  readonly termsAccepted: boolean;
  readonly customControlPassed: boolean;
  readonly approvedApp: boolean;
  readonly userRisk: RiskLevel;
  readonly signInRisk: RiskLevel;
  /** False when the first factor failed: no policy is looked at then. */
  readonly evaluated: boolean;
}

/** Client app values that count as legacy authentication. */
export const legacyClients = [
  'Exchange ActiveSync',
  'IMAP4',
  'POP3',
  'Authenticated SMTP',
  'Other clients',
];

/** The client type of a policy's `clientAppTypes` for the log's `clientAppUsed`. */
export function clientTypeOf(clientApp: string): string {
  if (clientApp === 'Browser') return 'browser';
  if (clientApp === 'Exchange ActiveSync') return 'exchangeActiveSync';
  return legacyClients.includes(clientApp) ? 'other' : 'mobileAppsAndDesktopClients';
}
