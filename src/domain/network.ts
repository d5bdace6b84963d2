import { recordsAt, text, textsAt } from './record.ts';
import { spaced } from './sentence.ts';
import type { SignIn } from './sign-in.ts';

/** What a network is used for, the one that matters most to a reader first. */
export const networkKinds = [
  'Tor exit',
  'VPN or proxy',
  'hosting',
  'mobile',
  'business',
  'residential',
] as const;
export type NetworkKind = (typeof networkKinds)[number];

/** Whose an address is. Each part is there only where a source says it. */
export interface Network {
  /** Number of the autonomous system. */
  readonly asNumber?: number;
  readonly owner?: string;
  readonly kind?: NetworkKind;
}

/** The number of the autonomous system as the record states it; 0 stands for none. */
export function asNumberOf({ raw }: SignIn): number | undefined {
  const number = Number(text(raw.autonomousSystemNumber) ?? 0);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** Named locations that the record puts the address in: 'trusted network Offices', 'named network VPN'. */
export function namedNetworksOf({ raw }: SignIn): string[] {
  return recordsAt(raw, 'networkLocationDetails').flatMap((entry) => {
    const type = text(entry.networkType) ?? 'network';
    const kind = /trusted/i.test(type) ? 'trusted network' : spaced(type).toLowerCase();
    const names = textsAt(entry, 'networkNames');
    return names.map((name) => `${kind} ${name}`);
  });
}

/** 'Hetzner Online GmbH (AS24940), hosting'; undefined where nothing is known. */
export function networkWords({ asNumber, owner, kind }: Network): string | undefined {
  const number = asNumber === undefined ? undefined : `AS${asNumber}`;
  const whose = owner === undefined ? number : [owner, number && `(${number})`];
  const words = [[whose].flat().filter(Boolean).join(' '), kind].filter(Boolean).join(', ');
  return words === '' ? undefined : words;
}
