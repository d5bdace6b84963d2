import { type DestinationStream, pino } from 'pino';
import type { Log } from '../ports/log.ts';
import { createScrub, toLoggedError } from './scrub.ts';

const secretNames = [
  'authorization',
  'Authorization',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'secret',
  'clientSecret',
  'client_secret',
  'password',
  'appPassword',
  'MicrosoftAppPassword',
  'AZURE_CLIENT_SECRET',
  'DATABASE_URL',
  'databaseUrl',
];
const maxDepth = 4;

const redactedPaths = secretNames.flatMap((name) =>
  Array.from({ length: maxDepth }, (_, depth) => `${'*.'.repeat(depth)}${name}`),
);

export interface LogOptions {
  /** One of pino's levels. */
  readonly level: string;
  /** Texts that are hidden wherever they stand, besides all that looks like a secret. */
  readonly secrets?: readonly string[];
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON line per event. Errors go under `err` (or `cause`), and only their harmless parts are
 * written; fields named like secrets and anything shaped like one are hidden.
 */
export function createLog({ level, secrets = [], destination }: LogOptions): Log {
  const scrub = createScrub(secrets);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redactedPaths, censor: '[hidden]' },
      serializers: { err: toLoggedError, error: toLoggedError, cause: toLoggedError },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) => scrub(line),
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}
