import { type Check, ok, warn } from '../check.ts';
import { permissions } from './permissions.ts';

/** Microsoft begins to refuse at 1; the header comes from 0.8 on. */
const nearlyFull = 0.8;
/** One or two are a matter of a moment, and were tried again. */
const manyRefused = 3;

/** What the requests of the other checks met. */
export const throttling: Check = {
  id: 'throttling',
  title: 'Room below Graph’s limits',
  needs: ['graph', 'consent'],
  after: [...permissions.map(({ id }) => id), 'licence', 'sign-ins'],
  async run(probes) {
    const { refused, fullness = 0 } = probes.graph.pressure();
    const isTight = refused >= manyRefused || fullness >= nearlyFull;
    if (!isTight) return ok('requests are not refused as too many');
    const full = fullness > 0 ? `, a limit is ${Math.round(fullness * 100)} % used` : '';
    return warn(
      `${refused} requests were refused as too many (429)${full}`,
      'Give the bot a registration of its own (AZURE_CLIENT_ID): Graph’s limits of 5 log requests in 10 s are per application. Those on policies are per tenant: other tools that read them should ask less often.',
    );
  },
};
