import { AppError } from '../errors.ts';

const unreachable =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|endpoints_resolution_error|openid_config_error|network_error|socket hang up|certificate/i;

const secret = 'AZURE_CLIENT_SECRET (MicrosoftAppPassword where that is used instead)';

const federated = 'AZURE_FEDERATED_TOKEN_FILE (MicrosoftAppFederatedTokenFile)';

/** Entra's codes for an application that may not have a token (Microsoft's "AADSTS error codes" page). */
const hints: readonly [RegExp, string][] = [
  [
    /federated token file/,
    `Check ${federated}: the file must hold the platform’s token, and the bot must be allowed to read it.`,
  ],
  [
    /AADSTS7000222/,
    `The client secret has expired: make a new one in Entra (Certificates & secrets) and set ${secret}.`,
  ],
  [/AADSTS7000215/, `Set ${secret} to the secret’s value, not to its id.`],
  [
    /AADSTS(700027|7000229|7000214)|ENOENT|certificate file|\bPEM\b/i,
    'Check AZURE_CLIENT_CERTIFICATE_PATH (MicrosoftAppCertificatePath where that is used instead): a PEM file with the private key, whose certificate is uploaded to the application.',
  ],
  [
    /AADSTS(700211|700212|700213|70021|700024)/,
    `Check the federated credential of the application in Entra (Certificates & secrets › Federated credentials): issuer, subject and audience must be those of the token in ${federated}, and it must not have ended.`,
  ],
  [
    /AADSTS700016/,
    'Check AZURE_CLIENT_ID: the tenant of AZURE_TENANT_ID has no application with that id.',
  ],
  [
    /AADSTS(90002|900021|900023|500021)/,
    'Check AZURE_TENANT_ID: there is no such tenant in this cloud (CLOUD).',
  ],
  [
    /AADSTS53003|AADSTS530034/,
    'A conditional access policy for workload identities blocks the application.',
  ],
  [
    /ManagedIdentity|IMDS|managed identity/i,
    'Assign the managed identity to this machine, or set AZURE_CLIENT_SECRET.',
  ],
  [/invalid_client/, `Check ${secret}.`],
];

const usualHint =
  'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or the certificate, or the managed identity).';

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name} ${thrown.message}` : String(thrown);
}

/** Why no token was given, as a next step; @azure/identity's text stays in `cause`. */
export function toCredentialError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const words = textOf(thrown);
  const hint = hints.find(([shape]) => shape.test(words))?.[1];
  if (hint === undefined && unreachable.test(words)) {
    return new AppError('unavailable', 'Entra’s sign-in service gave no answer for this tenant.', {
      hint: 'Check AZURE_AUTHORITY_HOST and AZURE_TENANT_ID, and that this machine reaches the authority by HTTPS and trusts its certificate.',
      retryable: true,
      cause: thrown,
    });
  }
  return new AppError('credentials-refused', 'Entra refused the bot’s own credentials.', {
    hint: hint ?? usualHint,
    cause: thrown,
  });
}
