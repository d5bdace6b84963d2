import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Cloud, type CloudName, cloudNames, clouds } from './clouds.ts';
import { contradictions } from './config-contradictions.ts';
import { botIdentity, graphIdentity, identityProblems, isKeyless } from './config-identity.ts';
import { type ReadFile, readSecrets } from './config-secrets.ts';
import {
  accountList,
  databaseUrl,
  guid,
  idList,
  pathList,
  scopeList,
  trueOrFalse,
  url,
  wholeNumber,
} from './config-values.ts';
import type { AccessRules } from './domain/access.ts';
import type { CredentialSettings } from './graph/credential.ts';
import type { TeamsSettings } from './teams/settings.ts';

interface GraphConfig extends CredentialSettings {
  /** Root without version. */
  readonly endpoint: string;
  readonly auditSearchVersion: 'beta' | 'v1.0';
}

interface ExchangeConfig {
  /** Root without path. */
  readonly endpoint: string;
  readonly access: 'off' | 'read' | 'write';
}

interface AlertConfig {
  readonly pollSeconds: number;
  readonly settleSeconds: number;
  readonly overlapMinutes: number;
  readonly sweepHours: number;
  readonly rulesFile?: string;
  /** Paths of databases in the MaxMind format that say whose addresses are. */
  readonly networkFiles: readonly string[];
}

interface LooksConfig {
  /** How many days the record of who asked what is kept. */
  readonly keptDays: number;
  /** Whether everybody may ask who looked at herself. */
  readonly self: boolean;
}

interface ProtectedConfig {
  /** Accounts and groups whose look-ups need a reason: object ids and user principal names, lower case. */
  readonly people: readonly string[];
  /** Name or id of the conversation that is told of each such look-up; '' where nobody is protected. */
  readonly notify: string;
}

interface ExportConfig {
  /** Where files wait to be taken; absent: the machine's folder for temporary files. */
  readonly folder?: string;
  /** Host patterns that files may be sent to. */
  readonly uploadHosts: readonly string[];
}

/** Everything the bot is told from outside, read once at the start. */
export interface Config {
  readonly port: number;
  /** Where Teams reaches the bot, without a path; only `doctor` asks. */
  readonly publicUrl?: string;
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly bot: TeamsSettings;
  /** What gets the bot's own token, where that is not a client secret. */
  readonly botIdentity?: CredentialSettings;
  readonly graph: GraphConfig;
  readonly exchange: ExchangeConfig;
  readonly databaseUrl: string;
  /** Who has which level: Entra role template ids, group ids and user object ids. */
  readonly access: AccessRules;
  /** Whether guests of the tenant are answered as members are. */
  readonly allowGuests: boolean;
  /** Questions a minute of one person; a conversation may ask twice as many. */
  readonly questionsPerMinute: number;
  readonly protectedPeople: ProtectedConfig;
  /** Accounts and groups that cannot be made quiet: object ids and user principal names, lower case. */
  readonly breakGlass: readonly string[];
  readonly alerts: AlertConfig;
  readonly exports: ExportConfig;
  readonly looks: LooksConfig;
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: string[] };

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const governmentChannelService = 'https://botframework.azure.us';

const defaultAccess = {
  ACCESS_READERS: 'Global Reader, Security Reader, Reports Reader',
  ACCESS_OPERATORS: 'Security Operator, Security Administrator',
  ACCESS_ADMINS: 'Global Administrator, Security Administrator',
};

