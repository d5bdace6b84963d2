import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { AppError } from './errors.ts';

/** Longer than the longest answer takes, shorter than Kubernetes waits. */
const shutdownGraceMs = 28_000;

function say(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}

const read = readConfig(process.env);
if (!read.ok) {
  say([
    'teams-audit-bot cannot start:',
    ...read.problems.map((problem) => `  - ${problem}`),
    'Fill in .env (see .env.example and README, “Connecting a real tenant”).',
    'To look at it without a tenant: npm run demo',
  ]);
  process.exit(1);
}

try {
  const app = await createApp(read.config);
  const { port } = await app.start();
  app.log.info({ port, tenantId: read.config.tenantId }, 'listening');
  const stop = () => {
    setTimeout(() => process.exit(1), shutdownGraceMs).unref();
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (thrown) {
  const known = thrown instanceof AppError ? thrown : undefined;
  say([
    `teams-audit-bot cannot start: ${known?.message ?? String(thrown)}`,
    ...(known?.hint ? [known.hint] : []),
  ]);
  process.exit(1);
}
