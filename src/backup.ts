import { readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { backUp } from './store/back-up.ts';

/** `npm run backup -- <file>`: copies the SQLite database beside the running bot; PostgreSQL has pg_dump. */
const usage = 'npm run backup -- <file that is not there yet>';

function fail(lines: readonly string[]): never {
  process.stderr.write(`${lines.filter((line) => line !== '').join('\n')}\n`);
  process.exit(1);
}

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) fail([usage]);
const read = readConfig(process.env, { demo: true });
if (!read.ok) fail(['The settings in .env are not complete:', ...read.problems]);

try {
  const { bytes, schema } = await backUp(read.config.databaseUrl, file);
  const size = (bytes / 1e6).toFixed(1);
  process.stdout.write(`${file}: ${size} MB, whole, as ${schema} left the schema.\n`);
} catch (thrown) {
  const error = thrown instanceof AppError ? thrown : undefined;
  fail([error?.message ?? String(thrown), error?.hint ?? '']);
}
