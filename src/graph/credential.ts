import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { toCredentialError } from './credential-errors.ts';

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

function choose(settings: CredentialSettings): TokenCredential {
  const { tenantId, clientId, clientSecret, clientCertificatePath, federatedTokenFile } = settings;
  const options = {
    authorityHost: settings.authorityHost,
    disableInstanceDiscovery: !isMicrosofts(settings.authorityHost),
    retryOptions: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 2_000 },
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

/**
 * The credential that the settings describe: secret, certificate, federated token or managed identity,
 * the first of them that is set. It keeps a token until shortly before its end. Throws an `AppError`
 * for settings that cannot work.
 */
export function createCredential(settings: CredentialSettings): TokenCredential {
  try {
    return choose(settings);
  } catch (thrown) {
    throw toCredentialError(thrown);
  }
}
