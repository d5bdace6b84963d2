import type { StoreStanding } from '../../ports/probes.ts';
import { engineOf } from '../dialect.ts';
import { probePostgres } from './probe-postgres.ts';
import { probeSqlite } from './probe-sqlite.ts';

/** Whether the bot can keep its state there: written and taken back, beside a running bot as well. */
export function probeStore(databaseUrl: string, signal: AbortSignal): Promise<StoreStanding> {
  return engineOf(databaseUrl) === 'sqlite'
    ? probeSqlite(databaseUrl.slice('sqlite:'.length), signal)
    : probePostgres(databaseUrl);
}
