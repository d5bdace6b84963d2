import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { clouds } from '../src/clouds.ts';
import { type Config, readConfig } from '../src/config.ts';
import { secretNames } from '../src/config-secrets.ts';

const appId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const tenantId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const whole = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'bot-secret',
  MicrosoftAppTenantId: tenantId,
};

function configOf(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

function problemsOf(env: Record<string, string>): string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}

describe('settings', () => {
  it('names every missing setting in one go', () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
    ]);
  });

  it('reports wrong values together with missing ones', () => {
    const problems = problemsOf({ PORT: 'eighty', ALERT_POLL_SECONDS: '0', CLOUD: 'moon' });
    expect(problems).toHaveLength(6);
    expect(problems.join('\n')).toMatch(/PORT must be a whole number from 0 to 65535/);
  });

  it('never shows a secret in a problem', () => {
    const problems = problemsOf({ ...whole, MicrosoftAppPassword: 's3cr3t', GRAPH_ENDPOINT: 'no' });
    expect(problems).toEqual(['GRAPH_ENDPOINT must be a URL such as https://….']);
    expect(problems.join()).not.toContain('s3cr3t');
  });

  it('takes an unset application type as SingleTenant and refuses MultiTenant', () => {
    expect(configOf(whole).bot.appType).toBe('SingleTenant');
    expect(problemsOf({ ...whole, MicrosoftAppType: 'MultiTenant' }).join()).toMatch(
      /SingleTenant/,
    );
  });

  it('asks for no secret when the bot is a managed identity', () => {
    const { MicrosoftAppPassword: _, ...rest } = whole;
    const config = configOf({ ...rest, MicrosoftAppType: 'UserAssignedMsi' });
    expect(config.graph.managedIdentityClientId).toBe(appId);
    expect(config.graph.clientSecret).toBeUndefined();
  });

  it('reads Graph as the bot itself unless another application is named', () => {
    expect(configOf(whole).graph).toMatchObject({ clientId: appId, clientSecret: 'bot-secret' });
    const reader = '11111111-2222-4333-8444-555555555555';
    const other = configOf({ ...whole, AZURE_CLIENT_ID: reader, AZURE_CLIENT_SECRET: 'graph' });
    expect(other.graph).toMatchObject({ clientId: reader, clientSecret: 'graph' });
    expect(other.graph.managedIdentityClientId).toBeUndefined();
  });

  it("never hands the bot's secret to another application", () => {
    const reader = '11111111-2222-4333-8444-555555555555';
    const { graph } = configOf({ ...whole, AZURE_CLIENT_ID: reader });
    expect(graph.clientSecret).toBeUndefined();
    expect(graph.managedIdentityClientId).toBe(reader);
  });

  it('keeps the record of who asked what 400 days, for admins’ eyes, unless told otherwise', () => {
    expect(configOf(whole).looks).toEqual({ keptDays: 400, self: false });
    const given = { ...whole, LOOKS_KEEP_DAYS: '30', LOOKS_SELF: 'true' };
    expect(configOf(given).looks).toEqual({ keptDays: 30, self: true });
    const wrong = problemsOf({ ...whole, LOOKS_KEEP_DAYS: '0', LOOKS_SELF: 'yes' }).join();
    expect(wrong).toMatch(
      /LOOKS_KEEP_DAYS must be a whole number.*LOOKS_SELF must be true or false/,
    );
  });

  it('lets people sign in only where it is switched on and a connection is named', () => {
    const named = { ...whole, OAUTH_CONNECTION_NAME: 'graph' };
    expect(configOf(named).bot.connectionName).toBeUndefined();
    const on = { ...named, DELEGATED_LOOKUPS: 'true' };
    expect(configOf(on).bot.connectionName).toBe('graph');
    expect(problemsOf({ ...whole, DELEGATED_LOOKUPS: 'true' })).toEqual([
      expect.stringMatching(/^OAUTH_CONNECTION_NAME is missing/),
    ]);
  });

  it('treats an empty variable as not set', () => {
    expect(configOf({ ...whole, PORT: '', CLOUD: ' ' })).toMatchObject({
      port: 3978,
      cloud: 'public',
    });
  });

  it('lets a single key override what the cloud sets', () => {
    const config = configOf({
      ...whole,
      CLOUD: 'usgov',
      ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/openid',
    });
    expect(config.graph.endpoint).toBe(clouds.usgov.graph);
    expect(config.bot.toBotFromChannelTokenIssuer).toBe('https://api.botframework.us');
    expect(config.bot.toBotFromChannelOpenIdMetadataUrl).toBe('http://127.0.0.1:9/openid');
  });

  it('allows plain http on loopback only', () => {
    expect(configOf({ ...whole, GRAPH_ENDPOINT: 'http://127.0.0.1:8080/' }).graph.endpoint).toBe(
      'http://127.0.0.1:8080',
    );
    expect(problemsOf({ ...whole, GRAPH_ENDPOINT: 'http://graph.example' })).toHaveLength(1);
  });

  it('reads levels as role names, ids or both, and names a role it does not know', () => {
    const config = configOf({ ...whole, ACCESS_READERS: `global reader, ${appId.toUpperCase()}` });
    expect(config.access.readers).toEqual(['f2ef992c-3afb-46b9-b7cf-a126ee74c451', appId]);
    expect(problemsOf({ ...whole, ACCESS_ADMINS: 'Globl Administrator' }).join()).toMatch(
      /ACCESS_ADMINS.*“Globl Administrator”/,
    );
  });

  it('reads break-glass accounts as ids and user principal names, and names what is neither', () => {
    const list = `${appId.toUpperCase()}, Emergency@Contoso.example`;
    expect(configOf({ ...whole, BREAK_GLASS: list }).breakGlass).toEqual([
      appId,
      'emergency@contoso.example',
    ]);
    expect(configOf(whole).breakGlass).toEqual([]);
    expect(problemsOf({ ...whole, BREAK_GLASS: 'Emergency 1' }).join()).toMatch(
      /BREAK_GLASS.*“emergency 1” is neither/,
    );
  });

  it('reads who may look up whom, by roles, groups, units and people', () => {
    const unit = 'A0170000-7e57-4000-8000-000000000001';
    const list = `Reports Reader=${unit} + ${appId}; ${appId}=${unit};`;
    expect(configOf({ ...whole, ACCESS_SCOPES: list }).access.scopes).toEqual([
      {
        holder: '4a5d8f65-41da-4de4-8968-e035b65339cf',
        within: [unit.toLowerCase(), appId],
      },
      { holder: appId, within: [unit.toLowerCase()] },
    ]);
    expect(configOf(whole).access.scopes).toEqual([]);
  });

  it.each([
    ['Reports Reader', /ACCESS_SCOPES takes .*“Reports Reader” is not that/],
    ['Trainee=a0170000-7e57-4000-8000-000000000001', /ACCESS_SCOPES knows no Entra role “Trainee”/],
    ['Reports Reader=Sales', /object ids of administrative units and groups, and “sales” is none/],
    ['Reports Reader=', /and “” is none/],
    [
      'Security Operator=a0170000-7e57-4000-8000-000000000001',
      /“Security Operator” is named in ACCESS_OPERATORS or ACCESS_ADMINS too/,
    ],
  ])('says what is wrong with ACCESS_SCOPES=%s', (list, problem) => {
    expect(problemsOf({ ...whole, ACCESS_SCOPES: list }).join()).toMatch(problem);
  });

  it('protects nobody whose look-ups nobody would hear of', () => {
    const PROTECTED_PEOPLE = 'Anna@contoso.example';
    expect(problemsOf({ ...whole, PROTECTED_PEOPLE })).toEqual([
      expect.stringMatching(/^PROTECTED_NOTIFY is missing: .*alerts here/),
    ]);
    const both = { ...whole, PROTECTED_PEOPLE, PROTECTED_NOTIFY: 'Works council' };
    expect(configOf(both).protectedPeople).toEqual({
      people: ['anna@contoso.example'],
      notify: 'Works council',
    });
  });

  it('lists every variable in .env.example, with a line of meaning above each', async () => {
    const lines = (await readFile('.env.example', 'utf8')).split('\n');
    const named = lines.flatMap((line, index) => {
      const name = /^([A-Za-z_]+)=/.exec(line)?.[1];
      return name ? [{ name, meaning: lines[index - 1] ?? '' }] : [];
    });
    const source = await readFile('src/config.ts', 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Za-z_]+):/gm)].map((match) => match[1]);
    const known = new Set(
      read.filter((name) =>
        name?.match(/^(MicrosoftApp|[A-Z]{2}|To|Channel|OAuth|Validate|[A-Z]+_)/),
      ),
    );
    for (const name of secretNames) known.add(`${name}_FILE`);
    expect(new Set(named.map((variable) => variable.name))).toEqual(known);
    for (const variable of named) expect(variable.meaning).toMatch(/^# \S/);
  });

  it('searches the audit log in beta first, or in v1.0', () => {
    expect(configOf(whole).graph.auditSearchVersion).toBe('beta');
    const v1 = configOf({ ...whole, AUDIT_SEARCH_VERSION: 'v1.0' });
    expect(v1.graph.auditSearchVersion).toBe('v1.0');
    const [problem] = problemsOf({ ...whole, AUDIT_SEARCH_VERSION: 'v2' });
    expect(problem).toBe('AUDIT_SEARCH_VERSION must be beta or v1.0.');
  });

  it('knows where files may go in each cloud, and that Teams takes none in some', () => {
    expect(configOf(whole).exports).toEqual({
      folder: undefined,
      uploadHosts: ['*.sharepoint.com', '*.1drv.com'],
    });
    for (const CLOUD of ['usgov', 'usgovdod']) {
      expect(configOf({ ...whole, CLOUD, EXPORT_DIR: '/srv/exports' }).exports).toEqual({
        folder: '/srv/exports',
        uploadHosts: [],
      });
    }
  });

  it('asks nothing of Exchange unless told to, at the cloud’s own address', () => {
    const exchange = (more: Record<string, string>) => {
      const read = readConfig({ ...more }, { demo: true });
      return read.ok ? read.config.exchange : read.problems;
    };
    expect(exchange({})).toEqual({ endpoint: 'https://outlook.office365.com', access: 'off' });
    expect(exchange({ CLOUD: 'usgovdod', EXCHANGE_ACCESS: 'read' })).toEqual({
      endpoint: 'https://outlook-dod.office365.us',
      access: 'read',
    });
    expect(exchange({ EXCHANGE_ACCESS: 'yes' })).toEqual([
      'EXCHANGE_ACCESS must be off, read or write.',
    ]);
  });
});
