import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import type { ChainHead } from './domain/look-chain.ts';
import { AppError } from './errors.ts';
import { createLog } from './ops/log.ts';
import { openLookChain } from './store/open-look-chain.ts';
import { verifyLooks } from './verify-looks.ts';

/**
 * `npm run verify-log`: reads the record of who asked the bot what, beside a running bot, and says whether a row was
 * changed, taken out, put in, moved or cut off; exit code 1 if so. `-- --head <count>:<hash>` holds it against a head
 * that was told before, `-- --export <file>` writes it as JSON lines.
 */
const usage = 'npm run verify-log -- [--head <count>:<hash>] [--export <file.jsonl>]';

function fail(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

function headIn(words: string | undefined): ChainHead | undefined {
  if (words === undefined) return undefined;
  const [, count, hash = ''] = /^(\d+):([0-9a-f]{64})$/i.exec(words.trim()) ?? [];
  if (count === undefined) {
    fail([
      'A head is <count>:<hash>, as this command and the hourly line of the log tell it.',
      usage,
    ]);
  }
  return { count: Number(count), hash: hash.toLowerCase() };
}

function optionsIn(args: readonly string[]) {
  const options = { head: { type: 'string' }, export: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (thrown) {
    fail([thrown instanceof Error ? thrown.message : String(thrown), usage]);
  }
}

const options = optionsIn(process.argv.slice(2));
const known = headIn(options.head);
const read = readConfig(process.env, { demo: true });
if (!read.ok) fail(['The settings in .env are not complete:', ...read.problems]);

try {
  const chain = await openLookChain(read.config.databaseUrl, { log: createLog({ level: 'warn' }) });
  const say = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  const isWhole = await verifyLooks({ chain, known, file: options.export, say });
  await chain.close();
  process.exitCode = isWhole ? 0 : 1;
} catch (thrown) {
  const error = thrown instanceof AppError ? thrown : undefined;
  fail([error?.message ?? String(thrown), error?.hint ?? ''].filter((line) => line !== ''));
}
