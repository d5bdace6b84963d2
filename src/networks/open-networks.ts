import { readFile } from 'node:fs/promises';
import { Reader, type Response } from 'mmdb-lib';
import type { Network } from '../domain/network.ts';
import { isRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Networks } from '../ports/networks.ts';
import { knownHosts } from './known-hosts.ts';
import { readEntry, strongest } from './read-entry.ts';

type Find = (ip: string) => Network | undefined;

async function openFile(path: string): Promise<Find> {
  try {
    const reader = new Reader<Response>(await readFile(path));
    return (ip) => {
      const entry: unknown = reader.get(ip);
      return isRecord(entry) ? readEntry(entry) : undefined;
    };
  } catch (cause) {
    throw new AppError('bad-question', `The network data in ${path} can’t be read.`, {
      hint: 'Check NETWORK_FILES: each must be a database in the MaxMind format (.mmdb) that the bot may read.',
      cause,
    });
  }
}

/** An address that is none, or one of a kind that a file does not hold, is unknown there. */
function ask(find: Find, ip: string): Network[] {
  try {
    const found = find(ip);
    return found === undefined ? [] : [found];
  } catch {
    return [];
  }
}

/**
 * Opens data files in the MaxMind format (GeoLite2 or GeoIP2 ASN, ISP, Anonymous IP, Enterprise; DB-IP ASN
 * Lite; IPinfo Lite), which are read once. Without any, large companies that rent out machines are known by number.
 */
export async function openNetworks(paths: readonly string[]): Promise<Networks> {
  const files = await Promise.all(paths.map(openFile));
  return {
    networkOf(ip, stated) {
      const found = ip === undefined ? [] : files.flatMap((find) => ask(find, ip));
      const asNumber = stated ?? found.find((one) => one.asNumber !== undefined)?.asNumber;
      const host = asNumber === undefined ? undefined : knownHosts.get(asNumber);
      // Addresses change hands: a name goes with the number it was given for.
      const named = found.find(
        (one) => one.owner !== undefined && (one.asNumber ?? asNumber) === asNumber,
      );
      const owner = named?.owner ?? host?.owner;
      const kind = strongest([...found.map((one) => one.kind), host?.kind]);
      const isKnown = asNumber !== undefined || owner !== undefined || kind !== undefined;
      return isKnown ? { asNumber, owner, kind } : undefined;
    },
  };
}
