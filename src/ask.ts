import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { createDemoCredential } from './demo/demo-credential.ts';
import { adminUser, tenantId } from './demo/tenant/identities.ts';
import { startTenant } from './demo/tenant/server.ts';
import { csvRecord } from './exports/csv.ts';
import type { MessageIn, Outgoing } from './ports/chat.ts';

/**
 * `npm run ask -- "signins for alice"`: one question through the real code, answered on the
 * terminal. With a filled-in `.env` it asks the real tenant, as whoever holds its secrets; without
 * any registration it asks the simulated tenant, and says so.
 */
interface Source {
  readonly config: Config;
  readonly credential?: ReturnType<typeof createDemoCredential>;
  close(): Promise<void>;
}

const searchPatienceMs = 30 * 60_000;

function fail(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

async function simulated(): Promise<Source> {
  process.stderr.write('No registration in .env: asking the simulated tenant.\n');
  const tenant = await startTenant();
  const read = readConfig(
    {
      MicrosoftAppTenantId: tenantId,
      GRAPH_ENDPOINT: tenant.url,
      EXCHANGE_ENDPOINT: tenant.url,
      EXCHANGE_ACCESS: 'write',
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    },
    { demo: true },
  );
  if (!read.ok) fail(read.problems);
  return {
    config: read.config,
    credential: createDemoCredential(tenant.url),
    close: () => tenant.close(),
  };
}

async function real(): Promise<Source> {
  const read = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' });
  if (!read.ok) fail(['The settings in .env are not complete:', ...read.problems]);
  return { config: read.config, close: async () => {} };
}

function messageOf(text: string, tenant: string): MessageIn {
  return {
    kind: 'message',
    text,
    mentions: [],
    asker: { id: adminUser.id, name: 'the terminal', channelUserId: 'terminal' },
    conversation: {
      id: 'terminal',
      kind: 'personal',
      tenantId: tenant,
      serviceUrl: 'http://localhost',
      bot: { id: 'terminal' },
    },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

const words = process.argv.slice(2);
const question = words
  .filter((word) => word !== '--csv')
  .join(' ')
  .trim();
if (question === '')
  fail([
    'What do you want to know? For example: npm run ask -- "signins for alice"',
    'All its rows as CSV: npm run --silent ask -- "signins for alice" --csv > signins.csv',
  ]);

const source = process.env.MicrosoftAppId ? await real() : await simulated();
const app = await createApp(source.config, {
  credential: source.credential,
  access: { levelOf: async () => 'admin' },
});
const ask = () =>
  app.answer(messageOf(question, source.config.tenantId), AbortSignal.timeout(30_000));

/** A search of the audit log goes on while its card waits for the answer; here nobody else works on it. */
async function untilFound(first: Outgoing): Promise<Outgoing> {
  const giveUp = AbortSignal.timeout(searchPatienceMs);
  let answer = first;
  while (answer.placed !== undefined && !giveUp.aborted) {
    process.stderr.write(`${answer.text.split('\n').slice(0, 3).join(' · ')}\n`);
    await delay(1_000);
    await app.runSearches(giveUp);
    answer = await ask();
  }
  return answer;
}

/** Every row to the standard output, a page at a time; false where there are none to write. */
async function writeCsv(): Promise<boolean> {
  const message = messageOf(question, source.config.tenantId);
  const table = await app.table(message, AbortSignal.timeout(searchPatienceMs));
  if (typeof table === 'string') {
    process.stderr.write(`${table}\n`);
    return false;
  }
  process.stdout.write(csvRecord(table.columns));
  for await (const page of table.pages) {
    const isTaken = process.stdout.write(page.map(csvRecord).join(''));
    if (!isTaken) await once(process.stdout, 'drain');
  }
  return true;
}

if (words.includes('--csv')) {
  process.exitCode = (await writeCsv()) ? 0 : 1;
} else {
  const answer = await untilFound(await ask());
  process.stdout.write(`${answer.text}\n`);
}
await app.stop();
await source.close();
