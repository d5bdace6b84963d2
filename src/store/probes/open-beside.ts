import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { Log } from '../../ports/log.ts';
import type { OpenedStore } from '../../ports/probes.ts';
import { createCoverageLog } from '../coverage.ts';
import { dialectOf, engineOf } from '../dialect.ts';
import type { Engine } from '../engine.ts';
import { createLookChain } from '../look-chain.ts';
import type { Database } from '../schema.ts';
import { withStoreErrors } from '../store-error.ts';
import { createSubscriptions } from '../subscriptions.ts';

/** A store as it is, beside a running bot: nothing is made, migrated or changed in it. Undefined: it has not begun. */
export async function openBeside(
  databaseUrl: string,
  { log }: { log: Log },
): Promise<(OpenedStore & { close(): Promise<void> }) | undefined> {
  const name = engineOf(databaseUrl);
  const file = databaseUrl.slice('sqlite:'.length);
  if (name === 'sqlite' && !existsSync(file)) return undefined;
  const db = new Kysely<Database>({ dialect: dialectOf(databaseUrl, log) });
  const engine: Engine = { name, db, newId: randomUUID };
  try {
    await db.selectFrom('looks').select('sequence').limit(1).execute();
  } catch {
    await db.destroy();
    return undefined;
  }
  return {
    subscriptions: withStoreErrors(createSubscriptions(engine)),
    coverage: withStoreErrors(createCoverageLog(engine)),
    chain: withStoreErrors(createLookChain(db)),
    close: () => db.destroy(),
  };
}
