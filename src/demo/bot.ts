import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { createDemoCredential } from './demo-credential.ts';
import { tenantId } from './tenant/identities.ts';

/**
 * The bot as the demo runs it: the same application as `main.ts`, but without a registration, so no
 * token is asked of the chat client; in return it listens on loopback and answers loopback only.
 */
const graph = process.env.GRAPH_ENDPOINT ?? 'http://127.0.0.1:3979';
const read = readConfig(
  {
    ...process.env,
    GRAPH_ENDPOINT: graph,
    EXCHANGE_ENDPOINT: graph,
    EXCHANGE_ACCESS: process.env.EXCHANGE_ACCESS ?? 'write',
    MicrosoftAppTenantId: tenantId,
    BOT_SERVICE_URL_HOSTS: 'localhost,127.0.0.1',
  },
  { demo: true },
);
if (!read.ok) {
  process.stderr.write(`The demo bot cannot start:\n${read.problems.join('\n')}\n`);
  process.exit(1);
}

try {
  const app = await createApp(read.config, {
    host: '127.0.0.1',
    credential: createDemoCredential(graph),
  });
  const { port } = await app.start();
  process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
  const stop = () => {
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (thrown) {
  process.stderr.write(`The demo bot cannot start: ${(thrown as Error).message}\n`);
  process.exit(1);
}
