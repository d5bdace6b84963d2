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

/** 'Hetzner Online GmbH (AS24940), hosting'; undefined where nothing is known. */
export function networkWords({ asNumber, owner, kind }: Network): string | undefined {
  const number = asNumber === undefined ? undefined : `AS${asNumber}`;
  const numbered = owner !== undefined && number !== undefined ? `${owner} (${number})` : undefined;
  const words = [numbered ?? owner ?? number, kind].filter((part) => part !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}
