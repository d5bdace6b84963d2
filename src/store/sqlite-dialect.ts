import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

const busyTimeoutMs = 5_000;

function openFile(location: string): DatabaseSync {
  if (location === ':memory:') return new DatabaseSync(location);
  const file = resolve(location);
  mkdirSync(dirname(file), { recursive: true });
  return new DatabaseSync(file);
}

/** Kysely's SQLite dialect (one connection behind a mutex) over Node's own `node:sqlite`. `location`: a file or `:memory:`. */
export function sqliteDialect(location: string): SqliteDialect {
  const database = openFile(location);
  database.exec(
    `pragma busy_timeout = ${busyTimeoutMs}; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;`,
  );
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(sql) {
        // A transaction that turns writer half-way fails at once when another process wrote meanwhile; one that starts as writer waits.
        const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
        const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...values(parameters)),
          run: (parameters) => statement.run(...values(parameters)),
          iterate: (parameters) => statement.iterate(...values(parameters)),
        };
      },
    },
  });
}
