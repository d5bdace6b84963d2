import { ProbeFailure } from '../../ports/probes.ts';
import { type Check, fail, ok } from '../check.ts';
import { notReached } from '../net-words.ts';

/** Graph itself, before any right is asked. */
export const graph: Check = {
  id: 'graph',
  title: 'Microsoft Graph',
  needs: ['graph-token'],
  async run(probes, signal) {
    const { graphHost } = probes.setup;
    try {
      const name = await probes.graph.organisation(signal);
      return ok(name === undefined ? `${graphHost} answers` : `${graphHost} answers for ${name}`);
    } catch (thrown) {
      const service = {
        name: 'Microsoft Graph',
        host: graphHost,
        settings: 'CLOUD and GRAPH_ENDPOINT',
      };
      const outcome = notReached(thrown, service);
      if (outcome) return outcome;
      if (!(thrown instanceof ProbeFailure)) throw thrown;
      if (/HTTP 5/.test(thrown.detail)) {
        return fail(
          `Graph has a problem (${thrown.detail})`,
          'Wait, and ask again: the state of the service is shown at https://status.cloud.microsoft.',
        );
      }
      return fail(
        `Graph does not take the token (${thrown.detail})`,
        'Set CLOUD, GRAPH_ENDPOINT and AZURE_AUTHORITY_HOST to the same cloud; all but CLOUD may be left empty.',
      );
    }
  },
};
