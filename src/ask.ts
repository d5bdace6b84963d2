import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { createDemoCredential } from './demo/demo-credential.ts';
import { adminUser, tenantId } from './demo/tenant/identities.ts';
import { startTenant } from './demo/tenant/server.ts';
import type { MessageIn } from './ports/chat.ts';

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

const question = process.argv.slice(2).join(' ').trim();
if (question === '')
  fail(['What do you want to know? For example: npm run ask -- "signins for alice"']);

const source = process.env.MicrosoftAppId ? await real() : await simulated();
const app = await createApp(source.config, {
  credential: source.credential,
  access: { levelOf: async () => 'admin' },
});
const answer = await app.answer(
  messageOf(question, source.config.tenantId),
  AbortSignal.timeout(30_000),
);
process.stdout.write(`${answer.text}\n`);
await app.stop();
await source.close();
