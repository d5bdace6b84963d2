import { ProbeFailure } from '../../ports/probes.ts';
import { type Check, ok } from '../check.ts';
import { refusedByEntra } from '../entra-refusals.ts';
import { notReached } from '../net-words.ts';

/** The token with which Graph is read; of the bot’s own registration unless another is named. */
export const graphToken: Check = {
  id: 'graph-token',
  title: 'Graph registration',
  needs: ({ setup }) => (setup.isOneRegistration && !setup.isDemo ? ['bot'] : ['network']),
  async run(probes, signal) {
    const { setup } = probes;
    try {
      const { appId } = await probes.graph.token(signal);
      const whose = setup.isOneRegistration ? 'the bot’s own' : 'one of its own';
      return ok(`token given, ${whose}${appId === undefined ? '' : ` (${appId})`}`);
    } catch (thrown) {
      const service = {
        name: 'Entra’s sign-in service',
        host: setup.graphLoginHost,
        settings: 'CLOUD and AZURE_AUTHORITY_HOST',
      };
      const outcome = notReached(thrown, service);
      if (outcome) return outcome;
      if (!(thrown instanceof ProbeFailure)) throw thrown;
      return refusedByEntra(thrown, {
        secret: setup.isOneRegistration ? 'MicrosoftAppPassword' : 'AZURE_CLIENT_SECRET',
        client: setup.isOneRegistration ? 'MicrosoftAppId' : 'AZURE_CLIENT_ID',
        tenant: setup.isOneRegistration ? 'MicrosoftAppTenantId' : 'AZURE_TENANT_ID',
      });
    }
  },
};
