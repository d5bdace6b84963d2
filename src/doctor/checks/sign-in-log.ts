import { type Check, fail, ok, skip } from '../check.ts';

/** The log that everything here is about, as the bot reads it. */
export const signInLog: Check = {
  id: 'sign-ins',
  title: 'Sign-in log',
  needs: ['graph', 'consent', 'permission:AuditLog.Read.All', 'licence'],
  silence: skip('Graph gave no answer to this in time: ask again'),
  async run(probes, signal) {
    const use = await probes.graph.use('sign-ins', signal);
    if (use === 'granted') return ok('can be read');
    if (use === 'no-licence') {
      return skip('Graph says that the licence is missing: it does so now and then, ask again');
    }
    return fail(
      'Graph refuses sign-ins, though it gives directory audits',
      'Add Directory.Read.All beside AuditLog.Read.All as an Application permission, and press “Grant admin consent”: older tenants need both.',
    );
  },
};
