import { type ReadFile, readSetting } from './config-secrets.ts';
import type { CredentialSettings } from './graph/credential.ts';

/** Whatever proves who an application is, as it is set; without any it is a managed identity. */
interface Proof {
  readonly clientSecret?: string;
  readonly clientCertificatePath?: string;
  readonly federatedTokenFile?: string;
}

/** The settings that say who the bot is for Teams and who it is for Graph. */
export interface IdentitySettings {
  readonly MicrosoftAppType: 'SingleTenant' | 'UserAssignedMsi';
  readonly MicrosoftAppId?: string;
  readonly MicrosoftAppPassword?: string;
  readonly MicrosoftAppTenantId?: string;
  readonly MicrosoftAppCertificatePath?: string;
  readonly MicrosoftAppFederatedTokenFile?: string;
  readonly AZURE_TENANT_ID?: string;
  readonly AZURE_CLIENT_ID?: string;
  readonly AZURE_CLIENT_SECRET?: string;
  readonly AZURE_CLIENT_CERTIFICATE_PATH?: string;
  readonly AZURE_FEDERATED_TOKEN_FILE?: string;
}

/** Undefined values count as not set. */
const isAny = (proof: Proof): boolean => Object.values(proof).some((value) => value !== undefined);

/** True when Graph is read by the bot's own registration. */
const isOneApp = ({ AZURE_CLIENT_ID, MicrosoftAppId }: IdentitySettings): boolean =>
  AZURE_CLIENT_ID === undefined || AZURE_CLIENT_ID.toLowerCase() === MicrosoftAppId?.toLowerCase();

const proofForGraph = (settings: IdentitySettings): Proof => ({
  clientSecret: settings.AZURE_CLIENT_SECRET,
  clientCertificatePath: settings.AZURE_CLIENT_CERTIFICATE_PATH,
  federatedTokenFile: settings.AZURE_FEDERATED_TOKEN_FILE,
});

function proofForTeams(settings: IdentitySettings): Proof {
  if (settings.MicrosoftAppType === 'UserAssignedMsi') return {};
  return {
    clientSecret: settings.MicrosoftAppPassword,
    clientCertificatePath: settings.MicrosoftAppCertificatePath,
    federatedTokenFile: settings.MicrosoftAppFederatedTokenFile,
  };
}

/** What the bot shows for its own token: its own proof, else Graph's where that is one application. */
function shownToTeams(settings: IdentitySettings): Proof {
  const own = proofForTeams(settings);
  if (isAny(own) || !isOneApp(settings)) return own;
  return { ...proofForGraph(settings), clientSecret: undefined };
}

/** Who reads Graph: its own proof; else the bot's, where it is the same application; else a managed identity. */
export function graphIdentity(
  settings: IdentitySettings,
  authorityHost: string,
): CredentialSettings {
  const own = proofForGraph(settings);
  const proof = isAny(own) || !isOneApp(settings) ? own : proofForTeams(settings);
  const clientId = settings.AZURE_CLIENT_ID ?? settings.MicrosoftAppId ?? '';
  return {
    tenantId: settings.AZURE_TENANT_ID ?? settings.MicrosoftAppTenantId ?? '',
    clientId,
    ...proof,
    managedIdentityClientId: isAny(proof) ? undefined : clientId,
    authorityHost,
  };
}

/**
 * Who the bot is for Teams where that needs no client secret: certificate, federated token (its own, or those for
 * Graph where that is the same application) or managed identity. Undefined with a secret, or with nothing.
 */
export function botIdentity(
  settings: IdentitySettings,
  loginUrl: string,
): CredentialSettings | undefined {
  const { MicrosoftAppId: clientId = '', MicrosoftAppTenantId: tenantId = '' } = settings;
  const identity = { tenantId, clientId, authorityHost: new URL(loginUrl).origin };
  if (settings.MicrosoftAppType === 'UserAssignedMsi') {
    return { ...identity, managedIdentityClientId: clientId };
  }
  const proof = shownToTeams(settings);
  return proof.clientSecret === undefined && isAny(proof) ? { ...identity, ...proof } : undefined;
}

/** Whether the bot can prove to Teams who it is without a client secret. */
export function isKeyless(
  given: Omit<IdentitySettings, 'MicrosoftAppType'> & { MicrosoftAppType?: string },
): boolean {
  const isManaged = given.MicrosoftAppType === 'UserAssignedMsi';
  return isManaged || isAny(shownToTeams({ ...given, MicrosoftAppType: 'SingleTenant' }));
}

function certificateProblem(name: string, path: string, readFile: ReadFile): string | undefined {
  const found = readSetting(name, path, readFile);
  if ('problem' in found) return found.problem;
  if (/BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: .*ENCRYPTED/m.test(found.value)) {
    return `${name}: the private key in ${path} has a password; give one without, readable by the bot alone.`;
  }
  const isWhole =
    /BEGIN CERTIFICATE/.test(found.value) && /BEGIN (\w+ )?PRIVATE KEY/.test(found.value);
  return isWhole
    ? undefined
    : `${name}: ${path} must hold both the certificate and its private key, as PEM.`;
}

/** What is wrong with the files that prove who the bot is; they are read again whenever a token is asked. */
export function identityProblems(
  settings: Omit<IdentitySettings, 'MicrosoftAppType'>,
  readFile: ReadFile,
): string[] {
  const problems = [
    ...(['MicrosoftAppCertificatePath', 'AZURE_CLIENT_CERTIFICATE_PATH'] as const).map((name) => {
      const path = settings[name];
      return path === undefined ? undefined : certificateProblem(name, path, readFile);
    }),
    ...(['MicrosoftAppFederatedTokenFile', 'AZURE_FEDERATED_TOKEN_FILE'] as const).map((name) => {
      const path = settings[name];
      const found = path === undefined ? undefined : readSetting(name, path, readFile);
      return found && 'problem' in found ? found.problem : undefined;
    }),
  ];
  return problems.filter((problem) => problem !== undefined);
}
