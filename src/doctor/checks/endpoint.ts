import { ProbeFailure } from '../../ports/probes.ts';
import { type Check, fail, type Outcome, ok, skip, warn } from '../check.ts';

const path = '/api/messages';

/** The bot refuses a message without a token with 401; any other answer comes from something else. */
function outcomeOf(status: number, url: string): Outcome {
  if (status === 401) return ok(`${url} refuses messages without a token, as it should`);
  if (status === 404 || status === 405) {
    return fail(
      `${url} is not served there (HTTP ${status})`,
      `Send ${path} of that address to the bot’s port, with the path unchanged (reverse proxy, ingress).`,
    );
  }
  if (status >= 502 && status <= 504) {
    return fail(
      `what stands before the bot does not reach it (HTTP ${status})`,
      'Start the bot, and let the reverse proxy or ingress send its traffic to the bot’s host and PORT.',
    );
  }
  if (status >= 300 && status < 400) {
    return fail(
      `${url} sends callers elsewhere (HTTP ${status})`,
      'Let the bot’s path through without a redirect or a sign-in page: Teams follows neither.',
    );
  }
  return fail(
    `${url} answers HTTP ${status} to a message without a token; the bot answers 401`,
    `Let ${path} through to the bot as it comes: Teams signs in by its own token, not by the proxy’s means.`,
  );
}

function unanswered(failure: ProbeFailure, url: string): Outcome {
  const { host } = new URL(url);
  if (failure.trouble === 'untrusted') {
    return fail(
      `the certificate of ${host} is not valid (${failure.detail})`,
      `Give ${host} a certificate of a public authority, with its whole chain, for that very name: Teams takes no other.`,
    );
  }
  return warn(
    `${host} does not answer from this machine (${failure.detail})`,
    `Start the bot and see that https://${host}${path} reaches its port from the internet; a network that does not let its own machines call in from outside shows the same.`,
  );
}

/** The messaging endpoint as far as this machine can tell. */
export const endpoint: Check = {
  id: 'endpoint',
  title: 'Reachable for Teams',
  needs: ['port'],
  async run(probes, signal) {
    const { publicUrl, isDemo } = probes.setup;
    if (isDemo) return skip('the demo’s chat client is on this machine');
    if (probes.isAskedInTeams) return ok('this question came through Teams');
    if (publicUrl === undefined) {
      return skip(
        'can’t be told from here without PUBLIC_URL: see in Azure Bot › Configuration that the messaging endpoint is https and ends in /api/messages',
      );
    }
    const url = `${publicUrl}${path}`;
    try {
      return outcomeOf(await probes.endpoint(url, signal), url);
    } catch (thrown) {
      if (!(thrown instanceof ProbeFailure)) throw thrown;
      return unanswered(thrown, url);
    }
  },
};
