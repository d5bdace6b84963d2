import { ProbeFailure, type Setup } from '../../ports/probes.ts';
import { type Check, fail, ok, skip } from '../check.ts';
import { refusedByEntra } from '../entra-refusals.ts';
import { notReached } from '../net-words.ts';

const managedFix =
  'Assign the managed identity of MicrosoftAppId to this machine, container or app, or set MicrosoftAppType=SingleTenant and MicrosoftAppPassword.';

/** A managed identity that is none here fails in many ways, none of which Entra has a code for. */
function withoutSecret({ hasBotSecret }: Setup, { entraCode, hint }: ProbeFailure) {
  if (hasBotSecret || entraCode !== undefined) return undefined;
  return fail('no managed identity gave a token here', hint ?? managedFix);
}

/** The token with which the bot answers. */
export const bot: Check = {
  id: 'bot',
  title: 'Bot registration',
  needs: ['network'],
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
      return ok(`token given, ${setup.hasBotSecret ? 'single tenant' : 'without a secret'}`);
    } catch (thrown) {
      if (!(thrown instanceof ProbeFailure)) throw thrown;
      return (
        withoutSecret(setup, thrown) ??
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
