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

interface Question {
  readonly ask: string;
  /** In the answer's text: a question that fails costs requests too, but not those to be counted. */
  readonly says: string;
  /** In the table; default: as asked. */
  readonly shown?: string;
}

const questions: readonly Question[] = [
  { ask: 'help', says: 'signins' },
  { ask: 'whoami', says: adminUser.displayName },
  { ask: `signins for ${alice.displayName}`, says: alice.displayName },
  { ask: `signins for ${alice.userPrincipalName} blocked last 24h`, says: alice.displayName },
  { ask: 'signins last 24h', says: 'of the tenant' },
  { ask: 'signins blocked last 7d', says: 'Blocked sign-ins' },
  { ask: 'signins from germany risky last 7d', says: 'Germany' },
  { ask: 'signins by day last 7d', says: 'by day' },
  { ask: 'policy CA002', says: 'Require MFA outside trusted networks' },
  { ask: 'policies', says: 'Conditional access policies' },
  { ask: 'would-block CA010 last 7d', says: 'CA010' },
  { ask: `user ${alice.displayName}`, says: alice.displayName },
  { ask: 'audits last 7d', says: 'audits' },
  { ask: `audits for ${alice.displayName}`, says: alice.displayName },
  { ask: 'alerts', says: 'open' },
];
const answerWithinMs = 25_000;

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

interface Cost {
  readonly requests: number;
  readonly ms: number;
}

/** What a question costs a bot that was just started, and the same question asked again. */
async function countQuestion(
  tenant: RunningTenant,
  clock: MovedClock,
  { ask, says, shown = ask }: Question,
): Promise<Figure[]> {
  const app = await createApp(configOf(tenant), {
    credential: createDemoCredential(tenant.url),
    clock,
  });
  const costs: Cost[] = [];
  for (let time = 0; time < 2; time += 1) {
    // Past the seconds in which Graph counts requests, so that no question waits for its turn.
    clock.move(11_000);
    const before = asked(tenant);
    const began = performance.now();
    const answer = await app.answer(message(ask), AbortSignal.timeout(answerWithinMs));
    if (!answer.text.includes(says)) throw new Error(`“${ask}” was answered: ${answer.text}`);
    costs.push({ requests: asked(tenant) - before, ms: performance.now() - began });
  }
  await app.stop();
  const [first, again] = costs as [Cost, Cost];
  return [
    { what: `Graph requests, first: ${shown}`, unit: '', ours: first.requests },
    {
      what: `Graph requests, again beside first: ${shown}`,
      unit: '',
      ours: again.requests,
      baseline: first.requests,
    },
    { what: `time, again beside first: ${shown}`, unit: 'ms', ours: again.ms, baseline: first.ms },
  ];
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
    const id = await idOfSignIn(tenant);
    for (const question of [
      ...questions,
      { ask: `signin ${id}`, says: id, shown: 'signin <request id>' },
    ]) {
      figures.push(...(await countQuestion(tenant, clock, question)));
    }
    return [...figures, await countQuietPoll()];
  } finally {
    await tenant.close();
  }
}
