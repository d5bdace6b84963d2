import { describe, expect, it } from '@jest/globals';
import { type Config, readConfig } from '../src/config.ts';
import { secretNames } from '../src/config-secrets.ts';

const appId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const reader = '11111111-2222-4333-8444-555555555555';
const ids = {
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
};
const pem = '-----BEGIN PRIVATE KEY-----\nx\n-----BEGIN CERTIFICATE-----\ny';

/** Settings read on a machine with these files. */
function read(env: Record<string, string>, files: Record<string, string> = {}) {
  const readFile = (path: string) => {
    const text = files[path];
    if (text !== undefined) return text;
    throw Object.assign(new Error('no'), { code: path === '/locked' ? 'EACCES' : 'ENOENT' });
  };
  return readConfig({ ...ids, ...env }, { readFile });
}

function configOf(env: Record<string, string>, files?: Record<string, string>): Config {
  const found = read(env, files);
  if (!found.ok) throw new Error(found.problems.join('\n'));
  return found.config;
}

function problemsOf(env: Record<string, string>, files?: Record<string, string>): string[] {
  const found = read(env, files);
  return found.ok ? [] : found.problems;
}

describe('secrets in files', () => {
  it('take the place of each variable that holds one, without the line’s end', () => {
    const files = {
      '/run/secrets/bot': 'of the bot\n',
      '/run/secrets/graph': ' of graph ',
      '/run/secrets/db': 'postgres://bot:in-file@db/bot\n',
    };
    const config = configOf(
      {
        MicrosoftAppPassword_FILE: '/run/secrets/bot',
        AZURE_CLIENT_SECRET_FILE: '/run/secrets/graph',
        DATABASE_URL_FILE: '/run/secrets/db',
      },
      files,
    );
    expect(config.bot.appPassword).toBe('of the bot');
    expect(config.graph.clientSecret).toBe('of graph');
    expect(config.databaseUrl).toBe('postgres://bot:in-file@db/bot');
  });

  it.each(secretNames)(
    '%s_FILE that can’t be used is named, with its path and without a value',
    (name) => {
      const usual = { MicrosoftAppPassword: 'usual-secret' };
      const rest = name === 'MicrosoftAppPassword' ? {} : usual;
      const file = (path: string) => ({ ...rest, [`${name}_FILE`]: path });
      expect(problemsOf(file('/gone'))).toEqual([`${name}_FILE: /gone: there is no such file.`]);
      expect(problemsOf(file('/locked'))).toEqual([
        `${name}_FILE: /locked: it can’t be read (EACCES).`,
      ]);
      expect(problemsOf(file('/empty'), { '/empty': '\n' })).toEqual([
        `${name}_FILE: /empty is empty.`,
      ]);
      const both = { ...rest, [name]: 'sqlite:given-too', [`${name}_FILE`]: '/kept' };
      expect(problemsOf(both, { '/kept': 'hidden-in-file' })).toEqual([
        `${name} and ${name}_FILE are both set: keep one.`,
      ]);
    },
  );

  it('are held to the same shapes, and not shown when they miss them', () => {
    const env = { MicrosoftAppPassword: 'x', DATABASE_URL_FILE: '/db' };
    const problems = problemsOf(env, { '/db': 'mysql://bot:s3cr3t@db' });
    expect(problems).toHaveLength(1);
    expect(problems.join()).toMatch(/^DATABASE_URL must be/);
    expect(problems.join()).not.toContain('s3cr3t');
  });
});

describe('a bot without a client secret', () => {
  it.each([
    ['MicrosoftAppCertificatePath', 'clientCertificatePath'],
    ['AZURE_CLIENT_CERTIFICATE_PATH', 'clientCertificatePath'],
    ['MicrosoftAppFederatedTokenFile', 'federatedTokenFile'],
    ['AZURE_FEDERATED_TOKEN_FILE', 'federatedTokenFile'],
  ] as const)('proves itself to Teams and to Graph by %s alone', (name, proof) => {
    const config = configOf({ [name]: '/proof' }, { '/proof': pem });
    expect(config.botIdentity).toMatchObject({
      clientId: appId,
      tenantId: ids.MicrosoftAppTenantId,
      authorityHost: 'https://login.microsoftonline.com',
      [proof]: '/proof',
    });
    expect(config.graph).toMatchObject({ clientId: appId, [proof]: '/proof' });
    expect(config.graph.managedIdentityClientId).toBeUndefined();
  });

  it('is a managed identity for Teams whatever secret Graph’s application has', () => {
    const config = configOf({
      MicrosoftAppType: 'UserAssignedMsi',
      AZURE_CLIENT_ID: reader,
      AZURE_CLIENT_SECRET: 'of graph',
    });
    expect(config.botIdentity).toMatchObject({ clientId: appId, managedIdentityClientId: appId });
    expect(config.graph).toMatchObject({ clientId: reader, clientSecret: 'of graph' });
  });

  it('never shows another application’s proof to Teams, nor its own to Graph for another', () => {
    const graphOnly = { AZURE_CLIENT_ID: reader, AZURE_CLIENT_CERTIFICATE_PATH: '/proof' };
    expect(problemsOf(graphOnly, { '/proof': pem }).join()).toMatch(
      /^MicrosoftAppPassword is missing/,
    );
    const botOnly = { AZURE_CLIENT_ID: reader, MicrosoftAppCertificatePath: '/proof' };
    const config = configOf(botOnly, { '/proof': pem });
    expect(config.graph.clientCertificatePath).toBeUndefined();
    expect(config.graph.managedIdentityClientId).toBe(reader);
  });

  it('keeps to its client secret where there is one', () => {
    const env = { MicrosoftAppPassword: 'secret', AZURE_FEDERATED_TOKEN_FILE: '/proof' };
    const config = configOf(env, { '/proof': 'token' });
    expect(config.botIdentity).toBeUndefined();
    expect(config.graph).toMatchObject({ federatedTokenFile: '/proof', clientSecret: undefined });
  });

  it('reads its login host from the cloud', () => {
    const env = { CLOUD: 'usgov', MicrosoftAppCertificatePath: '/proof' };
    const config = configOf(env, { '/proof': pem });
    expect(config.botIdentity?.authorityHost).toBe('https://login.microsoftonline.us');
  });

  it.each([
    ['only a certificate', '-----BEGIN CERTIFICATE-----', /must hold both the certificate/],
    ['only a key', '-----BEGIN RSA PRIVATE KEY-----', /must hold both the certificate/],
    [
      'a key with a password',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----',
      /the private key in \/proof has a password/,
    ],
    ['nothing', ' ', /\/proof is empty/],
  ])('is told when its certificate’s file holds %s', (_, text, problem) => {
    const problems = problemsOf({ MicrosoftAppCertificatePath: '/proof' }, { '/proof': text });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('is told when its token’s file is not there', () => {
    expect(problemsOf({ MicrosoftAppFederatedTokenFile: '/gone' })).toEqual([
      'MicrosoftAppFederatedTokenFile: /gone: there is no such file.',
    ]);
  });
});
