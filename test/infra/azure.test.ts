import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { appId } from '../start/running-bot.ts';
import { type Declared, readTemplate, type Template } from './evaluate-bicep.ts';

/** What Azure gives to the managed identity. */
const identityId = 'b0700000-0000-4000-8000-00000000001d';
const image = 'registry.example/teams-audit-bot:1';
const byMsi = { image, postgresPassword: 'a password of the test' };
const bySecret = {
  image,
  botIdentity: 'SingleTenant',
  botAppId: appId,
  databaseUrl: 'postgres://elsewhere/bot',
};

let main: Template;
let postgres: Template;
beforeAll(async () => {
  [main, postgres] = await Promise.all([
    readTemplate('infra/azure/main.bicep'),
    readTemplate('infra/azure/postgres.bicep'),
  ]);
});

function find(declared: readonly Declared[], symbol: string): Declared['body'] {
  const found = declared.find((one) => one.symbol === symbol);
  if (!found) throw new Error(`no ${symbol}`);
  return found.body;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly secretRef?: string;
}

const variablesOf = (declared: readonly Declared[]): Variable[] =>
  find(declared, 'app').properties.template.containers[0].env;

/** What the bot would find in its environment, with ids in place of what Azure gives. */
function environmentOf(declared: readonly Declared[]) {
  return Object.fromEntries(
    variablesOf(declared).map(({ name, value, secretRef }) => {
      if (secretRef === 'database-url') return [name, 'postgres://server/bot'];
      if (value === '[identity.properties.clientId]') return [name, identityId];
      return [name, secretRef ?? (value?.startsWith('[') ? appId : value)];
    }),
  );
}

describe('the Azure template', () => {
  it('uses no name that it does not declare, and asks for the image alone', () => {
    expect([main.unknown, postgres.unknown]).toEqual([[], []]);
    expect(main.needed).toEqual(['image']);
    expect(main.outputs).toEqual(['messagingEndpoint', 'botId', 'graphPrincipalId', 'vault']);
  });

  it('gives its module every parameter that has no default, and no other', () => {
    const { params } = find(main.deploy(byMsi), 'postgres');
    expect(Object.keys(params).sort()).toEqual([...postgres.needed].sort());
    expect(postgres.parameters).toEqual(postgres.needed);
  });

  it('has an example of parameters that it knows, without a secret', async () => {
    const text = await readFile('infra/azure/main.bicepparam', 'utf8');
    const named = [...text.matchAll(/^param (\w+) = (.*)$/gm)];
    expect(main.parameters).toEqual(expect.arrayContaining(named.map(([, name]) => name)));
    for (const need of main.needed) expect(text).toContain(`param ${need} = `);
    const secrets = named.filter(([, name = '']) => /secret|password|url/i.test(name));
    for (const [, , value] of secrets) expect(value).toMatch(/^readEnvironmentVariable\(/);
  });

  it.each([
    ['a managed identity', byMsi],
    ['an application with a secret', bySecret],
  ])('sets what the bot takes and starts with, as %s', (_, given) => {
    const declared = main.deploy(given);
    const read = readConfig(environmentOf(declared));
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    // Graph is read by the managed identity either way: no secret of an application can read it.
    const { managedIdentityClientId, clientSecret } = read.config.graph;
    expect([managedIdentityClientId, clientSecret]).toEqual([identityId, undefined]);
  });

  it('keeps every secret in the vault, and none with a managed identity but the database’s', () => {
    const names = (given: typeof byMsi | typeof bySecret) =>
      variablesOf(main.deploy(given))
        .filter(({ secretRef }) => secretRef !== undefined)
        .map(({ name }) => name);
    expect(names(byMsi)).toEqual(['DATABASE_URL']);
    expect(names(bySecret)).toEqual(['DATABASE_URL', 'MicrosoftAppPassword']);
    for (const given of [byMsi, bySecret]) {
      const declared = main.deploy(given);
      const { secrets } = find(declared, 'app').properties.configuration;
      for (const secret of secrets) {
        expect(secret).toEqual({
          name: secret.name,
          keyVaultUrl: `[vault.properties.vaultUri]secrets/${secret.name}`,
          identity: '[identity.id]',
        });
      }
      const refs = variablesOf(declared).flatMap(({ secretRef }) => secretRef ?? []);
      expect(secrets.map(({ name }: { name: string }) => name).sort()).toEqual(refs.sort());
    }
  });

  it('makes a database that the bot’s network alone reaches, unless one is given', () => {
    const symbols = (given: object) => main.deploy({ ...given }).map(({ symbol }) => symbol);
    expect(symbols(byMsi)).toEqual(expect.arrayContaining(['postgres', 'network']));
    expect(symbols(bySecret)).not.toContain('postgres');
    const server = find(postgres.deploy(), 'server');
    expect(server.properties.network.publicNetworkAccess).toBe('Disabled');
    expect(find(postgres.deploy(), 'url').properties.value).toMatch(/\?sslmode=verify-full$/);
  });

  it('tells Teams the bot’s own address, by the identity that the bot has', () => {
    const declared = main.deploy(byMsi);
    const bot = find(declared, 'bot').properties;
    expect(bot.endpoint).toBe('https://[app.properties.configuration.ingress.fqdn]/api/messages');
    expect(bot.msaAppId).toBe(
      variablesOf(declared).find(({ name }) => name === 'MicrosoftAppId')?.value,
    );
    expect(find(declared, 'teams').properties.properties.isEnabled).toBe(true);
    expect(find(main.deploy(bySecret), 'bot').properties.msaAppId).toBe(appId);
  });

  it('pulls from a registry only with the right to, and lets replicas finish their turns', () => {
    const declared = main.deploy({ ...byMsi, registry: 'images', settings: { LOG_LEVEL: 'warn' } });
    const { configuration, template } = find(declared, 'app').properties;
    expect(configuration.registries).toEqual([
      { server: 'images.azurecr.io', identity: '[identity.id]' },
    ]);
    expect(find(declared, 'pullsImages').scope).toBe('[images]');
    expect(template.terminationGracePeriodSeconds).toBeGreaterThan(28);
    expect(variablesOf(declared)).toContainEqual({ name: 'LOG_LEVEL', value: 'warn' });
  });
});
