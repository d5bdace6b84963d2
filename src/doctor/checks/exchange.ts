import { AppError } from '../../errors.ts';
import { type Check, fail, ok, skip } from '../check.ts';

/** What asks Exchange about auditing; off unless EXCHANGE_ACCESS says otherwise. */
export const exchange: Check = {
  id: 'exchange',
  title: 'Exchange access',
  needs: ['settings', 'graph-token'],
  async run(probes, signal) {
    const { switches } = probes;
    if (switches === undefined || switches.access === 'off') return skip('EXCHANGE_ACCESS is off');
    try {
      await switches.ingestion({ priority: 'person', signal });
      return ok(`Exchange answers, EXCHANGE_ACCESS=${switches.access}`);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return fail(
        thrown.message,
        thrown.hint ?? 'Leave EXCHANGE_ACCESS empty where it is not used.',
      );
    }
  },
};
