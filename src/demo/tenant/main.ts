import { parseArgs } from 'node:util';
import { startTenant } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    seed: { type: 'string', default: '1' },
  },
});

async function run(): Promise<void> {
  const port = Number(values.port);
  try {
    const running = await startTenant({ port, seed: Number(values.seed), live: true });
    process.stdout.write(`${JSON.stringify({ ready: true, url: running.url })}\n`);
    const stop = () => {
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = isTaken
      ? `Port ${port} is in use: stop what listens there, or choose another with --port.`
      : `The tenant could not start: ${error instanceof Error ? error.message : String(error)}`;
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  }
}

await run();
