import { type Check, fail, ok } from '../check.ts';

/** Whether the bot has its port, or can have it. */
export const listening: Check = {
  id: 'port',
  title: 'Port',
  needs: ['settings'],
  async run(probes, signal) {
    const { port } = probes.setup;
    const listener = await probes.listener(signal);
    if (listener === 'the bot') return ok(`the bot listens on ${port}`);
    if (listener === 'nobody') return ok(`${port} is free: the bot does not run on this machine`);
    return fail(
      `another program listens on ${port}`,
      `End the program that holds port ${port} (ss -ltnp), or set PORT to a free one and send the endpoint’s traffic there.`,
    );
  },
};
