import { tokenAddress } from '../domain/token-address.ts';
import { AppError } from '../errors.ts';

/** Exchange Online's own hosts, one a cloud: a token's audience is one of them. */
const exchangeHosts = new Set([
  'outlook.office365.com',
  'outlook.office365.us',
  'outlook-dod.office365.us',
  'partner.outlook.cn',
]);

/** Security & Compliance PowerShell: it has the same cmdlet and says False whatever is true. */
const complianceHosts = /(^|\.)compliance\.protection\.|(^|\.)ps\.protection\./i;

/**
 * Exchange Online's root, checked: a token travels there, and the compliance endpoint answers `Get-AdminAuditLogConfig`
 * with False always (Microsoft, “Turn auditing on or off”). Throws an `AppError`.
 */
export function checkEndpoint(endpoint: string): URL {
  const url = tokenAddress(endpoint);
  if (url === undefined) {
    throw new AppError('credentials-refused', 'No token is sent to this Exchange address.', {
      hint: 'Set EXCHANGE_ENDPOINT to an https address (plain http on loopback only), or leave it out.',
    });
  }
  if (complianceHosts.test(url.hostname)) {
    throw new AppError(
      'bad-question',
      'EXCHANGE_ENDPOINT is that of Security & Compliance PowerShell, which says “False” of auditing whatever is true.',
      { hint: 'Leave EXCHANGE_ENDPOINT out, or set it to https://outlook.office365.com.' },
    );
  }
  return url;
}

/** The scope of a token for Exchange there. A gateway takes the public cloud's tokens. */
export function scopeOf({ hostname }: URL): string {
  return `https://${exchangeHosts.has(hostname) ? hostname : 'outlook.office365.com'}/.default`;
}

/**
 * An `@odata.nextLink` as path and query below the endpoint. Its host is left out: the token goes to our own
 * endpoint only. Undefined for what is no link of Exchange's.
 */
export function readNextLink(link: string): string | undefined {
  return /^https?:\/\/[^/?#]+(?:\/[^?#]*?)?(\/adminapi\/[^#]+)$/.exec(link)?.[1];
}
