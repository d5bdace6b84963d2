import type { SignIn } from '../../domain/sign-in.ts';
import { type WeakFlow, weakFlowOf } from '../../domain/sign-in-flow.ts';
import { userKeyOf } from '../detect.ts';
import { type ActivityMatch, defineActivityRule } from '../rule.ts';

const words: Readonly<Record<WeakFlow, ActivityMatch>> = {
  'device code': {
    headline: 'got in with a device code',
    why: 'A code that is shown on one device was entered on another. That is how television screens sign in, and how people are talked into letting a stranger in: whoever asked for the code is signed in as the user, past multifactor authentication.',
    nextStep:
      'Ask the user whether she entered a code, where, and who sent it. If it was not her own device, revoke her sessions; block the device code flow by a conditional access policy where nobody needs it.',
  },
  ROPC: {
    headline: 'got in with a password given to an app (ROPC)',
    why: 'The app sent name and password itself (ROPC): no second factor can be asked for, and the app has seen the password.',
    nextStep:
      'Find whose script or app this is and move it to a certificate, a managed identity or an interactive sign-in. If nobody knows it, change the password and revoke the sessions.',
  },
};

const appOf = ({ appId, appName }: SignIn): string => appId ?? appName ?? '';

/** Sign-ins that got in by the device code flow or with a password handed to an app; a case for each user, way and app. */
export const deviceCodeUsed = defineActivityRule({
  id: 'device-code-used',
  source: 'all-sign-ins',
  severity: 'high',
  verdict: 'Got in',
  summary: 'sign-ins that got in by a device code, or with a password given to an app (ROPC)',
  numbers: {},
  observe(signIn) {
    const flow = weakFlowOf(signIn);
    if (signIn.errorCode !== 0 || flow === undefined) return undefined;
    const subject = JSON.stringify([userKeyOf(signIn), flow, appOf(signIn)]);
    return { subject, match: words[flow] };
  },
});
