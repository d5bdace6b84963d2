import type { ErrorCode } from './error-code.ts';

/** Faults of the service, and of on-premises password agents. Source: reference-error-codes.md. */
export const serviceCodes: readonly ErrorCode[] = [
  {
    code: 50000,
    name: 'TokenIssuanceError',
    kind: 'service',
    meaning: 'The sign-in service could not issue a token.',
    nextStep: 'Try again; if it stays, open a support request with the request id.',
  },
  {
    code: 51000,
    name: 'RequiredFeatureNotEnabled',
    kind: 'service',
    meaning: 'A feature that this sign-in needs is off in the tenant.',
    nextStep: 'Open a support request with the request id.',
  },
  {
    code: 80001,
    name: 'OnPremiseStoreIsNotAvailable',
    kind: 'service',
    meaning: 'The password agent could not reach Active Directory.',
    nextStep: 'Check the pass-through authentication agents and their domain controllers.',
  },
  {
    code: 80002,
    name: 'OnPremisePasswordValidatorRequestTimedout',
    kind: 'service',
    meaning: 'The password agent did not answer in time.',
    nextStep: 'Check that Active Directory answers and the agents are up.',
  },
  {
    code: 80007,
    name: 'OnPremisePasswordValidatorErrorOccurredOnPrem',
    kind: 'service',
    meaning: 'The password agent could not validate the password.',
    nextStep: 'Read the agent’s log on its server.',
  },
  {
    code: 80013,
    name: 'OnPremisePasswordValidationTimeSkew',
    kind: 'service',
    meaning: 'The clocks of the agent’s server and Active Directory differ.',
    nextStep: 'Set the clocks right.',
  },
  {
    code: 80014,
    name: 'OnPremisePasswordValidationAuthenticationAgentTimeout',
    kind: 'service',
    meaning: 'The password agent took too long.',
    nextStep: 'Check the agents; open a support request if most sign-ins are hit.',
  },
  {
    code: 90033,
    name: 'MsodsServiceUnavailable',
    kind: 'service',
    meaning: 'The directory was not reachable for the sign-in service.',
    nextStep: 'Wait and look at the service’s health.',
  },
  {
    code: 90055,
    name: 'TenantThrottlingError',
    kind: 'service',
    meaning: 'The tenant sends too many requests at once.',
    nextStep: 'Find the app that floods: look for one app with many sign-ins at that time.',
  },
];
