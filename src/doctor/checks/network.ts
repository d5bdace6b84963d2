import { type Check, fail, ok } from '../check.ts';

/** A way out: without one, nothing below has anything of its own to say. */
export const network: Check = {
  id: 'network',
  title: 'Way to Microsoft',
  needs: ['settings'],
  async run(probes, signal) {
    const { botLoginHost, keysHost, graphHost, isDemo } = probes.setup;
    const told = await probes.serverTime(signal);
    if (told !== undefined) return ok(isDemo ? 'the simulated tenant answers' : 'there is one');
    const hosts = [...new Set([botLoginHost, keysHost, graphHost])].join(', ');
    return fail(
      `none of ${hosts} could be reached`,
      `Give this machine a way to them by HTTPS: name server, firewall, or the proxy that leads out (HTTPS_PROXY, and NODE_USE_ENV_PROXY=1 for Node.js).`,
    );
  },
};
