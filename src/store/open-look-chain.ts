import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import { AppError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { LookChain } from '../ports/look-record.ts';
import { dialectOf, engineOf } from './dialect.ts';
import { createLookChain } from './look-chain.ts';
import type { Database } from './schema.ts';
import { withStoreErrors } from './store-error.ts';

function cannotOpen(cause?: unknown): AppError {
  return new AppError('store-failed', 'There is no record of looks in this database.', {
    hint: 'Check DATABASE_URL: it must be the database of a bot that was started with this version once.',
    cause,
  });
}

/** The record of a database as it is, beside a running bot: nothing is made, migrated or changed in it. */
export async function openLookChain(
  databaseUrl: string,
  { log }: { log: Log },
): Promise<LookChain & { close(): Promise<void> }> {
  const file = databaseUrl.slice('sqlite:'.length);
  if (engineOf(databaseUrl) === 'sqlite' && !existsSync(file)) throw cannotOpen();
  const db = new Kysely<Database>({ dialect: dialectOf(databaseUrl, log) });
  const chain = withStoreErrors(createLookChain(db));
  try {
    await chain.tenants();
  } catch (thrown) {
    await db.destroy();
    throw cannotOpen(thrown);
  }
  return Object.assign(chain, { close: () => db.destroy() });
}
