import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator, sql } from 'kysely';
import { AppError } from '../errors.ts';
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
import { createOwnChats } from './migrations/0018-own-chats.ts';
import { createPrivacy } from './migrations/0019-private.ts';
import { createLookNotices } from './migrations/0020-scopes.ts';
import { createAuditing } from './migrations/0022-auditing.ts';
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
  '0018-own-chats': createOwnChats,
  '0019-private': createPrivacy,
  '0020-scopes': createLookNotices,
  '0022-auditing': createAuditing,
};

/** The steps that this version knows. */
export const knownMigrations: readonly string[] = Object.keys(steps);

/** The steps that were done in this database, by any version; none where no version was. */
async function doneIn(db: Kysely<Database>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(
    DEFAULT_MIGRATION_TABLE,
  )} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** What a newer version has changed can't be read by this one, and is not taken back: steps only lead forward. */
async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const unknown = (await doneIn(db)).filter((name) => !knownMigrations.includes(name));
  if (unknown.length === 0) return;
  throw new AppError(
    'store-failed',
    `A newer version of the bot has used this database (${unknown.join(', ')}).`,
    {
      hint: 'Start that version again, or go back with the copy of the database that was made before the upgrade: docs/running.md, “Back to an older version”.',
    },
  );
}

/**
 * Brings the database to the newest schema; replicas that start together take turns.
 * Fails with `store-failed`, and changes nothing, where a newer version was before.
 */
export async function migrate({ db, name }: Engine): Promise<void> {
  await refuseNewer(db);
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
