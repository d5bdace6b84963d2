import { PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';

/** Eight-byte integers as numbers: times in milliseconds and counts stay far below 2^53. */
function getTypeParser(id: number, format?: 'text' | 'binary') {
  if (id === types.builtins.INT8) return Number;
  return types.getTypeParser(id, format as 'text');
}

/** The server ends a transaction of a replica that was frozen or cut off, and frees its locks for the others. */
const usualSilenceMs = 30_000;

/** `onLost` hears of connections that die while no statement runs; pg would end the process otherwise. */
export function postgresDialect(
  connectionString: string,
  onLost: (error: Error) => void,
  longestSilenceMs = usualSilenceMs,
): PostgresDialect {
  const pool = new Pool({
    connectionString,
    max: 8,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
    idle_in_transaction_session_timeout: longestSilenceMs,
  });
  // A connection that is cut while a transaction has it would otherwise end the process.
  pool.on('connect', (client) => client.on('error', onLost));
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