/** A variable that is set to nothing counts as not set: that is how `.env` templates are left. */
const filled = (env: Environment): Environment =>
  Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : [])),
  );

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3978),
  PUBLIC_URL: url.optional(),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMsi'], {
      error: 'must be SingleTenant or UserAssignedMsi (MultiTenant bots are not served)',
    })
    .default('SingleTenant'),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppCertificatePath: z.string().optional(),
  MicrosoftAppFederatedTokenFile: z.string().optional(),
  ChannelService: url.optional(),
  ToChannelFromBotLoginUrl: url.optional(),
  ToChannelFromBotOAuthScope: z.string().optional(),
  ToBotFromChannelOpenIdMetadataUrl: url.optional(),
  ToBotFromChannelTokenIssuer: z.string().optional(),
  OAuthUrl: url.optional(),
  ValidateAuthority: trueOrFalse.default(true),
  DELEGATED_LOOKUPS: trueOrFalse.default(false),
  OAUTH_CONNECTION_NAME: z.string().optional(),
  BOT_SERVICE_URL_HOSTS: z.string().optional(),
  AZURE_TENANT_ID: guid.optional(),
  AZURE_CLIENT_ID: guid.optional(),
  AZURE_CLIENT_SECRET: z.string().optional(),
  AZURE_CLIENT_CERTIFICATE_PATH: z.string().optional(),
  AZURE_FEDERATED_TOKEN_FILE: z.string().optional(),
  AZURE_AUTHORITY_HOST: url.optional(),
  GRAPH_ENDPOINT: url.optional(),
  AUDIT_SEARCH_VERSION: z.enum(['beta', 'v1.0'], { error: 'must be beta or v1.0' }).default('beta'),
  CLOUD: z.enum(cloudNames, { error: `must be one of ${cloudNames.join(', ')}` }).default('public'),
  EXCHANGE_ACCESS: z
    .enum(['off', 'read', 'write'], { error: 'must be off, read or write' })
    .default('off'),
  EXCHANGE_ENDPOINT: url.optional(),
  DATABASE_URL: databaseUrl.default('sqlite:./data/bot.db'),
  ACCESS_READERS: idList.prefault(defaultAccess.ACCESS_READERS),
  ACCESS_OPERATORS: idList.prefault(defaultAccess.ACCESS_OPERATORS),
  ACCESS_ADMINS: idList.prefault(defaultAccess.ACCESS_ADMINS),
  ACCESS_SCOPES: scopeList.prefault(''),
  ALLOW_GUESTS: trueOrFalse.default(false),
  PROTECTED_PEOPLE: accountList.prefault(''),
  PROTECTED_NOTIFY: z.string().optional(),
  QUESTIONS_PER_MINUTE: wholeNumber(1, 100_000).default(30),
  BREAK_GLASS: accountList.prefault(''),
  ALERT_POLL_SECONDS: wholeNumber(1, 3600).default(60),
  ALERT_SETTLE_SECONDS: wholeNumber(0, 3600).default(30),
  ALERT_OVERLAP_MINUTES: wholeNumber(1, 1440).default(60),
  ALERT_SWEEP_HOURS: wholeNumber(1, 168).default(24),
  ALERT_RULES_FILE: z.string().optional(),
  NETWORK_FILES: pathList.prefault(''),
  EXPORT_DIR: z.string().optional(),
  LOOKS_KEEP_DAYS: wholeNumber(1, 3650).default(400),
  LOOKS_SELF: trueOrFalse.default(false),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});
type Settings = z.output<typeof environment>;

/** The demo's settings differ in three ways: no registration, no token asked, loopback alone. */
export interface ReadOptions {
  readonly demo?: boolean;
  /** Reads the files that hold secrets. */
  readonly readFile?: ReadFile;
}

function missing(env: Environment): string[] {
  const isProved = env.MicrosoftAppPassword ?? env.MicrosoftAppPassword_FILE ?? isKeyless(env);
  const needed: [string, boolean, string][] = [
    ['MicrosoftAppId', !env.MicrosoftAppId, 'the application id of the Azure Bot'],
    ['MicrosoftAppTenantId', !env.MicrosoftAppTenantId, 'the Entra tenant id of the Azure Bot'],
    [
      'MicrosoftAppPassword',
      !isProved,
      'the client secret of that application (not needed with MicrosoftAppCertificatePath, MicrosoftAppFederatedTokenFile or MicrosoftAppType=UserAssignedMsi)',
    ],
    [
      'OAUTH_CONNECTION_NAME',
      env.DELEGATED_LOOKUPS === 'true' && !env.OAUTH_CONNECTION_NAME,
      'the OAuth connection of the Azure Bot that DELEGATED_LOOKUPS needs',
    ],
  ];
  return needed.flatMap(([name, isMissing, what]) =>
    isMissing ? [`${name} is missing: ${what}.`] : [],
  );
}

function toGraph(settings: Settings, cloud: Cloud): GraphConfig {
  return {
    endpoint: (settings.GRAPH_ENDPOINT ?? cloud.graph).replace(/\/+$/, ''),
    auditSearchVersion: settings.AUDIT_SEARCH_VERSION,
    ...graphIdentity(settings, settings.AZURE_AUTHORITY_HOST ?? cloud.authority),
  };
}

