import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { adminUser } from '../../../src/demo/tenant/identities.ts';
import { quantile } from '../quantile.ts';

/** A bot under load, and what a message to it must carry. */
export interface Asked {
  readonly port: number;
  readonly authorization: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
}

/** One round of questions. */
export interface Round {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const answerWithinMs = 20_000;
let asked = 0;

function question({ serviceUrl, tenantId }: Asked): string {
  asked += 1;
  return JSON.stringify({
    type: 'message',
    id: `bench-${asked}`,
    channelId: 'msteams',
    serviceUrl,
    text: 'help',
    from: { id: '29:adele', name: adminUser.displayName, aadObjectId: adminUser.id },
    recipient: { id: '28:bot', name: 'Audit Bot' },
    conversation: { id: 'a:bench', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    localTimezone: 'Europe/Berlin',
  });
}

/** Asks `help` once; resolves when the turn is answered, which is after the card was posted. */
export function askHelp(bot: Asked): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const body = question(bot);
  const post = request(
    {
      agent,
      host: '127.0.0.1',
      port: bot.port,
      path: '/api/messages',
      method: 'POST',
      signal: AbortSignal.timeout(answerWithinMs),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: bot.authorization,
      },
    },
    (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the bot on port ${bot.port} answered ${response.statusCode}`));
      });
    },
  );
  post.once('error', reject);
  post.end(body);
  return promise;
}

/** Asks `count` times, `inFlight` at once. */
export async function askMany(bot: Asked, count: number, inFlight: number): Promise<Round> {
  const tookMs: number[] = [];
  let begun = 0;
  const started = performance.now();
  const askOn = async () => {
    while (begun < count) {
      begun += 1;
      const before = performance.now();
      await askHelp(bot);
      tookMs.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, askOn));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: count / seconds, p99Ms: quantile(tookMs, 0.99) };
}
