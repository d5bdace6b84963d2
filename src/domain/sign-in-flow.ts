import { text } from './record.ts';
import type { SignIn } from './sign-in.ts';

/** Ways to sign in that whoever asks can abuse: a code given away, a password given to an app. */
export type WeakFlow = 'device code' | 'ROPC';

/** How the sign-in went, as its record says (beta alone has `authenticationProtocol`); undefined: in a usual way. */
export function weakFlowOf({ raw }: SignIn): WeakFlow | undefined {
  const protocol = text(raw.authenticationProtocol)?.toLowerCase();
  if (protocol === 'devicecode') return 'device code';
  // Records have it misspelt too.
  return protocol === 'ropc' || protocol === 'rpoc' ? 'ROPC' : undefined;
}
