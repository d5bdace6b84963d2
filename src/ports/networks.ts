import type { Network } from '../domain/network.ts';

/** Whose networks are, from data at hand: nothing is asked of anybody. */
export interface Networks {
  /**
   * By address, IPv4 or IPv6; the number that the record states goes before the data's own. Undefined for
   * private and unknown addresses without a number.
   */
  networkOf(ip: string | undefined, asNumber: number | undefined): Network | undefined;
}