function toBot(settings: Settings, cloud: Cloud, demo: boolean): TeamsSettings {
  const hosts = settings.BOT_SERVICE_URL_HOSTS?.split(',').map((host) => host.trim().toLowerCase());
  return {
    appType: settings.MicrosoftAppType,
    appId: demo ? '' : (settings.MicrosoftAppId ?? ''),
    appPassword: settings.MicrosoftAppPassword,
    tenantId: (settings.MicrosoftAppTenantId ?? '').toLowerCase(),
    serviceUrlHosts: hosts?.filter((host) => host !== '') ?? cloud.serviceUrlHosts,
    channelService: settings.ChannelService,
    toChannelFromBotLoginUrl: settings.ToChannelFromBotLoginUrl ?? cloud.botLoginUrl,
    toChannelFromBotOAuthScope: settings.ToChannelFromBotOAuthScope ?? cloud.botScope,
    toBotFromChannelTokenIssuer: settings.ToBotFromChannelTokenIssuer ?? cloud.botTokenIssuer,
    toBotFromChannelOpenIdMetadataUrl:
      settings.ToBotFromChannelOpenIdMetadataUrl ?? cloud.botOpenIdMetadata,
    toBotFromEmulatorOpenIdMetadataUrl: cloud.emulatorOpenIdMetadata,
    connectionName:
      settings.DELEGATED_LOOKUPS && !demo ? settings.OAUTH_CONNECTION_NAME : undefined,
    oAuthUrl: settings.OAuthUrl ?? cloud.botOAuthUrl,
    validateAuthority: settings.ValidateAuthority,
    anonymous: demo,
  };
}

function toConfig(settings: Settings, demo: boolean): Config {
  const cloud = clouds[settings.CLOUD];
  const botCloud = settings.ChannelService === governmentChannelService ? clouds.usgov : cloud;
  const bot = toBot(settings, botCloud, demo);
  return Object.freeze({
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+(api\/messages\/*)?$/, ''),
    cloud: settings.CLOUD,
    tenantId: bot.tenantId,
    bot,
    botIdentity: demo ? undefined : botIdentity(settings, bot.toChannelFromBotLoginUrl),
    graph: toGraph(settings, cloud),
    exchange: {
      endpoint: (settings.EXCHANGE_ENDPOINT ?? cloud.exchange).replace(/\/+$/, ''),
      access: settings.EXCHANGE_ACCESS,
    },
    databaseUrl: settings.DATABASE_URL,
    access: {
      readers: settings.ACCESS_READERS,
      operators: settings.ACCESS_OPERATORS,
      admins: settings.ACCESS_ADMINS,
      scopes: settings.ACCESS_SCOPES,
    },
    protectedPeople: {
      people: settings.PROTECTED_PEOPLE,
      notify: settings.PROTECTED_NOTIFY ?? '',
    },
    allowGuests: settings.ALLOW_GUESTS,
    questionsPerMinute: settings.QUESTIONS_PER_MINUTE,
    breakGlass: settings.BREAK_GLASS,
    alerts: {
      pollSeconds: settings.ALERT_POLL_SECONDS,
      settleSeconds: settings.ALERT_SETTLE_SECONDS,
      overlapMinutes: settings.ALERT_OVERLAP_MINUTES,
      sweepHours: settings.ALERT_SWEEP_HOURS,
      rulesFile: settings.ALERT_RULES_FILE,
      networkFiles: settings.NETWORK_FILES,
    },
    exports: { folder: settings.EXPORT_DIR, uploadHosts: botCloud.uploadHosts },
    looks: { keptDays: settings.LOOKS_KEEP_DAYS, self: settings.LOOKS_SELF },
    logLevel: settings.LOG_LEVEL,
  });
}

/** Reads and checks every setting; all problems come in one go, and none shows a value that could be a secret. */
export function readConfig(env: Environment, options: ReadOptions = {}): ConfigResult {
  const { demo = false, readFile = (path) => readFileSync(path, 'utf8') } = options;
  const secrets = readSecrets(filled(env), readFile);
  const given = secrets.env;
  const parsed = environment.safeParse(given);
  const problems = [
    ...(demo ? [] : missing(given)),
    ...secrets.problems,
    ...(parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) ?? []),
    ...(parsed.data ? contradictions(parsed.data) : []),
    ...identityProblems(given, readFile),
  ];
  if (problems.length > 0 || !parsed.success) return { ok: false, problems };
  return { ok: true, config: toConfig(parsed.data, demo) };
}
