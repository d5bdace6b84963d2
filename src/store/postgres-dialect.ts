import { PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';

/** Eight-byte integers as numbers: times in milliseconds and counts stay far below 2^53. */
function getTypeParser(id: number, format?: 'text' | 'binary') {
  if (id === types.builtins.INT8) return Number;
  return types.getTypeParser(id, format as 'text');
}

/** `onIdleError` hears of connections that die while nobody uses them; pg would end the process otherwise. */
export function postgresDialect(
  connectionString: string,
  onIdleError: (error: Error) => void,
): PostgresDialect {
  const pool = new Pool({
    connectionString,
    max: 8,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
  });
  pool.on('error', onIdleError);
  return new PostgresDialect({ pool });
}
