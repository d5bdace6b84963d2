import { isLoopback } from '../domain/token-address.ts';

/** Where files may be sent. */
export interface UploadHosts {
  /** Host patterns: a name, or `*.` and the domain whose subdomains are meant. */
  readonly hosts: readonly string[];
  /** Plain http on loopback too: the demo and nothing else. */
  readonly loopback: boolean;
}

function fits(pattern: string, hostname: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
}

/** Whether a file may be sent there: https and one of Microsoft's file stores. */
export function isUploadUrl(url: string, { hosts, loopback }: UploadHosts): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (isLoopback(hostname)) return loopback && (protocol === 'http:' || protocol === 'https:');
  return protocol === 'https:' && port === '' && hosts.some((host) => fits(host, hostname));
}
