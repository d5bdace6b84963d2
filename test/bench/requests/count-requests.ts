import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createDemoCredential } from '../../../src/demo/demo-credential.ts';
import { adminUser, alice, tenantId } from '../../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../../src/demo/tenant/server.ts';
import type { MessageIn } from '../../../src/ports/chat.ts';
import type { Figure } from '../figure.ts';
import { asked } from './asked.ts';
import { countQuietPoll } from './count-quiet-poll.ts';
import { createMovedClock, type MovedClock } from './moved-clock.ts';

const questions = [
  'help',
  'whoami',
  `signins for ${alice.displayName}`,
  `signins for ${alice.userPrincipalName} blocked last 24h`,
  'signins last 24h',
  'policy CA002',
  'alerts',
];
const answerWithinMs = 20_000;

function message(text: string): MessageIn {
  return {
    kind: 'message',
    text,
    mentions: [],
    asker: { id: adminUser.id, name: adminUser.displayName, channelUserId: '29:adele' },
    conversation: {
      id: 'a:bench',
      kind: 'personal',
      tenantId,
      serviceUrl: 'http://127.0.0.1',
      bot: { id: '28:bot' },
    },
    timeZone: 'UTC',
  };
}

function configOf({ url }: RunningTenant) {
  const read = readConfig(
    {
      MicrosoftAppTenantId: tenantId,
      GRAPH_ENDPOINT: url,
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
    },
    { demo: true },
  );
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.config;
}

/** What a question costs a bot that was just started, and the same question asked again. */
async function countQuestion(
  tenant: RunningTenant,
  clock: MovedClock,
  text: string,
): Promise<Figure[]> {
  const app = await createApp(configOf(tenant), {
    credential: createDemoCredential(tenant.url),
    clock,
  });
  const counts: number[] = [];
  for (let time = 0; time < 2; time += 1) {
    // Past the seconds in which Graph counts requests, so that no question waits for its turn.
    clock.move(11_000);
    const before = asked(tenant);
    await app.answer(message(text), AbortSignal.timeout(answerWithinMs));
    counts.push(asked(tenant) - before);
  }
  await app.stop();
  return ['first', 'again'].map((when, index) => ({
    what: `Graph requests, ${when}: ${text}`,
    unit: '',
    ours: counts[index] ?? Number.NaN,
  }));
}

async function idOfSignIn(tenant: RunningTenant): Promise<string> {
  const { token } = await createDemoCredential(tenant.url).getToken();
  const response = await fetch(`${tenant.url}/v1.0/auditLogs/signIns?$top=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { value } = (await response.json()) as { value: { id: string }[] };
  return value[0]?.id ?? '';
}

/** Requests to Graph for each question, first and repeated, and for a poll when nothing happens. */
export async function countRequests(): Promise<Figure[]> {
  const clock = createMovedClock();
  const tenant = await startTenant({
    signInCount: 5_000,
    throttle: false,
    now: () => clock.now(),
  });
  try {
    const figures: Figure[] = [];
    for (const text of [...questions, `signin ${await idOfSignIn(tenant)}`]) {
      figures.push(...(await countQuestion(tenant, clock, text)));
    }
    return [...figures, await countQuietPoll()];
  } finally {
    await tenant.close();
  }
}
