import { isClient } from '../../domain/client-apps.ts';
import { userKeyOf } from '../detect.ts';
import { defineActivityRule } from '../rule.ts';

/** Sign-ins that got in by a client that can be asked for a password alone; a case for each user and client. */
export const legacyAuthSucceeded = defineActivityRule({
  id: 'legacy-auth-succeeded',
  source: 'all-sign-ins',
  severity: 'high',
  verdict: 'Got in',
  summary:
    'sign-ins that got in by legacy authentication (IMAP, POP, SMTP …), where no second factor is asked',
  numbers: {},
  observe(signIn) {
    const { errorCode, clientApp } = signIn;
    if (errorCode !== 0 || clientApp === undefined || !isClient(clientApp, 'legacy')) {
      return undefined;
    }
    return {
      subject: JSON.stringify([userKeyOf(signIn), clientApp.toLowerCase()]),
      match: {
        headline: `got in by legacy authentication (${clientApp})`,
        why: `${clientApp} signs in with a password alone: multifactor authentication was not asked for, and whoever has the password gets in.`,
        nextStep:
          'Find which device or app this is and move it to modern authentication; then block legacy authentication by a conditional access policy. If the address is strange, change the password first.',
      },
    };
  },
});
