import { ProbeFailure } from '../../ports/probes.ts';
import { type Check, fail, ok, skip } from '../check.ts';
import { notReached } from '../net-words.ts';

/** Without these keys no message of Teams can be believed. */
export const signingKeys: Check = {
  id: 'signing-keys',
  title: 'Keys of Bot Framework',
  needs: ['network'],
  async run(probes, signal) {
    const { setup } = probes;
    if (setup.isDemo) return skip('the demo asks for no token');
    try {
      return ok(`${await probes.signingKeys(signal)} keys from ${setup.keysHost}`);
    } catch (thrown) {
      const service = {
        name: 'Bot Framework’s key server',
        host: setup.keysHost,
        settings: 'CLOUD and ToBotFromChannelOpenIdMetadataUrl',
      };
      const outcome = notReached(thrown, service);
      if (outcome) return outcome;
      if (!(thrown instanceof ProbeFailure)) throw thrown;
      return fail(
        `the key server refused (${thrown.detail})`,
        'Leave ToBotFromChannelOpenIdMetadataUrl empty, and set CLOUD to the cloud that the bot is in.',
      );
    }
  },
};
