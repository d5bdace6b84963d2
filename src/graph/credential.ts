import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { AppError } from '../errors.ts';

/** The application that reads Graph, under @azure/identity's own names. */
export interface CredentialSettings {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly clientCertificatePath?: string;
  readonly managedIdentityClientId?: string;
  /** Projected service account token (workload identity federation). */
  readonly federatedTokenFile?: string;
  readonly authorityHost?: string;
}

/** Whatever gives a token for a scope; @azure/identity's credentials do. */
export interface TokenSource {
  getToken(
    scope: string,
    options?: { abortSignal?: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

const microsoftAuthorities = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.windows.net',
  'login.chinacloudapi.cn',
]);

/** Other authorities are unknown to Microsoft's discovery service: asking it would fail. */
function isMicrosofts(authorityHost: string | undefined): boolean {
  return authorityHost === undefined || microsoftAuthorities.has(new URL(authorityHost).hostname);
}

/** The credential that the settings describe: secret, certificate, federated token or managed identity. */
export function createCredential(settings: CredentialSettings): TokenCredential {
  const { tenantId, clientId, clientSecret, clientCertificatePath, federatedTokenFile } = settings;
  const options = {
    authorityHost: settings.authorityHost,
    disableInstanceDiscovery: !isMicrosofts(settings.authorityHost),
  };
  if (clientSecret) return new ClientSecretCredential(tenantId, clientId, clientSecret, options);
  if (clientCertificatePath) {
    return new ClientCertificateCredential(tenantId, clientId, clientCertificatePath, options);
  }
  if (federatedTokenFile) {
    const tokenFilePath = federatedTokenFile;
    return new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath, ...options });
  }
  return new ManagedIdentityCredential({ clientId: settings.managedIdentityClientId ?? clientId });
}

/** Why no token was given, as a next step; @azure/identity's text stays in `cause`. */
export function toCredentialError(thrown: unknown): AppError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const unreachable =
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|endpoints_resolution_error|network_error/i;
  if (unreachable.test(message)) {
    return new AppError('unavailable', 'The sign-in service of this cloud could not be reached.', {
      hint: 'Check AZURE_AUTHORITY_HOST and that this machine reaches it by HTTPS.',
      retryable: true,
      cause: thrown,
    });
  }
  return new AppError('credentials-refused', 'Entra refused the bot’s own credentials.', {
    hint: credentialHint(message),
    cause: thrown,
  });
}

function credentialHint(message: string): string {
  if (/AADSTS7000222/.test(message)) {
    return 'The client secret has expired: make a new one in Entra (Certificates & secrets) and set AZURE_CLIENT_SECRET.';
  }
  if (/AADSTS7000215|invalid_client/.test(message)) {
    return 'Set AZURE_CLIENT_SECRET to the secret’s value, not its id.';
  }
  if (/AADSTS700016|unauthorized_client/.test(message)) {
    return 'Check AZURE_CLIENT_ID: that application is not in the tenant of AZURE_TENANT_ID.';
  }
  return 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or the certificate, or the managed identity).';
}
