import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Engine, EngineName } from './engine.ts';
import { createAlertTables } from './migrations/0001-alerts.ts';
import { createSearchTables } from './migrations/0002-searches.ts';
import { createMemoryTables } from './migrations/0003-memory.ts';
import { createCoverage } from './migrations/0004-coverage.ts';
import { createTroubleTables } from './migrations/0004-troubles.ts';
import { createSilences } from './migrations/0005-silences.ts';
import { createContexts } from './migrations/0007-context.ts';
import { createWaiting } from './migrations/0008-waiting.ts';
import { createFencing } from './migrations/0009-fencing.ts';
import { createTallies } from './migrations/0010-tallies.ts';
import { createFacts } from './migrations/0011-facts.ts';
import { createJumps } from './migrations/0012-jumps.ts';
import { createObservations } from './migrations/0013-activity.ts';
import { createRouting } from './migrations/0014-routing.ts';
import { createDigests } from './migrations/0015-digest.ts';
import { createHistories } from './migrations/0016-histories.ts';
import { createLooks } from './migrations/0017-looks.ts';
import { createPrivacy } from './migrations/0019-private.ts';
import type { Database } from './schema.ts';

type Step = (db: Kysely<Database>, engine: EngineName) => Promise<void>;

/** In order; what is released is never changed, only followed by another. */
const steps: Readonly<Record<string, Step>> = {
  '0001-alerts': createAlertTables,
  '0002-searches': createSearchTables,
  '0003-memory': createMemoryTables,
  '0004-coverage': createCoverage,
  '0004-troubles': createTroubleTables,
  '0005-silences': createSilences,
  '0007-context': createContexts,
  '0008-waiting': createWaiting,
  '0009-fencing': createFencing,
  '0010-tallies': createTallies,
  '0011-facts': createFacts,
  '0012-jumps': createJumps,
  '0013-activity': createObservations,
  '0014-routing': createRouting,
  '0015-digest': createDigests,
  '0016-histories': createHistories,
  '0017-looks': createLooks,
  '0019-private': createPrivacy,
};

/** Brings the database to the newest schema; replicas that start together take turns. */
export async function migrate({ db, name }: Engine): Promise<void> {
  const migrations = Object.fromEntries(
    Object.entries(steps).map(([key, step]): [string, Migration] => [
      key,
      { up: (database) => step(database, name) },
    ]),
  );
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
