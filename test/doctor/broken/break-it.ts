import type { RequestListener } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import type { Examined, SetUp } from '../set-up.ts';

/** One thing that is wrong, and the one thing that the doctor is to say of it. */
export interface Broken {
  readonly what: string;
  readonly id: string;
  readonly state?: 'warn';
  /** What its fix names. */
  readonly fix: RegExp;
  readonly examined?: Examined;
  /** Breaks it; gives the settings that belong to it. */
  readonly arrange?: (setUp: SetUp) => SettingsOrNone | Promise<SettingsOrNone>;
  /** What is to be undone, where the next set-up would suffer. */
  readonly undo?: (setUp: SetUp) => void;
}

type SettingsOrNone = Readonly<Record<string, string>> | undefined;

export const otherId = '00000000-0000-4000-8000-00000000dead';
export const nobody = 'http://127.0.0.1:1';
export const html: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<html>Please sign in</html>');
};
export const refusingProxy: RequestListener = (_request, response) => {
  response.statusCode = 403;
  response.setHeader('content-type', 'text/html');
  response.end('<html>Blocked</html>');
};
export const status =
  (code: number): RequestListener =>
  (_request, response) => {
    response.statusCode = code;
    response.end();
  };

export const settings = (changes: Readonly<Record<string, string>>) => () => changes;

const databaseOf = ({ environment }: SetUp) =>
  (environment.DATABASE_URL ?? '').slice('sqlite:'.length);

/** Changes the database behind the bot's back. */
export function tamper(where: SetUp | string, ...statements: readonly string[]): void {
  const database = new DatabaseSync(typeof where === 'string' ? where : databaseOf(where));
  for (const statement of statements) database.exec(statement);
  database.close();
}
