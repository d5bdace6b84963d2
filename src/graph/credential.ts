import { readFile } from 'node:fs/promises';
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import { toCredentialError } from './credential-errors.ts';
import { askToken } from './token.ts';

/** An application that asks Entra for tokens, under @azure/identity's own names. */
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

/** Read whenever a token is asked, not once in five minutes as @azure/identity does: Kubernetes replaces it. */
async function readFederatedToken(path: string): Promise<string> {
  const refuse = (cause?: unknown): never => {
    throw new Error(`federated token file ${path} is empty or can't be read`, { cause });
  };
  const token = (await readFile(path, 'utf8').catch(refuse)).trim();
  return token === '' ? refuse() : token;
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
    const readAssertion = () => readFederatedToken(federatedTokenFile);
    return new ClientAssertionCredential(tenantId, clientId, readAssertion, options);
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

/** Gets the bot's own tokens for Teams by such a credential; undefined where there is none. */
export function ownTokenBy(
  settings: CredentialSettings | undefined,
): ((scope: string) => Promise<string>) | undefined {
  if (settings === undefined) return undefined;
  const credential = createCredential(settings);
  return (scope) => askToken(credential, scope);
}
