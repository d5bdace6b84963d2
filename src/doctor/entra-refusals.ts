import type { ProbeFailure } from '../ports/probes.ts';
import { fail, type Outcome } from './check.ts';

/** Settings by which an application asks for a token. */
export interface AskedBy {
  readonly secret: string;
  readonly client: string;
  readonly tenant: string;
}

type Words = (by: AskedBy) => readonly [evidence: string, fix: string];

const noSuchApplication: Words = ({ client, tenant }) => [
  `the tenant has no application with this id`,
  `Set ${client} to the Application (client) id that Entra shows under App registrations, of the tenant in ${tenant}.`,
];
const noSuchTenant: Words = ({ tenant }) => [
  'there is no such tenant in this cloud',
  `Set ${tenant} to the Directory (tenant) id that Entra shows under Overview, and CLOUD to the cloud it is in.`,
];
const wrongCertificate: Words = () => [
  'the certificate is not one of the application’s',
  'Upload the certificate of AZURE_CLIENT_CERTIFICATE_PATH under Certificates & secrets of the application, or name the one that is there.',
];
const noService: Words = () => [
  'the application is not in this tenant as a service principal',
  'Give admin consent once (Entra › App registrations › API permissions › Grant admin consent): it makes the service principal.',
];

/** Microsoft’s page “Microsoft Entra authentication and authorization error codes”. */
const words: Readonly<Record<number, Words>> = {
  700016: noSuchApplication,
  700038: noSuchApplication,
  90002: noSuchTenant,
  90013: noSuchTenant,
  900021: noSuchTenant,
  900023: noSuchTenant,
  500021: noSuchTenant,
  7000215: ({ secret }) => [
    'the client secret is wrong',
    `Set ${secret} to the secret’s value, not to its id; Entra shows the value once: when it is lost, make a new one under Certificates & secrets.`,
  ],
  7000222: ({ secret }) => [
    'the client secret has expired',
    `Make a new secret in Entra (App registrations › Certificates & secrets) and set ${secret} to its value.`,
  ],
  7000218: ({ secret }) => [
    'no secret came with the request',
    `Set ${secret}, or MicrosoftAppType=UserAssignedMsi where a managed identity is meant.`,
  ],
  7000112: () => [
    'the application is switched off in this tenant',
    'Switch it on: Entra › Enterprise applications › the bot’s › Properties › “Enabled for users to sign-in”: Yes.',
  ],
  7000229: noService,
  500011: noService,
  700027: wrongCertificate,
  7000214: wrongCertificate,
  700024: () => [
    'the certificate’s assertion is not valid at this time',
    'Set this machine’s clock (timedatectl set-ntp true).',
  ],
  50194: () => [
    'the application serves one tenant, and was asked for in none',
    'Set MicrosoftAppType=SingleTenant and MicrosoftAppTenantId.',
  ],
  53003: () => [
    'a conditional access policy for workload identities blocks the application',
    'Exclude the bot’s service principal from that policy, or run the bot from a place that the policy allows.',
  ],
  530034: () => [
    'security defaults of the tenant block the application',
    'Ask Microsoft’s support to lift the block of the tenant.',
  ],
};

/** Why Entra gave no token, and the one thing to mend. */
export function refusedByEntra(failure: ProbeFailure, by: AskedBy): Outcome {
  const { entraCode, detail, hint } = failure;
  const known = entraCode === undefined ? undefined : words[entraCode]?.(by);
  const said = entraCode === undefined ? detail : `AADSTS${entraCode}`;
  if (known) return fail(`${known[0]} (${said})`, known[1]);
  return fail(
    `Entra gave no token (${said})`,
    hint ??
      `Look up ${said} at https://login.microsoftonline.com/error, and compare ${by.client}, ${by.tenant} and ${by.secret} with Entra.`,
  );
}
