import type { Dialect } from 'kysely';
import type { Log } from '../ports/log.ts';
import type { EngineName } from './engine.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export function engineOf(databaseUrl: string): EngineName {
  return databaseUrl.startsWith('sqlite:') ? 'sqlite' : 'postgres';
}

/** How the database behind `sqlite:<file>` or `postgres://…` is spoken to. */
export function dialectOf(databaseUrl: string, log: Log): Dialect {
  if (engineOf(databaseUrl) === 'sqlite') return sqliteDialect(databaseUrl.slice('sqlite:'.length));
  return postgresDialect(databaseUrl, (error) =>
    log.warn({ err: error }, 'a database connection was lost'),
  );
}
