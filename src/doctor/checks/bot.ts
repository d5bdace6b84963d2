import { ProbeFailure, type Setup } from '../../ports/probes.ts';
import { type Check, fail, ok, skip } from '../check.ts';
import { refusedByEntra } from '../entra-refusals.ts';
import { notReached } from '../net-words.ts';

const managedFix =
  'Assign the managed identity of MicrosoftAppId to this machine, container or app, or set MicrosoftAppType=SingleTenant and MicrosoftAppPassword.';

function withoutSecret({ hasBotSecret }: Setup) {
  if (hasBotSecret) return undefined;
  return fail('no managed identity gave a token here', managedFix);
}

/** The token with which the bot answers. */
export const bot: Check = {
  id: 'bot',
  title: 'Bot registration',
  needs: ['settings'],
  async run(probes, signal) {
    const { setup } = probes;
    if (setup.isDemo) return skip('the demo has no registration');
    try {
      const { tenantId } = await probes.botToken(signal);
      const isElsewhere = tenantId !== undefined && tenantId !== setup.tenantId;
      if (isElsewhere) {
        return fail(
          `the token is of tenant ${tenantId}`,
          'Set MicrosoftAppTenantId to the tenant that the registration is in, and make the Azure Bot of type Single Tenant.',
        );
      }
      return ok(`token given, ${setup.hasBotSecret ? 'single tenant' : 'managed identity'}`);
    } catch (thrown) {
      if (!(thrown instanceof ProbeFailure)) throw thrown;
      if (thrown.entraCode === undefined) {
        const absent = withoutSecret(setup);
        if (absent) return absent;
      }
      return (
        notReached(thrown, {
          name: 'Entra’s sign-in service',
          host: setup.botLoginHost,
          settings: 'CLOUD and ToChannelFromBotLoginUrl',
        }) ??
        refusedByEntra(thrown, {
          secret: 'MicrosoftAppPassword',
          client: 'MicrosoftAppId',
          tenant: 'MicrosoftAppTenantId',
        })
      );
    }
  },
};
