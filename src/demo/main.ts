import { readOptions } from './launcher/options.ts';
import { runDemo } from './launcher/run-demo.ts';

/** `npm run demo`: simulated tenant, bot and chat client as three processes, on loopback only. */
const read = readOptions(process.argv.slice(2));

if (read.kind === 'help') {
  process.stdout.write(read.text);
} else if (read.kind === 'problems') {
  process.stderr.write(`${read.problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => ended.abort());
  }
  process.exitCode = await runDemo(read.options, {
    env: process.env,
    signal: ended.signal,
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
}
